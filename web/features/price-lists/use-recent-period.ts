import { useState } from 'react'
import { presetPeriod } from '../../../src/core/time/index.ts'
import { useSession } from '../../api/use-session.ts'
import { toApiPeriod } from '../../ui/index.ts'

/** The last thirty days in the company's zone, taken once. */
export function useRecentPeriod(): { readonly from: string; readonly to: string } {
  const { time_zone } = useSession().company
  const [nowMs] = useState(() => Date.now())
  const { from, to } = toApiPeriod(presetPeriod('last_30_days', nowMs, time_zone), time_zone)
  return { from, to }
}

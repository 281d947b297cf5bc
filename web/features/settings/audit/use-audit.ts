import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { AuditQuestion } from '../../../api/access-api.ts'
import { auditEntriesQuery } from '../../../api/access-queries.ts'
import type { AuditPeriod } from './audit-search.ts'

const dayMs = 86_400_000
const lengthMs: Readonly<Record<AuditPeriod, number>> = {
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
  year: 365 * dayMs,
}

/** The question that the page's address asks. A period ends now, wherever that is: its start is that of when the page was opened. */
export function useAuditQuestion(): AuditQuestion {
  const { q, area, period } = useSearch({ from: '/frame/settings/audit' })
  const [nowMs] = useState(() => Date.now())
  return useMemo(
    () => ({
      ...(q !== undefined && { search: q }),
      ...(area !== undefined && { area }),
      ...(period !== undefined && { from: new Date(nowMs - lengthMs[period]).toISOString() }),
    }),
    [q, area, period, nowMs],
  )
}

export function useAuditEntries() {
  return useInfiniteQuery(auditEntriesQuery(useAuditQuestion()))
}

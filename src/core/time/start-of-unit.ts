import { addLocal, floorLocal } from './local-calendar.ts'
import { firstInstantAtLocal, offsetMsAt, offsetSegments } from './offset-segments.ts'
import { dayMs, type Granularity } from './period.ts'

/** First instant of the local unit that is `count` units after the one that holds the instant. */
export function startOfUnit(
  instantMs: number,
  granularity: Exclude<Granularity, 'hour'>,
  count: number,
  zone: string,
): number {
  const local = addLocal(floorLocal(instantMs + offsetMsAt(instantMs, zone), granularity), granularity, count)
  // A zone's clock is never further than a day and a half from UTC's; skipped days add one more.
  const segments = offsetSegments({ fromMs: local - 3 * dayMs, toMs: local + 3 * dayMs }, zone)
  return firstInstantAtLocal(segments, local) ?? local
}

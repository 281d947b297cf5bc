import { Temporal } from 'temporal-polyfill'
import type { Period } from './period.ts'

/** A stretch of time in which a zone's clocks run at one offset; `local = instant + offsetMs`. */
export interface OffsetSegment extends Period {
  readonly offsetMs: number
}

/** No zone of the database changes its clocks more often than this in a century. */
const maxSegments = 2_000

/**
 * The segments of constant offset that make up a period, in order and without gaps. `zone` is an IANA name; throws a
 * RangeError otherwise (check names with `parseTimeZone`).
 */
export function offsetSegments(period: Period, zone: string): readonly OffsetSegment[] {
  const segments: OffsetSegment[] = []
  let at = Temporal.Instant.fromEpochMilliseconds(period.fromMs).toZonedDateTimeISO(zone)
  while (at.epochMilliseconds < period.toMs) {
    const offsetMs = Math.round(at.offsetNanoseconds / 1e6)
    const next = at.getTimeZoneTransition('next')
    const toMs = Math.min(next?.epochMilliseconds ?? period.toMs, period.toMs)
    const last = segments.at(-1)
    // A transition may change only the zone's abbreviation; such neighbours are one segment.
    if (last?.offsetMs === offsetMs) segments[segments.length - 1] = { ...last, toMs }
    else segments.push({ fromMs: at.epochMilliseconds, toMs, offsetMs })
    if (segments.length > maxSegments)
      throw new RangeError(`More than ${maxSegments} clock changes in one period.`)
    if (!next) break
    at = next
  }
  return segments
}

/** The zone's offset from UTC at an instant, in milliseconds (east is positive). */
export function offsetMsAt(instantMs: number, zone: string): number {
  const at = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone)
  return Math.round(at.offsetNanoseconds / 1e6)
}

/**
 * The first instant at which the local clock shows `localMs` (a local wall time written as if it were UTC) or a later
 * time: the first pass of a repeated hour, the end of a skipped one. Undefined when the segments end before it.
 */
export function firstInstantAtLocal(segments: readonly OffsetSegment[], localMs: number): number | undefined {
  for (const segment of segments) {
    const candidate = Math.max(segment.fromMs, localMs - segment.offsetMs)
    if (candidate < segment.toMs) return candidate
  }
  return undefined
}

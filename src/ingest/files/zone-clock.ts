import { dayMs, firstInstantAtLocal, type OffsetSegment, offsetSegments } from '../../core/index.ts'

/** Moments of a local clock: epoch ms of a wall time that is written as if it were UTC; null where the clock never shows it. */
export type ZoneClock = (localMs: number) => number | null

const spanMs = 400 * dayMs
const maxSpans = 64

/**
 * A clock of a zone, for millions of questions: the zone is asked once for a span of time, and not for each moment. A time
 * that comes twice is the first of the two.
 */
export function createZoneClock(zone: string): ZoneClock {
  const spans = new Map<number, readonly OffsetSegment[]>()
  return (localMs) => {
    const span = Math.floor(localMs / spanMs)
    let segments = spans.get(span)
    if (segments === undefined) {
      segments = segmentsOf(span, zone)
      if (spans.size >= maxSpans) spans.clear()
      spans.set(span, segments)
    }
    const found = firstInstantAtLocal(segments, localMs)
    if (found === undefined) return null
    const segment = segments.find(({ fromMs, toMs }) => found >= fromMs && found < toMs)
    return segment && found + segment.offsetMs === localMs ? found : null
  }
}

/** With two days at either side: no zone is further from UTC. */
function segmentsOf(span: number, zone: string): readonly OffsetSegment[] {
  const fromMs = span * spanMs
  return offsetSegments({ fromMs: fromMs - 2 * dayMs, toMs: fromMs + spanMs + 2 * dayMs }, zone)
}

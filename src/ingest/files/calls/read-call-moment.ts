import { dayMs, firstInstantAtLocal, type OffsetSegment, offsetSegments } from '../../../core/index.ts'
import { parseInstantMs } from '../../event-time.ts'

/** Epoch ms of a moment as a file writes it; null where it is none. */
export type ReadMoment = (written: string) => number | null

const epoch = /^(\d{10})(?:\.(\d{1,9}))?$/
const finerEpoch = /^(\d{13})(\d{3})?$/
const wall = /^(\d{4})[-/.](\d{2})[-/.](\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/
const wallDayFirst = /^(\d{2})\.(\d{2})\.(\d{4})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/

const spanMs = 400 * dayMs
/** Spans of a zone that are remembered. */
const maxSpans = 64

/**
 * Reads moments of call records: RFC 3339, wall times of the zone (the year first, or `31.12.2026`), epoch seconds, milliseconds or
 * microseconds. Of a wall time that comes twice the first is taken; one that the clocks skip is the end of the gap.
 */
export function callMomentReader(zone: string): ReadMoment {
  const spans = new Map<number, readonly OffsetSegment[]>()
  function instantOf(localMs: number): number | null {
    const span = Math.floor(localMs / spanMs)
    let segments = spans.get(span)
    if (!segments) {
      if (spans.size >= maxSpans) spans.clear()
      // With two days at either side: no zone is further from UTC.
      const fromMs = span * spanMs - 2 * dayMs
      segments = offsetSegments({ fromMs, toMs: fromMs + spanMs + 4 * dayMs }, zone)
      spans.set(span, segments)
    }
    return firstInstantAtLocal(segments, localMs) ?? null
  }
  return (written) => {
    const text = written.trim()
    const seconds = epoch.exec(text)
    if (seconds) return Number(seconds[1]) * 1000 + Number((seconds[2] ?? '').slice(0, 3).padEnd(3, '0'))
    const finer = finerEpoch.exec(text)
    if (finer) return Number(finer[1])
    const instant = parseInstantMs(text.replace(' ', 'T'))
    if (instant !== null) return instant
    const iso = isoOf(text)
    // Checked as an instant in UTC is: days and hours that do not exist are refused.
    const localMs = iso === null ? null : parseInstantMs(iso)
    return localMs === null ? null : instantOf(localMs)
  }
}

function isoOf(text: string): string | null {
  const yearFirst = wall.exec(text)
  const dayFirst = yearFirst ? null : wallDayFirst.exec(text)
  if (!yearFirst && !dayFirst) return null
  const [year, month, day] = yearFirst ? yearFirst.slice(1, 4) : (dayFirst ?? []).slice(1, 4).toReversed()
  const [hour, minute, second = '00', fraction = '0'] = (yearFirst ?? dayFirst ?? []).slice(4)
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`
}

/** How telephone systems write that something did not happen. */
const never = /^(?:|0+(?:\.0+)?|0000-00-00(?: 00:00:00)?|1970-01-01[T ]00:00:00(?:\.0+)?Z?|-|null|none)$/i

export function isNoMoment(written: string): boolean {
  return never.test(written.trim())
}

const clockDuration = /^(\d{1,4}):(\d{2}):(\d{2})$/
const minuteDuration = /^(\d{1,4}):(\d{2})$/
const plainSeconds = /^\d{1,9}(?:[.,]\d{1,6})?$/

/** Milliseconds of a duration: seconds, `MM:SS` or `HH:MM:SS`; null where it is none. */
export function readDurationMs(written: string): number | null {
  const text = written.trim()
  if (plainSeconds.test(text)) return Math.round(Number(text.replace(',', '.')) * 1000)
  const clock = clockDuration.exec(text)
  if (clock) return (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000
  const minutes = minuteDuration.exec(text)
  return minutes ? (Number(minutes[1]) * 60 + Number(minutes[2])) * 1000 : null
}

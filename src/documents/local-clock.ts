import { formatWithOffset, offsetMsAt } from '../core/index.ts'

/** Reads instants on the wall clock of one zone. */
export interface LocalClock {
  /** Wall time as if it were UTC, in epoch milliseconds. */
  toWallMs(epochMs: number): number
  /** RFC 3339 with the zone's offset. */
  format(epochMs: number): string
}

/** Offsets change at whole quarters of an hour, so one look-up serves a quarter. */
const quarterMs = 900_000
const maxQuarters = 100_000

export function createLocalClock(timeZone: string): LocalClock {
  const offsets = new Map<number, number>()
  const offsetOf = (epochMs: number): number => {
    const quarter = Math.floor(epochMs / quarterMs)
    const known = offsets.get(quarter)
    if (known !== undefined) return known
    if (offsets.size >= maxQuarters) offsets.clear()
    const offsetMs = offsetMsAt(quarter * quarterMs, timeZone)
    offsets.set(quarter, offsetMs)
    return offsetMs
  }
  return {
    toWallMs: (epochMs) => epochMs + offsetOf(epochMs),
    format: (epochMs) => formatWithOffset(epochMs, offsetOf(epochMs)),
  }
}

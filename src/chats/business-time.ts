import { dayMs, type Period } from '../core/index.ts'
import { type OpenStretches, openStretches } from './business-time-stretches.ts'
import type { BusinessCalendar } from './chat-settings.ts'

/*
 * Business time: the time at which a calendar is open. It is open at an instant when the clock of the zone of the version then in
 * force shows a time that lies within the hours of the date it shows. Hence an hour that the clocks skip is no business time, an
 * hour that they pass twice is business time twice, and a date that a zone left out (Apia, 30 December 2011) never was. The end of
 * an interval is outside of it. Before 1970, before the first version and from 2200 on nothing is open.
 */

/** Open stretches are kept by blocks of this length. */
const blockMs = 32 * dayMs
/** 45 years of one calendar; then its blocks are made anew. */
const maxKeptBlocks = 512
const maxDueMs = 400 * dayMs
const latestMs = Date.UTC(2200, 0)

/** By calendar, so that blocks go with the settings that they were made of. */
const keptBlocks = new WeakMap<BusinessCalendar, Map<number, OpenStretches>>()

/**
 * Business time between two instants, ms; 0 where the second is not after the first. Pure; the open stretches of a calendar are
 * kept, so hand in the same object again.
 */
export function businessMs(calendar: BusinessCalendar, fromMs: number, toMs: number): number {
  const span = spanOf(calendar, fromMs, toMs)
  if (span.fromMs >= span.toMs) return 0
  const blocks = blocksOf(calendar)
  const first = Math.floor(span.fromMs / blockMs)
  const last = Math.floor(span.toMs / blockMs)
  let ms = openMsBefore(block(calendar, blocks, last), span.toMs)
  ms -= openMsBefore(block(calendar, blocks, first), span.fromMs)
  for (let number = first; number < last; number++) ms += block(calendar, blocks, number).totalMs
  return ms
}

/**
 * The first moment at which `amountMs` of business time has passed since `startMs`: the end of an interval rather than the beginning
 * of the next one. Null when that is more than 400 days on, or never. An amount of 0 has passed at once.
 */
export function businessDueMs(calendar: BusinessCalendar, startMs: number, amountMs: number): number | null {
  if (amountMs <= 0) return startMs
  const span = spanOf(calendar, startMs, startMs + maxDueMs)
  if (span.fromMs >= span.toMs) return null
  const blocks = blocksOf(calendar)
  const first = Math.floor(span.fromMs / blockMs)
  let missingMs = amountMs + openMsBefore(block(calendar, blocks, first), span.fromMs)
  for (let number = first; number * blockMs < span.toMs; number++) {
    const stretches = block(calendar, blocks, number)
    if (stretches.totalMs >= missingMs) {
      const dueMs = momentOf(stretches, missingMs)
      return dueMs <= span.toMs ? dueMs : null
    }
    missingMs -= stretches.totalMs
  }
  return null
}

/** The part of a period in which the calendar can be open at all. */
function spanOf(calendar: BusinessCalendar, fromMs: number, toMs: number): Period {
  const beginMs = Math.max(calendar.versions[0]?.fromMs ?? latestMs, 0)
  return { fromMs: Math.max(fromMs, beginMs), toMs: Math.min(toMs, latestMs) }
}

function blocksOf(calendar: BusinessCalendar): Map<number, OpenStretches> {
  const kept = keptBlocks.get(calendar)
  if (kept) return kept
  const blocks = new Map<number, OpenStretches>()
  keptBlocks.set(calendar, blocks)
  return blocks
}

function block(
  calendar: BusinessCalendar,
  blocks: Map<number, OpenStretches>,
  number: number,
): OpenStretches {
  const kept = blocks.get(number)
  if (kept) return kept
  if (blocks.size >= maxKeptBlocks) blocks.clear()
  const made = openStretches(calendar, { fromMs: number * blockMs, toMs: (number + 1) * blockMs })
  blocks.set(number, made)
  return made
}

/** Open time of the block before an instant in it. */
function openMsBefore({ fromMs, toMs, beforeMs }: OpenStretches, atMs: number): number {
  const index = lastUpTo(fromMs, atMs)
  const startMs = fromMs[index]
  const endMs = toMs[index]
  const earlierMs = beforeMs[index]
  if (startMs === undefined || endMs === undefined || earlierMs === undefined) return 0
  return earlierMs + Math.min(atMs, endMs) - startMs
}

/** The first moment of the block with so much open time before it; `openMs` is above 0 and at most the block's total. */
function momentOf({ fromMs, beforeMs }: OpenStretches, openMs: number): number {
  // The last stretch with less than that before it.
  const index = lastUpTo(beforeMs, openMs, true)
  return (fromMs[index] ?? 0) + openMs - (beforeMs[index] ?? 0)
}

/** Index of the last of ascending values that is at most `limit` (with `isBelow`: less than it); -1: none is. */
function lastUpTo(values: Float64Array, limit: number, isBelow = false): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const value = values[middle] ?? limit
    if (isBelow ? value < limit : value <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

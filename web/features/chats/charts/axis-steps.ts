import type { Formats } from '../../../../src/messages/index.ts'

/** Distances of marks on an axis of counts. */
export const countSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] as const

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Distances of marks on an axis of time that read well: nobody counts seconds in tens of thousands of ms. */
export const durationSteps = [
  5_000,
  10_000,
  15_000,
  30_000,
  minuteMs,
  2 * minuteMs,
  5 * minuteMs,
  10 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  4 * hourMs,
  6 * hourMs,
  12 * hourMs,
  dayMs,
  2 * dayMs,
  5 * dayMs,
  10 * dayMs,
] as const

export const shareSteps = [0.05, 0.1, 0.2, 0.25] as const

/** A mark of such an axis; zero needs no unit. */
export function durationMark(ms: number, format: Formats): string {
  return ms === 0 ? format.number(0) : format.duration(ms)
}

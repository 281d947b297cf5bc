/** A half-open period of time `[fromMs, toMs)` in epoch milliseconds. */
export interface Period {
  readonly fromMs: number
  readonly toMs: number
}

export const granularities = ['hour', 'day', 'week', 'month'] as const
/** Local units of time that a period is divided into; weeks are ISO weeks (from Monday). */
export type Granularity = (typeof granularities)[number]

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

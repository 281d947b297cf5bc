import type { MetricsResult } from '../../../../src/contract/index.ts'
import { dimensionAt, numberAt } from '../../../api/metric-rows.ts'
import type { Split } from '../chats-search.ts'

/** Parts that have a series of their own; the rest is one. */
export const mostParts = 6

export interface SplitParts {
  /** The largest parts, the largest first; null: "none". */
  readonly parts: readonly (string | null)[]
  /** Counts per place of time, of each part and then of all others. */
  readonly counts: readonly (readonly number[])[]
  readonly hasOther: boolean
}

/** Rows of "by time and part" as series: the six largest parts, and what is left. */
export function splitParts(
  result: MetricsResult | undefined,
  split: Split,
  times: readonly number[],
): SplitParts {
  const totals = new Map<string | null, number>()
  for (const row of result?.rows ?? []) {
    const part = dimensionAt(row, split)
    totals.set(part, (totals.get(part) ?? 0) + (numberAt(row, 'chats.new') ?? 0))
  }
  const ordered = [...totals].filter(([, total]) => total > 0).toSorted(([, a], [, b]) => b - a)
  // One part more than there are colours needs no "other": it would hold that one alone.
  const parts = ordered.slice(0, mostParts).map(([part]) => part)
  const hasOther = ordered.length > parts.length
  const lines = [...parts, ...(hasOther ? [undefined] : [])]
  const counts = lines.map(() => times.map(() => 0))
  const places = new Map(times.map((time, index) => [time, index]))
  for (const row of result?.rows ?? []) {
    const place = places.get(Date.parse(dimensionAt(row, 'time') ?? ''))
    if (place === undefined) continue
    const known = parts.indexOf(dimensionAt(row, split))
    const line = counts[known === -1 ? parts.length : known]
    if (line) line[place] = (line[place] ?? 0) + (numberAt(row, 'chats.new') ?? 0)
  }
  return { parts, counts, hasOther }
}

import { responseBandsMs } from '../../../../src/contract/chat-words.ts'
import type { MetricsResult } from '../../../../src/contract/index.ts'
import { dimensionAt, numberAt } from '../../../api/metric-rows.ts'

const minuteMs = 60_000

/** Lower bounds of the five kinds of answers that are told apart over time, ms: eleven lines are no picture. */
export const speedFromMs = [0, minuteMs, 5 * minuteMs, 10 * minuteMs, 60 * minuteMs] as const

/** Responses per band of the API, in the order of `responseBandsMs`. */
export function bandCounts(result: MetricsResult | undefined): readonly number[] {
  const byBand = new Map(
    result?.rows.map((row) => [dimensionAt(row, 'band'), numberAt(row, 'chats.first_response_n') ?? 0]),
  )
  return responseBandsMs.map((lower) => byBand.get(String(lower)) ?? 0)
}

/** Responses by kind of answer and place of time; places without any count zero. */
export function speedCounts(
  result: MetricsResult | undefined,
  times: readonly number[],
): readonly (readonly number[])[] {
  const places = new Map(times.map((time, index) => [time, index]))
  const counts = speedFromMs.map(() => times.map(() => 0))
  for (const row of result?.rows ?? []) {
    const place = places.get(Date.parse(dimensionAt(row, 'time') ?? ''))
    const band = dimensionAt(row, 'band')
    if (place === undefined || band === null) continue
    const kind = speedFromMs.findLastIndex((from) => Number(band) >= from)
    const line = counts[kind]
    if (line) line[place] = (line[place] ?? 0) + (numberAt(row, 'chats.first_response_n') ?? 0)
  }
  return counts
}

/** The bands of the API that a kind of answer holds. */
export function bandsOfSpeed(kind: number): number[] {
  const from = speedFromMs[kind] ?? 0
  const to = speedFromMs[kind + 1] ?? Number.POSITIVE_INFINITY
  return responseBandsMs.filter((band) => band >= from && band < to)
}

/**
 * Where a duration stands among the bands, in bands from the left. Within a band by its share of the band's width, in the
 * last one, which is open, in the middle.
 */
export function placeAmongBands(durationMs: number): number {
  const band = Math.max(
    0,
    responseBandsMs.findLastIndex((lower) => durationMs >= lower),
  )
  const lower = responseBandsMs[band] ?? 0
  const upper = responseBandsMs[band + 1]
  return upper === undefined ? band + 0.5 : band + (durationMs - lower) / (upper - lower)
}

import type { MetricsResult } from '../../../src/contract/index.ts'
import { dimensionAt, numberAt } from '../../api/metric-rows.ts'
import { type ChartSeries, type ColorScheme, channelColor } from '../../charts/index.ts'
import { type TimeAxis, untilNow } from '../../ui/statistics/time-axis.ts'

/** Channels drawn by themselves; what the others cost is one part more, so that a pile never has more than six. */
const mostChannels = 5
export const otherChannels = 'other'

/**
 * The rows of "by time and channel" as piles, the channel that costs most at the foot. Money is turned into floats here,
 * for drawing only.
 */
export function spendSeries(
  result: MetricsResult,
  times: readonly string[],
  axis: TimeAxis,
  options: {
    readonly scheme: ColorScheme
    readonly otherColor: string
    readonly nameOf: (channel: string | null) => string
    readonly otherName: string
  },
): ChartSeries[] {
  const places = new Map(times.map((time, index) => [Date.parse(time), index]))
  const sums = new Map<string | null, number[]>()
  for (const row of result.rows) {
    const place = places.get(Date.parse(dimensionAt(row, 'time') ?? ''))
    const value = numberAt(row, 'messages.spend')
    if (place === undefined || value === null) continue
    const channel = dimensionAt(row, 'channel')
    const values = sums.get(channel) ?? times.map(() => 0)
    values[place] = (values[place] ?? 0) + value
    sums.set(channel, values)
  }
  const sorted = [...sums].toSorted(([, one], [, other]) => sumOf(other) - sumOf(one))
  const series = sorted.slice(0, mostChannels).map(([channel, values]) => ({
    key: channel ?? '',
    name: options.nameOf(channel),
    color: channelColor(channel ?? '', options.scheme),
    values: untilNow(values, axis),
  }))
  const others = sorted.slice(mostChannels).map(([, values]) => values)
  if (others.length === 0) return series
  const values = times.map((_, index) => others.reduce((sum, one) => sum + (one[index] ?? 0), 0))
  return [
    ...series,
    {
      key: otherChannels,
      name: options.otherName,
      color: options.otherColor,
      values: untilNow(values, axis),
    },
  ]
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

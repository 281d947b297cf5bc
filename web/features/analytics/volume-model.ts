import type { MetricsResult } from '../../../src/contract/index.ts'
import { dimensionAt, numberAt } from '../../api/metric-rows.ts'
import {
  type ChartSeries,
  type ColorScheme,
  negativeSteps,
  type StatusKey,
  statusColor,
  statusSteps,
  stepOfStatus,
} from '../../charts/index.ts'
import { type TimeAxis, untilNow } from '../../ui/statistics/time-axis.ts'

/** Counts by place of the time axis and status step. */
export type VolumeCounts = ReadonlyMap<StatusKey, readonly number[]>

/** Not delivered is one part of the pile, so that it never has more than six; its four kinds are in the tooltip. */
export type VolumeKey = Exclude<StatusKey, 'failed' | 'rejected' | 'expired' | 'cancelled'> | 'not_delivered'

export const volumeKeys: readonly VolumeKey[] = [
  'read',
  'delivered',
  'sent',
  'not_sent',
  'unconfirmed',
  'not_delivered',
]

/** Sorts the rows of "by time and status" into counts; places without messages count zero. */
export function volumeCounts(result: MetricsResult, times: readonly string[]): VolumeCounts {
  const places = new Map(times.map((time, index) => [Date.parse(time), index]))
  const counts = new Map<StatusKey, number[]>(statusSteps.map((step) => [step, times.map(() => 0)]))
  for (const row of result.rows) {
    const place = places.get(Date.parse(dimensionAt(row, 'time') ?? ''))
    const values = counts.get(stepOfStatus(dimensionAt(row, 'status')))
    if (place === undefined || !values) continue
    values[place] = (values[place] ?? 0) + (numberAt(row, 'messages.created') ?? 0)
  }
  return counts
}

export function volumeSeries(
  counts: VolumeCounts,
  axis: TimeAxis,
  scheme: ColorScheme,
  nameOf: (key: VolumeKey) => string,
): ChartSeries[] {
  return volumeKeys.map((key) => ({
    key,
    name: nameOf(key),
    color: statusColor(key === 'not_delivered' ? 'failed' : key, scheme),
    hatched: key === 'unconfirmed',
    values: untilNow(
      axis.places.map((_, index) => countAt(counts, key, index)),
      axis,
    ),
  }))
}

function countAt(counts: VolumeCounts, key: VolumeKey, index: number): number {
  const steps = key === 'not_delivered' ? negativeSteps : [key]
  return steps.reduce((sum, step) => sum + (counts.get(step)?.[index] ?? 0), 0)
}

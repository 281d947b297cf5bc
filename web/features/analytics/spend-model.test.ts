import { expect, test } from 'vitest'
import type { MetricsResult } from '../../../src/contract/index.ts'
import type { TimeAxis } from '../../ui/statistics/time-axis.ts'
import { spendSeries } from './spend-model.ts'

const times = ['2026-11-22T00:00:00+01:00', '2026-11-23T00:00:00+01:00', '2026-11-24T00:00:00+01:00']
const axis: TimeAxis = { places: [], incompleteFrom: 1, futureFrom: 2 }
const row = (time: string | undefined, channel: string, amount: string | null) => ({
  time: time ?? '',
  channel,
  'messages.spend': amount === null ? null : { amount, currency: 'EUR' },
})
const resultOf = (rows: MetricsResult['rows']): MetricsResult => ({
  rows,
  totals: {},
  basis: {},
  from: '',
  to: '',
  time_zone: 'Europe/Berlin',
  granularity: 'day',
  truncated: false,
  as_of: '',
})
const options = {
  scheme: 'light',
  otherColor: '#888',
  nameOf: (channel: string | null) => channel ?? 'none',
  otherName: 'Other',
} as const

test('the channel that costs most comes first; days without charges are zero, days to come are nothing', () => {
  const result = resultOf([
    row(times[0], 'viber', '1.5'),
    row('2026-11-22T00:00:00Z', 'lost', '9'),
    row(times[1], 'sms', '2'),
    row(times[0], 'sms', '1'),
    row(times[2], 'sms', null),
  ])
  expect(spendSeries(result, times, axis, options).map(({ key, values }) => [key, values])).toEqual([
    ['sms', [1, 2, null]],
    ['viber', [1.5, 0, null]],
  ])
})

test('beyond five channels the rest is one part', () => {
  const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name, place) => row(times[0], name, `${10 - place}`))
  const series = spendSeries(resultOf(rows), times, axis, options)
  expect(series.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'Other'])
  expect(series.at(-1)?.values[0]).toBe(5 + 4)
})

import { expect, test } from 'vitest'
import type { MetricsResult } from '../../src/contract/index.ts'
import { difference } from './difference.ts'
import type { OracleAnswer } from './evaluate.ts'

const monday = '2026-09-07T00:00:00+02:00'
const tuesday = '2026-09-08T00:00:00+02:00'
const expected: OracleAnswer = {
  rows: [{ time: monday, 'messages.created': 3, 'messages.read_rate': 1 / 3 }],
  totals: { 'messages.created': 3, 'messages.read_rate': 1 / 3 },
  basis: { 'messages.created': { denominator: null, left_out: 0 } },
  shown: [[monday], [tuesday]],
}
const agreeing: MetricsResult = {
  rows: [...expected.rows, { time: tuesday, 'messages.created': 0, 'messages.read_rate': null }],
  totals: expected.totals,
  basis: expected.basis,
  from: '',
  to: '',
  time_zone: 'Europe/Berlin',
  granularity: 'day',
  truncated: false,
  as_of: '',
}
const differenceOf = (change: Partial<MetricsResult>): string | undefined =>
  difference({ ...agreeing, ...change }, expected, ['time'])

test('answers that agree have no difference', () => {
  expect(differenceOf({})).toBeUndefined()
  expect(differenceOf({ rows: agreeing.rows.toReversed() })).toBeUndefined()
})

test('every way of disagreeing is found', () => {
  const [row = {}, empty = {}] = agreeing.rows
  expect(differenceOf({ rows: [empty] })).toMatch(/missing/)
  expect(differenceOf({ rows: [row] })).toMatch(/No row for/)
  expect(differenceOf({ rows: [row, empty, { ...empty, time: '2026-09-09T00:00:00+02:00' }] })).toMatch(
    /too much/,
  )
  expect(differenceOf({ rows: [row, row, empty] })).toMatch(/same keys/)
  expect(differenceOf({ rows: [{ ...row, 'messages.created': 4 }, empty] })).toMatch(
    /created is 4 instead of 3/,
  )
  expect(differenceOf({ rows: [{ ...row, 'messages.read_rate': null }, empty] })).toMatch(/read_rate is null/)
  expect(differenceOf({ rows: [row, { ...empty, 'messages.created': 1 }] })).toMatch(/should be empty/)
  expect(differenceOf({ totals: { ...agreeing.totals, 'messages.created': 0 } })).toMatch(/Totals/)
  expect(differenceOf({ basis: {} })).toMatch(/Basis/)
  expect(differenceOf({ truncated: true })).toMatch(/truncated/)
})

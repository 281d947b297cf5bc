import { expect, test } from 'vitest'
import type { ImportMapping } from '../../../../src/contract/index.ts'
import { fieldOfColumn, withColumn, withFixed } from './column-mapping.ts'

const mapping: ImportMapping = {
  encoding: 'utf-8',
  delimiter: ',',
  title_row: 1,
  time_zone: 'UTC',
  date_order: 'day_first',
  decimal_sign: '.',
  columns: { recipient: 1, status: 2 },
  fixed: {},
  statuses: {},
}

test('a column is one field, and a field stands in one column', () => {
  expect(withColumn(mapping, 2, 'recipient').columns).toEqual({ recipient: 2 })
  expect(withColumn(mapping, 3, 'status').columns).toEqual({ recipient: 1, status: 3 })
  expect(withColumn(mapping, 1, '').columns).toEqual({ status: 2 })
  expect(fieldOfColumn(mapping, 2)).toBe('status')
  expect(fieldOfColumn(mapping, 3)).toBeNull()
})

test('a value for all rows is set and taken away', () => {
  const set = withFixed(mapping, 'channel', 'sms')
  expect(set.fixed).toEqual({ channel: 'sms' })
  expect(withFixed(set, 'channel', '').fixed).toEqual({})
})

import { expect, test } from 'vitest'
import { readRequestItems } from './request-items.ts'

const read = (text: string) => readRequestItems('application/x-ndjson', Buffer.from(text))

test('empty lines are skipped and keep their numbers', () => {
  const items = read('1\r\n\n  \n2')
  expect(items.ok && items.value.map((item) => [item.index, item.read()])).toEqual([
    [0, { ok: true, value: 1 }],
    [3, { ok: true, value: 2 }],
  ])
})

test('as many events as may be come in with an empty line behind each', () => {
  const items = read('0\n\n'.repeat(50_000))
  expect(items.ok && items.value.length).toBe(50_000)
})

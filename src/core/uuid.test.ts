import { expect, test } from 'vitest'
import { isUuid } from './uuid.ts'
import { uuidV7 } from './uuid-v7.ts'

test('a UUID of version 7 begins with its moment, has its version and variant, and is new every time', () => {
  const nowMs = Date.UTC(2026, 8, 1, 12, 0, 0, 123)
  const ids = Array.from({ length: 1_000 }, () => uuidV7(nowMs))
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(nowMs)
  }
  expect(new Set(ids).size).toBe(ids.length)
  expect(uuidV7(nowMs - 1) < uuidV7(nowMs)).toBe(true)
})

test('a moment before 1970 makes a UUID as well', () => {
  for (const nowMs of [-1, -50_400_000, Date.UTC(0, 0, 1)]) expect(isUuid(uuidV7(nowMs))).toBe(true)
})

test.each([
  '',
  'x',
  '0198c000-0000-7000-8000-00000000000',
  '0198c000-0000-7000-8000-000000000001 ',
  '0198c00000007000800000000000000a',
])('what has not the form of a UUID is none: %j', (text) => {
  expect(isUuid(text)).toBe(false)
})

test('a UUID may be written in capitals', () => {
  expect(isUuid('0198C000-0000-7000-8000-00000000000A')).toBe(true)
})

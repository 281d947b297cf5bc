import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesText } from './bytes-text.ts'

test('a size is written in the largest unit of which there is one', () => {
  expect([0, 999, 1_000, 1_234_567, 158_000_000, 4_300_000_000].map((n) => bytesText(n, 'en'))).toEqual([
    '0 bytes',
    '999 bytes',
    '1 kB',
    '1.23 MB',
    '158 MB',
    '4.3 GB',
  ])
  expect(bytesText(1_234_567, 'ru')).toBe('1,23 МБ')
})

test('no size takes more than four digits, however large', () => {
  const size = fc.integer({ min: 0, max: 9_000_000_000_000 })
  fc.assert(
    fc.property(size, (bytes) => {
      expect(bytesText(bytes, 'en').replaceAll(/\D/g, '').length).toBeLessThanOrEqual(4)
    }),
  )
})

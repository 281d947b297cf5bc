import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { precedenceOf } from './precedence.ts'

const latestMs = Date.UTC(2100, 0)

test('the earlier received copy goes before a later one, whatever they say', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: latestMs }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.string(),
      fc.string(),
      (receivedAtMs, laterMs, one, other) =>
        precedenceOf(receivedAtMs, one) > precedenceOf(receivedAtMs + laterMs, other),
    ),
  )
})

test('fits an unsigned number of 64 bits, and tells contents of one millisecond apart', () => {
  expect(precedenceOf(0, 'x') < 2n ** 64n).toBe(true)
  expect(precedenceOf(latestMs, 'delivered') >= 0n).toBe(true)
  expect(precedenceOf(1, 'delivered')).not.toBe(precedenceOf(1, 'failed'))
  expect(precedenceOf(1, 'delivered')).toBe(precedenceOf(1, 'delivered'))
})

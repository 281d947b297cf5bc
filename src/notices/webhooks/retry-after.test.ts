import { expect, test } from 'vitest'
import { retryAfterMsOf } from './retry-after.ts'

const nowMs = Date.UTC(2026, 9, 2, 12)

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Fri, 02 Oct 2026 12:01:00 GMT', 60_000],
  ['Fri, 02 Oct 2026 11:00:00 GMT', 0],
  ['-5', undefined],
  ['soon', undefined],
  ['2027', 2_027_000],
  ['2 October 2027', undefined],
  ['99999999999', undefined],
  [undefined, undefined],
])('%s asks for %s', (header, waitMs) => {
  expect(retryAfterMsOf(header, nowMs)).toBe(waitMs)
})

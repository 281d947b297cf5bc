import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEpochMs, readEpochSeconds, readInstant } from './provider-time.ts'

const timeMs = Date.UTC(2026, 8, 1, 10, 0, 3, 120)

test.each([
  '2026-09-01T10:00:03.120Z',
  '2026-09-01T12:00:03.120+0200',
  '2026-09-01T12:00:03.120+02:00',
  '2026-09-01 10:00:03.120 +0000',
  '2026-09-01 10:00:03.120 UTC',
  ' 2026-09-01t10:00:03.120z ',
])('the instant %j is read', (text) => {
  expect(readInstant(text)).toBe(timeMs)
})

test('a time without a zone is none, unless the zone is known', () => {
  expect(readInstant('2026-09-01 10:00:03.12')).toBeNull()
  expect(readInstant('2026-09-01 10:00:03.12', 'Z')).toBe(timeMs)
})

test.each(['', 'soon', '2026-02-30T10:00:00Z', '2026-09-01', '2026-09-01T25:00:00Z', 5, null, undefined, {}])(
  '%j is no instant',
  (value) => {
    expect(readInstant(value, 'Z')).toBeNull()
  },
)

test('seconds and milliseconds are read as numbers and as texts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (epochMs) => {
      expect(readEpochMs(epochMs)).toBe(epochMs)
      expect(readEpochMs(String(epochMs))).toBe(epochMs)
      expect(readEpochSeconds(String(Math.trunc(epochMs / 1_000)))).toBe(Math.trunc(epochMs / 1_000) * 1_000)
    }),
  )
  expect(readEpochSeconds(1_788_256_803.905)).toBe(1_788_256_803_905)
})

test.each(['', '-1', 'soon', '1e9', -1, Number.NaN, Number.POSITIVE_INFINITY, null, [], '9'.repeat(20)])(
  '%j is no time since 1970',
  (value) => {
    expect(readEpochSeconds(value)).toBeNull()
    expect(readEpochMs(value)).toBeNull()
  },
)

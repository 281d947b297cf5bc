import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { rangeOf } from './byte-range.ts'

const length = fc.integer({ min: 1, max: 1_000 })

test('a range is the part of the file that it names', () => {
  fc.assert(
    fc.property(length, fc.nat(2_000), fc.nat(2_000), (bytes, first, more) => {
      const file = Array.from({ length: bytes }, (_, place) => place)
      const asked = rangeOf(`bytes=${first}-${first + more}`, bytes)
      const wanted = file.slice(first, first + more + 1)
      if (wanted.length === 0) expect(asked).toBe('outside')
      else expect(asked).toEqual({ from: wanted[0], to: wanted.at(-1) })
    }),
  )
})

test('a range without its end goes to the end of the file, one without its beginning is the last part', () => {
  fc.assert(
    fc.property(length, fc.nat(1_500), (bytes, count) => {
      expect(rangeOf(`bytes=${count}-`, bytes)).toEqual(
        count >= bytes ? 'outside' : { from: count, to: bytes - 1 },
      )
      expect(rangeOf(`bytes=-${count}`, bytes)).toEqual(
        count === 0 ? 'outside' : { from: Math.max(0, bytes - count), to: bytes - 1 },
      )
    }),
  )
})

test('what cannot be understood is ignored, as it may be', () => {
  for (const header of [
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=5-2',
    'bytes=0-1,4-5',
    'lines=0-1',
    'bytes=a-b',
  ])
    expect(rangeOf(header, 10)).toBeNull()
})

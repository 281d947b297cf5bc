import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { spreadRanges } from './spread-ranges.ts'

const places = 40
const range = fc
  .record({ from: fc.nat(places - 1), length: fc.integer({ min: 1, max: places }), value: fc.integer() })
  .map(({ from, length, value }) => ({ from, to: Math.min(from + length, places), value }))

/** A range as the engine writes it: two of a power of two that cover it. */
const written = ({ from, to, value }: { from: number; to: number; value: number }) => {
  const level = Math.floor(Math.log2(to - from))
  return [from, to - 2 ** level].map((place) => ({ level, place, value }))
}

test.each([
  ['least', Math.min],
  ['greatest', Math.max],
] as const)('each place gets the %s value of the ranges that hold it', (_, better) => {
  fc.assert(
    fc.property(fc.array(range), (ranges) => {
      const holding = (place: number) =>
        ranges.filter(({ from, to }) => from <= place && place < to).map(({ value }) => value)
      const expected = Array.from({ length: places }, (__, place) => {
        const values = holding(place)
        return values.length === 0 ? null : better(...values)
      })
      expect(spreadRanges(ranges.flatMap(written), places, better)).toEqual(expected)
    }),
  )
})

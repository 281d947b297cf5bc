import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromTargetValue, toTargetValue } from './target-values.ts'

describe('a target', () => {
  it('comes back from the form as it went in', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 1, max: 2_592_000 })), (seconds) => {
        expect(fromTargetValue(toTargetValue(seconds))).toBe(seconds)
      }),
    )
  })

  it.each([
    ['1.5', 'min', 90],
    ['0,1', 'min', 6],
    ['0.5', 'h', 1_800],
    [' ', 's', null],
  ] as const)('of %s %s is %s seconds', (amount, unit, seconds) => {
    expect(fromTargetValue({ amount, unit })).toBe(seconds)
  })

  it.each([
    ['0', 's'],
    ['-1', 's'],
    ['1.5', 's'],
    ['721', 'h'],
    ['soon', 'min'],
  ] as const)('of %s %s is none', (amount, unit) => {
    expect(fromTargetValue({ amount, unit })).toBeUndefined()
  })
})

import { array, assert, constantFrom, double, option, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isolate, toggle } from './chart-legend.tsx'
import { sparklinePath } from './sparkline.tsx'

const entries = [{ key: 'a' }, { key: 'b' }, { key: 'c' }]

describe('the legend', () => {
  test('switching twice changes nothing, unless all were about to vanish', () => {
    const once = toggle(entries, new Set(), 'b')
    expect([...once]).toEqual(['b'])
    expect([...toggle(entries, once, 'b')]).toEqual([])
  })

  test('never hides everything', () => {
    assert(
      property(array(constantFrom('a', 'b', 'c'), { maxLength: 30 }), (clicks) => {
        const hidden = clicks.reduce<ReadonlySet<string>>((set, key) => toggle(entries, set, key), new Set())
        expect(hidden.size).toBeLessThan(entries.length)
      }),
    )
  })

  test('isolating leaves one, isolating it again brings all back', () => {
    const alone = isolate(entries, new Set(['b']), 'b')
    expect([...alone]).toEqual(['a', 'c'])
    expect([...isolate(entries, alone, 'b')]).toEqual([])
  })
})

describe('a sparkline', () => {
  test('lifts the pen where there is no data', () => {
    expect(sparklinePath([1, 2, null, 2, 1], 100, 28).match(/M/g)).toHaveLength(2)
  })

  test('stays inside of its box', () => {
    assert(
      property(array(option(double({ min: 0, max: 1e12, noNaN: true })), { maxLength: 50 }), (values) => {
        const heights = [...sparklinePath(values, 100, 28).matchAll(/[ML][\d.]+ ([\d.-]+)/g)].map((m) =>
          Number(m[1]),
        )
        expect(heights.every((y) => y >= 0 && y <= 28)).toBe(true)
      }),
    )
  })

  test('of nothing is nothing', () => {
    expect(sparklinePath([], 100, 28)).toBe('')
    expect(sparklinePath([null, null], 100, 28)).toBe('')
  })
})

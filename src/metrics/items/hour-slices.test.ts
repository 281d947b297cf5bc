import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { slicesOfHours } from './hour-slices.ts'

const hours = fc
  .uniqueArray(fc.record({ hour: fc.nat(5_000), count: fc.integer({ min: 1, max: 900 }) }), {
    selector: ({ hour }) => hour,
    maxLength: 200,
  })
  .map((list) => list.sort((a, b) => b.hour - a.hour))

test('every hour is in one slice, slices go backwards, and none but the last is short', () => {
  fc.assert(
    fc.property(hours, fc.integer({ min: 1, max: 2_000 }), (list, items) => {
      const slices = slicesOfHours(list, items)
      const held = slices.map(({ fromHour, toHour }) =>
        list.filter(({ hour }) => hour >= fromHour && hour <= toHour),
      )
      expect(held.flat()).toEqual(list)
      for (const inside of held.slice(0, -1)) {
        const sum = inside.reduce((all, { count }) => all + count, 0)
        expect(sum).toBeGreaterThanOrEqual(items)
        expect(sum - (inside.at(-1)?.count ?? 0)).toBeLessThan(items)
      }
    }),
  )
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowWindow } from './use-row-window.ts'

test('every row in sight is drawn, few others are, and the height is that of all rows', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.nat(900),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (count, heightPx, at) => {
        const rowPx = 40
        const topPx = at * Math.max(0, count * rowPx - heightPx)
        const { first, last, beforePx, afterPx } = rowWindow({ topPx, heightPx }, count, rowPx)
        expect(beforePx + (last - first) * rowPx + afterPx).toBe(count * rowPx)
        expect(first * rowPx).toBeLessThanOrEqual(topPx)
        if (last < count) expect(last * rowPx).toBeGreaterThanOrEqual(topPx + heightPx)
        expect(last - first).toBeLessThanOrEqual(heightPx / rowPx + 20)
      },
    ),
  )
})

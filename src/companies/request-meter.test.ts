import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RequestMeter } from './request-meter.ts'

test('of a key no more are let through than its limit in a minute, and who waits as told gets through', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 100 }),
      (limit, waitsMs) => {
        let nowMs = Date.UTC(2026, 8, 1)
        const meter = new RequestMeter(() => nowMs)
        let startedAtMs = Number.NEGATIVE_INFINITY
        let passed = 0
        for (const waitMs of waitsMs) {
          nowMs += waitMs
          if (nowMs - startedAtMs >= 60_000) {
            startedAtMs = nowMs
            passed = 0
          }
          const retryAfterS = meter.count('key', limit)
          expect(retryAfterS === null).toBe(passed < limit)
          if (retryAfterS === null) passed += 1
          else {
            expect(retryAfterS).toBeGreaterThanOrEqual(1)
            expect(nowMs + retryAfterS * 1_000 - startedAtMs).toBeGreaterThanOrEqual(60_000)
            expect(retryAfterS).toBeLessThanOrEqual(60)
          }
          expect(meter.count(`other-${nowMs}-${waitMs}`, 1_000)).toBeNull()
        }
      },
    ),
  )
})

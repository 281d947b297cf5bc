import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliveryOutcome, maxWebhookAttempts, nextAttemptAtMs } from './retry-schedule.ts'

const hourMs = 3_600_000

test('the waits are those of the scheme, about three days, and end', () => {
  const waits = Array.from({ length: maxWebhookAttempts }, (_, place) =>
    nextAttemptAtMs({ attempts: place + 1, endedAtMs: 0, random: 0 }),
  )
  expect(waits).toEqual([
    5_000,
    300_000,
    1_800_000,
    ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hourMs),
    null,
  ])
})

test('chance makes a wait longer by a fifth at most; a receiver may ask for a day at most', () => {
  const property = fc.property(
    fc.integer({ min: 1, max: maxWebhookAttempts - 1 }),
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    fc.integer({ min: -1, max: 100 * hourMs }),
    (attempts, random, retryAfterMs) => {
      const plain = nextAttemptAtMs({ attempts, endedAtMs: 1_000, random: 0 }) ?? 0
      const drawn = nextAttemptAtMs({ attempts, endedAtMs: 1_000, random }) ?? 0
      const asked = nextAttemptAtMs({ attempts, endedAtMs: 1_000, random: 0, retryAfterMs }) ?? 0
      expect(drawn).toBeGreaterThanOrEqual(plain)
      expect(drawn - 1_000).toBeLessThanOrEqual((plain - 1_000) * 1.2 + 1)
      expect(asked).toBe(Math.max(plain, 1_000 + Math.min(retryAfterMs, 24 * hourMs)))
    },
  )
  fc.assert(property)
})

test.each([
  [200, 'delivered'],
  [204, 'delivered'],
  [302, 'failed'],
  [404, 'failed'],
  [410, 'gone'],
  [429, 'failed'],
  [503, 'failed'],
] as const)('%i means %s', (status, outcome) => {
  expect(deliveryOutcome(status)).toBe(outcome)
})

import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

function draws(seed: number | string): number[] {
  const random = createRandom(seed)
  return Array.from({ length: 20 }, () => random.bits())
}

test('the same seed gives the same draws, another seed others', () => {
  expect(draws(7)).toEqual(draws(7))
  expect(draws(7)).toEqual(draws('7'))
  expect(draws(7)).not.toEqual(draws(8))
  expect(new Set([1, 2, 3, 4, 5].flatMap(draws)).size).toBe(100)
})

test('draws are spread evenly and a log-normal has its median in the middle', () => {
  const random = createRandom(1)
  const buckets = Array.from({ length: 10 }, () => 0)
  let below = 0
  for (let draw = 0; draw < 100_000; draw++) {
    const bucket = random.below(10)
    buckets[bucket] = (buckets[bucket] ?? 0) + 1
    if (random.logNormal(4_000, 1.1) < 4_000) below++
  }
  for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  expect(Math.abs(below - 50_000)).toBeLessThan(1_000)
})

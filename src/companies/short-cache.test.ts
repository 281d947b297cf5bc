import { expect, test } from 'vitest'
import { ShortCache } from './short-cache.ts'

function setUp() {
  const at = { ms: 0 }
  const cache = new ShortCache<{ n: number }>({ clock: () => at.ms, keepMs: 1_000, max: 2 })
  const reads: string[] = []
  const read = (key: string, answer: { n: number } | null = { n: reads.length }) =>
    cache.get(key, () => {
      reads.push(key)
      return Promise.resolve(answer)
    })
  return { at, cache, reads, read }
}

test('an answer is kept for its time and not a moment longer', async () => {
  const { at, reads, read } = setUp()
  await read('a')
  at.ms = 999
  expect(await read('a')).toEqual({ n: 0 })
  at.ms = 1_000
  expect(await read('a')).toEqual({ n: 1 })
  expect(reads).toEqual(['a', 'a'])
})

test('"nothing there" is an answer too', async () => {
  const { reads, read } = setUp()
  expect(await read('a', null)).toBeNull()
  expect(await read('a', null)).toBeNull()
  expect(reads).toEqual(['a'])
})

test('no more answers are kept than stated', async () => {
  const { reads, read } = setUp()
  for (const key of ['a', 'b', 'c', 'a']) await read(key)
  expect(reads).toEqual(['a', 'b', 'c', 'a'])
})

test('an answer that was being read before a change is not kept after it', async () => {
  const { cache, reads, read } = setUp()
  const slowRead = Promise.withResolvers<{ n: number }>()
  const slow = cache.get('a', () => slowRead.promise)
  cache.clear()
  slowRead.resolve({ n: -1 })
  expect(await slow).toEqual({ n: -1 })
  expect(await read('a')).toEqual({ n: 0 })
  expect(reads).toEqual(['a'])
})

test('a failed reading is not kept', async () => {
  const { cache, read } = setUp()
  await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await read('a')).toEqual({ n: 0 })
})

test('a crowd that asks for the same at once waits for one reading', async () => {
  const { cache, reads } = setUp()
  const slowRead = Promise.withResolvers<{ n: number }>()
  const ask = () =>
    cache.get('a', () => {
      reads.push('a')
      return slowRead.promise
    })
  const crowd = Array.from({ length: 128 }, ask)
  slowRead.resolve({ n: 7 })
  expect(await Promise.all(crowd)).toEqual(Array.from({ length: 128 }, () => ({ n: 7 })))
  expect(reads).toEqual(['a'])
})

test('who asks after a change does not wait for a reading from before it', async () => {
  const { cache, read } = setUp()
  const before = Promise.withResolvers<{ n: number }>()
  const early = cache.get('a', () => before.promise)
  cache.clear()
  expect(await read('a')).toEqual({ n: 0 })
  before.resolve({ n: -1 })
  expect(await early).toEqual({ n: -1 })
  expect(await read('a')).toEqual({ n: 0 })
})

test('a failed reading fails all who waited for it, and the next reads anew', async () => {
  const { cache, read } = setUp()
  const failing = Promise.withResolvers<{ n: number }>()
  const crowd = [1, 2].map(() => cache.get('a', () => failing.promise))
  failing.reject(new Error('down'))
  expect((await Promise.allSettled(crowd)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await read('a')).toEqual({ n: 0 })
})

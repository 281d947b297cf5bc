import { expect, test } from 'vitest'
import { BatchQueue } from './batch-queue.ts'

const limits = { maxQueued: 6, maxBatch: 3, lanes: 1 }

/** Decisions that end when the test says so; an item is answered with its own name in capitals. */
function heldDecisions(lanes = 1) {
  const batches: string[][] = []
  const ends: ((error?: Error) => void)[] = []
  const queue = new BatchQueue<string, string>(
    { ...limits, lanes },
    (item) => item,
    (items) =>
      new Promise((resolve, reject) => {
        batches.push([...items])
        ends.push((error) => (error ? reject(error) : resolve(items.map((item) => item.toUpperCase()))))
      }),
  )
  const next = async () => {
    while (ends.length === 0) await new Promise((resolve) => setImmediate(resolve))
    return ends.shift()
  }
  return { queue, batches, next }
}

test('what comes while a batch is in flight shares the next one, in its order, and each gets its own answer', async () => {
  const { queue, batches, next } = heldDecisions()
  const first = queue.offer('a')
  const end = await next()
  const others = ['b', 'c', 'd'].map((item) => queue.offer(item))
  end?.()
  expect(await first).toBe('A')
  ;(await next())?.()
  expect(await Promise.all(others)).toEqual(['B', 'C', 'D'])
  expect(batches).toEqual([['a'], ['b', 'c', 'd']])
})

test('items of one identity never share a batch, and hold up no others', async () => {
  const { queue, batches, next } = heldDecisions()
  const all = ['a', 'a', 'b', 'a'].map((item) => queue.offer(item))
  for (let batch = 0; batch < 3; batch += 1) (await next())?.()
  await Promise.all(all)
  expect(batches).toEqual([['a', 'b'], ['a'], ['a']])
})

test('a full queue takes nothing more, until there is room again', async () => {
  const { queue, next } = heldDecisions()
  const taken = Array.from({ length: 6 }, (_, index) => queue.offer(`i${index}`))
  expect(queue.offer('late')).toBeUndefined()
  ;(await next())?.()
  await taken[0]
  expect(queue.offer('now')).toBeDefined()
  ;(await next())?.()
  ;(await next())?.()
})

test('a batch that fails fails exactly those in it', async () => {
  const { queue, next } = heldDecisions()
  const failing = queue.offer('a')
  const end = await next()
  const after = queue.offer('b')
  end?.(new Error('connection lost'))
  await expect(failing).rejects.toThrow('connection lost')
  ;(await next())?.()
  expect(await after).toBe('B')
})

test('close decides what was accepted, and takes nothing more', async () => {
  const { queue, batches, next } = heldDecisions()
  const all = ['a', 'b', 'c', 'd'].map((item) => queue.offer(item))
  const closed = queue.close()
  expect(queue.offer('late')).toBeUndefined()
  ;(await next())?.()
  ;(await next())?.()
  await closed
  expect(await Promise.all(all)).toEqual(['A', 'B', 'C', 'D'])
  expect(batches).toEqual([['a', 'b', 'c'], ['d']])
})

test('two lanes have two batches in flight', async () => {
  const { queue, batches, next } = heldDecisions(2)
  const first = queue.offer('a')
  const endOfFirst = await next()
  const second = queue.offer('b')
  ;(await next())?.()
  expect(await second).toBe('B')
  endOfFirst?.()
  expect(await first).toBe('A')
  expect(batches).toEqual([['a'], ['b']])
})

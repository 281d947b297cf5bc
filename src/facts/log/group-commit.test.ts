import { expect, test } from 'vitest'
import { GroupCommit } from './group-commit.ts'

const limits = {
  maxQueued: { rows: 10, bytes: 100 },
  maxBatch: { rows: 5, bytes: 60 },
  paceMs: 0,
  early: { items: 100, quietMs: 5 },
}
const weight = (rows: number, bytes = rows) => ({ rows, bytes })

/** A write that ends when the test says so. */
function heldWrites() {
  const batches: string[][] = []
  const ends: ((error?: Error) => void)[] = []
  const write = (items: readonly string[]) =>
    new Promise<void>((resolve, reject) => {
      batches.push([...items])
      ends.push((error) => (error ? reject(error) : resolve()))
    })
  const nextWrite = async () => {
    while (ends.length === 0) await new Promise((resolve) => setImmediate(resolve))
    return ends.shift()
  }
  return { batches, write, nextWrite }
}

test('one write is in flight at a time, and everything that waits joins the next', async () => {
  const { batches, write, nextWrite } = heldWrites()
  const commits = new GroupCommit(limits, write)
  const first = commits.offer('a', weight(1))
  const end = await nextWrite()
  const others = ['b', 'c', 'd'].map((item) => commits.offer(item, weight(1)))
  expect(batches).toEqual([['a']])
  end?.()
  await first
  ;(await nextWrite())?.()
  await Promise.all(others)
  expect(batches).toEqual([['a'], ['b', 'c', 'd']])
})

test('what comes within the pace of a write shares the next one, and a full batch does not wait for it', async () => {
  const batches: string[][] = []
  const commits = new GroupCommit({ ...limits, paceMs: 3_600_000 }, (items: readonly string[]) => {
    batches.push([...items])
    return Promise.resolve()
  })
  await commits.offer('a', weight(1))
  const early = commits.offer('b', weight(1))
  await new Promise((resolve) => setImmediate(resolve))
  expect(batches).toEqual([['a']])
  const filling = commits.offer('c', weight(4))
  await Promise.all([early, filling])
  expect(batches).toEqual([['a'], ['b', 'c']])
})

test('a group that is about as many as the last one does not wait for the pace once no more come', async () => {
  const batches: string[][] = []
  const early = { items: 2, quietMs: 1 }
  const commits = new GroupCommit({ ...limits, paceMs: 3_600_000, early }, (items: readonly string[]) => {
    batches.push([...items])
    return Promise.resolve()
  })
  await Promise.all(['a', 'b'].map((item) => commits.offer(item, weight(1))))
  await Promise.all(['c', 'd'].map((item) => commits.offer(item, weight(1))))
  expect(batches).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('a batch stays within its bounds, and a single heavier item goes alone', async () => {
  const { batches, write, nextWrite } = heldWrites()
  const commits = new GroupCommit(limits, write)
  const written = [
    commits.offer('heavy', weight(7)),
    commits.offer('b', weight(2)),
    commits.offer('c', weight(1)),
  ]
  ;(await nextWrite())?.()
  ;(await nextWrite())?.()
  await Promise.all(written)
  expect(batches).toEqual([['heavy'], ['b', 'c']])
})

test('beyond the bound of rows or bytes nothing more is taken, until there is room again', async () => {
  const { write, nextWrite } = heldWrites()
  const commits = new GroupCommit(limits, write)
  const first = commits.offer('a', weight(6))
  expect(commits.offer('rows', weight(5))).toBeUndefined()
  expect(commits.offer('bytes', weight(1, 95))).toBeUndefined()
  ;(await nextWrite())?.()
  await first
  const second = commits.offer('rows', weight(5))
  ;(await nextWrite())?.()
  await expect(second).resolves.toBeUndefined()
})

test('a failed write fails exactly those who were in it', async () => {
  const { write, nextWrite } = heldWrites()
  const commits = new GroupCommit(limits, write)
  const failing = commits.offer('a', weight(1))
  const end = await nextWrite()
  const after = commits.offer('b', weight(1))
  end?.(new Error('disk full'))
  await expect(failing).rejects.toThrow('disk full')
  ;(await nextWrite())?.()
  await expect(after).resolves.toBeUndefined()
})

test('idle resolves when the last accepted item is written', async () => {
  const { batches, write, nextWrite } = heldWrites()
  const commits = new GroupCommit(limits, write)
  const written = [commits.offer('a', weight(5)), commits.offer('b', weight(5))]
  const idle = commits.idle()
  ;(await nextWrite())?.()
  ;(await nextWrite())?.()
  await idle
  await Promise.all(written)
  expect(batches).toEqual([['a'], ['b']])
})

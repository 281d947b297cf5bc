import { expect, test } from 'vitest'
import { Lanes } from './lanes.ts'

test('each connection serves one caller at a time, first come first served', async () => {
  const lanes = new Lanes(['one', 'two'])
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (caller: number) =>
    lanes.use(() => {
      begun.push(caller)
      return new Promise<void>((resolve) => ends.push(resolve))
    })
  const all = [1, 2, 3, 4].map(work)
  await new Promise((resolve) => setImmediate(resolve))
  expect(begun).toEqual([1, 2])
  for (const expected of [3, 4]) {
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
    expect(begun.at(-1)).toBe(expected)
  }
  for (const end of ends) end()
  await Promise.all(all)
})

test('a connection comes back after a failure', async () => {
  const lanes = new Lanes(['one'])
  await expect(lanes.use(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(lanes.use((name) => Promise.resolve(name))).resolves.toBe('one')
})

test('says busy at once when too many wait', async () => {
  const lanes = new Lanes(['one'])
  const { promise: held, resolve: end } = Promise.withResolvers<void>()
  const callers = Array.from({ length: 502 }, () => lanes.use(() => held))
  await expect(callers[501]).rejects.toMatchObject({ code: 'busy' })
  end()
  await Promise.allSettled(callers)
})

import { expect, test } from 'vitest'
import { type LaneLimits, Lanes } from './lanes.ts'

const roomy: LaneLimits = { maxWaiting: 500, maxWaitingOfOwner: 500, maxHeldByOwner: 10 }
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Callers who hold what they got until the test ends them, in the order in which they began. */
function heldCallers(count: number, limits: Partial<LaneLimits> = {}) {
  const lanes = new Lanes(
    Array.from({ length: count }, (_, index) => index),
    { ...roomy, ...limits },
  )
  const begun: string[] = []
  const ends: (() => void)[] = []
  const call = (name: string, owner?: string) =>
    lanes.use(() => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.push(resolve))
    }, owner)
  const endFirst = async () => {
    ends.shift()?.()
    await turn()
  }
  return { call, begun, endFirst }
}

test('each connection serves one caller at a time, first come first served', async () => {
  const { call, begun, endFirst } = heldCallers(2)
  const all = ['1', '2', '3', '4'].map((name) => call(name))
  await turn()
  expect(begun).toEqual(['1', '2'])
  for (const expected of ['3', '4']) {
    await endFirst()
    expect(begun.at(-1)).toBe(expected)
  }
  await endFirst()
  await endFirst()
  await Promise.all(all)
})

test('owners take turns, however many callers one of them has', async () => {
  const { call, begun, endFirst } = heldCallers(1)
  const all = [
    ...['a1', 'a2', 'a3', 'a4'].map((name) => call(name, 'a')),
    ...['b1', 'b2'].map((name) => call(name, 'b')),
  ]
  await turn()
  for (let ended = 0; ended < 6; ended += 1) await endFirst()
  await Promise.all(all)
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'a4'])
})

test('one owner never holds more than its share, also when nobody else asks', async () => {
  const { call, begun, endFirst } = heldCallers(3, { maxHeldByOwner: 2 })
  const all = ['a1', 'a2', 'a3'].map((name) => call(name, 'a'))
  await turn()
  expect(begun).toEqual(['a1', 'a2'])
  all.push(call('b1', 'b'))
  await turn()
  expect(begun).toEqual(['a1', 'a2', 'b1'])
  await endFirst()
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3'])
  for (let ended = 0; ended < 3; ended += 1) await endFirst()
  await Promise.all(all)
})

test('a connection comes back after a failure', async () => {
  const lanes = new Lanes(['one'], roomy)
  await expect(lanes.use(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(lanes.use((name) => Promise.resolve(name))).resolves.toBe('one')
})

test('says busy at once when too many wait, of one owner or in all', async () => {
  const lanes = new Lanes(['one'], { maxWaiting: 3, maxWaitingOfOwner: 2, maxHeldByOwner: 1 })
  const { promise: held, resolve: end } = Promise.withResolvers<void>()
  const call = (owner: string) => lanes.use(() => held, owner)
  const callers = [call('a'), call('a'), call('a')]
  await expect(call('a')).rejects.toMatchObject({ code: 'busy' })
  callers.push(call('b'))
  await expect(call('c')).rejects.toMatchObject({ code: 'busy' })
  end()
  await Promise.all(callers)
})

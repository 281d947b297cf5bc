import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WriteProbe } from './write-probe.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

function probeOf(outcomes: readonly (string | null)[]) {
  let tries = 0
  const probe = new WriteProbe(async () => {
    const failure = outcomes[tries] ?? null
    tries += 1
    if (failure !== null) throw new Error(failure)
  })
  return { probe, tries: () => tries }
}

test('an outcome stands for ten seconds, good or bad, however many ask', async () => {
  const { probe, tries } = probeOf([null, 'disk full', null])
  await Promise.all([probe.check(), probe.check()])
  await probe.check()
  expect(tries()).toBe(1)
  vi.advanceTimersByTime(10_000)
  await expect(probe.check()).rejects.toThrow('disk full')
  await expect(probe.check()).rejects.toThrow('disk full')
  expect(tries()).toBe(2)
  vi.advanceTimersByTime(10_000)
  await probe.check()
  expect(tries()).toBe(3)
})

test('a write that failed elsewhere has the next who asks try', async () => {
  const { probe } = probeOf([null, 'read-only'])
  await probe.check()
  probe.doubt()
  await expect(probe.check()).rejects.toThrow('read-only')
})

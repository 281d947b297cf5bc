import { expect, test } from 'vitest'
import { Retries } from './retries.ts'

const pauses = { firstPauseMs: 60, maxPauseMs: 200 }

test('what fails again waits twice as long, up to a bound', () => {
  const retries = new Retries(pauses)
  const dueAfter: number[] = []
  let nowMs = 1_000
  for (let round = 0; round < 5; round += 1) {
    retries.note(nowMs, 'a')
    let waitedMs = 0
    while (!retries.isDue(nowMs + waitedMs)) waitedMs += 1
    dueAfter.push(waitedMs)
    nowMs += waitedMs
  }
  expect(dueAfter).toEqual([60, 120, 200, 200, 200])
})

test('something new is tried at once, and its pauses begin anew', () => {
  const retries = new Retries(pauses)
  retries.note(0, 'a')
  retries.note(60, 'a')
  expect(retries.isDue(179)).toBe(false)
  retries.begin()
  expect(retries.isDue(61)).toBe(true)
  retries.note(61, 'a b')
  expect([retries.isDue(120), retries.isDue(121)]).toEqual([false, true])
})

test('a clock that was set back keeps nothing waiting', () => {
  const retries = new Retries(pauses)
  retries.note(10_000, 'a')
  expect(retries.isDue(0)).toBe(true)
})

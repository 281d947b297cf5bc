import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NightlyVerify } from './nightly-verify.ts'
import type { BookDrift } from './verify-books.ts'

const drift: BookDrift = { companyId: 'c', detail: 'Something differs.' }

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-09-01T02:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

function nightly(verify: () => Promise<readonly BookDrift[]>) {
  const told: (readonly BookDrift[])[] = []
  const errors: unknown[] = []
  const job = new NightlyVerify({
    verify,
    clock: () => Date.now(),
    onVerified: (drifts) => void told.push(drifts),
    onError: (error) => void errors.push(error),
  })
  return { job, told, errors }
}

const turn = new AbortController().signal

test('runs once a night, at three', async () => {
  const { job, told } = nightly(() => Promise.resolve([drift]))
  job.start((work) => work(turn))
  await vi.advanceTimersByTimeAsync(59 * 60_000)
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  expect(told).toEqual([[drift]])
  await vi.advanceTimersByTimeAsync(23 * 3_600_000)
  expect(told).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(told).toHaveLength(2)
  await job.stop()
})

test('a run that fails is told, and the next night comes all the same; without the turn nothing runs', async () => {
  let isMine = true
  const { job, told, errors } = nightly(() => Promise.reject(new Error('away')))
  job.start((work) => (isMine ? work(turn) : null))
  await vi.advanceTimersByTimeAsync(2 * 3_600_000)
  expect([errors.length, told.length]).toEqual([1, 0])
  isMine = false
  await vi.advanceTimersByTimeAsync(24 * 3_600_000)
  expect(errors).toHaveLength(1)
  isMine = true
  await vi.advanceTimersByTimeAsync(24 * 3_600_000)
  expect(errors).toHaveLength(2)
  await job.stop()
})

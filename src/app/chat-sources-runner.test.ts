import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatSourcesRunner } from './chat-sources-runner.ts'

const minuteMs = 60_000
const turn = new AbortController().signal
const failure = { connectionId: 'c', code: 'source_unreachable', detail: 'It does not answer.' }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function runner(
  lookAfterAll: (turn: AbortSignal) => Promise<{ events: number; failures: (typeof failure)[] }>,
) {
  const told = { accepted: 0, failures: 0, errors: 0 }
  const job = new ChatSourcesRunner({
    sources: { lookAfterAll },
    onAccepted: () => (told.accepted += 1),
    onFailures: () => (told.failures += 1),
    onError: () => (told.errors += 1),
  })
  return { job, told }
}

test('sources are looked after every ten minutes, and what came of it is told', async () => {
  let events = 0
  const { job, told } = runner(() => Promise.resolve({ events, failures: events === 0 ? [failure] : [] }))
  job.start((work) => work(turn))
  await vi.advanceTimersByTimeAsync(9 * minuteMs)
  expect(told).toEqual({ accepted: 0, failures: 0, errors: 0 })
  await vi.advanceTimersByTimeAsync(2 * minuteMs)
  expect(told).toEqual({ accepted: 0, failures: 1, errors: 0 })
  events = 3
  await vi.advanceTimersByTimeAsync(10 * minuteMs)
  expect(told).toEqual({ accepted: 1, failures: 1, errors: 0 })
  await job.stop()
})

test('a run that fails is told and the next one comes; without the turn nothing is asked', async () => {
  let isMine = true
  const { job, told } = runner(() => Promise.reject(new Error('away')))
  job.start((work) => (isMine ? work(turn) : null))
  await vi.advanceTimersByTimeAsync(20 * minuteMs)
  expect(told.errors).toBe(2)
  isMine = false
  await vi.advanceTimersByTimeAsync(20 * minuteMs)
  expect(told.errors).toBe(2)
  await job.stop()
})

test('a run under way is not run beside itself, and ends when the server stops', async () => {
  let runs = 0
  const { job, told } = runner((signal) => {
    runs += 1
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  job.start((work) => work(turn))
  await vi.advanceTimersByTimeAsync(60 * minuteMs)
  expect(runs).toBe(1)
  await job.stop()
  expect(told.accepted).toBe(0)
})

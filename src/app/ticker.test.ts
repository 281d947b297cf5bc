import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Ticker, type TickReport } from './ticker.ts'

const nothing: TickReport = { keys: 0, chats: 0, calls: 0, companyIds: [] }
const something: TickReport = { keys: 3, chats: 0, calls: 0, companyIds: ['a'] }
const ofChats: TickReport = { keys: 0, chats: 2, calls: 0, companyIds: ['a'] }
const ofCalls: TickReport = { keys: 0, chats: 0, calls: 1, companyIds: ['a'] }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function tickerOf(reports: (TickReport | Error)[], turns: (boolean | Error)[] = [], merge = async () => {}) {
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>()
  const seen = { folds: 0, merges: 0, changes: 0, errors: 0, released: 0 }
  const ticker = new Ticker({
    takeTurn: async () => {
      const turn = turns.shift() ?? true
      if (turn instanceof Error) throw turn
      return turn ? { lost, release: async () => void (seen.released += 1) } : null
    },
    fold: async () => {
      seen.folds += 1
      const report = reports.shift() ?? nothing
      if (report instanceof Error) throw report
      return report
    },
    merge: async () => {
      seen.merges += 1
      await merge()
    },
    onChange: () => void (seen.changes += 1),
    onError: () => void (seen.errors += 1),
  })
  return { ticker, seen, lose }
}

describe('the ticker', () => {
  test('a tick that changed messages, chats or calls is told, and followed by the next within half a second', async () => {
    const { ticker, seen } = tickerOf([something, ofChats, ofCalls])
    ticker.start()
    await vi.advanceTimersByTimeAsync(0)
    expect(seen).toMatchObject({ folds: 1, changes: 1 })
    await vi.advanceTimersByTimeAsync(250)
    expect(seen).toMatchObject({ folds: 2, changes: 2 })
    await vi.advanceTimersByTimeAsync(250)
    expect(seen).toMatchObject({ folds: 3, changes: 3 })
    await Promise.all([ticker.stop(), vi.advanceTimersByTimeAsync(10)])
  })

  test('an idle ticker is woken by what is accepted, also when that happens during its tick', async () => {
    const { ticker, seen } = tickerOf([])
    ticker.start()
    await vi.advanceTimersByTimeAsync(450)
    expect(seen.folds).toBe(1)
    ticker.wake()
    await vi.advanceTimersByTimeAsync(1)
    expect(seen.folds).toBe(2)
    ticker.wake()
    await vi.advanceTimersByTimeAsync(250)
    expect(seen.folds).toBe(3)
    await Promise.all([ticker.stop(), vi.advanceTimersByTimeAsync(10)])
  })

  test('an error gives the turn back, is reported and does not end the ticking', async () => {
    const { ticker, seen } = tickerOf([new Error('engine is away'), something])
    ticker.start()
    await vi.advanceTimersByTimeAsync(600)
    expect(seen).toMatchObject({ errors: 1, released: 1, folds: 2, changes: 1 })
    await Promise.all([ticker.stop(), vi.advanceTimersByTimeAsync(10)])
  })

  test('nothing is folded while another process has the turn', async () => {
    const { ticker, seen } = tickerOf([], [false, true])
    ticker.start()
    await vi.advanceTimersByTimeAsync(4_999)
    expect(seen.folds).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(seen.folds).toBe(1)
    await Promise.all([ticker.stop(), vi.advanceTimersByTimeAsync(10)])
  })

  test.each([
    ['nothing comes in', 0],
    ['events never cease', 2_000],
  ])('quiet partitions are merged every few minutes while %s', async (_name, busyTicks) => {
    const { ticker, seen } = tickerOf(Array.from({ length: busyTicks }, () => something))
    ticker.start()
    await vi.advanceTimersByTimeAsync(192_000)
    expect(seen.merges).toBe(1)
    await vi.advanceTimersByTimeAsync(192_000)
    expect(seen.merges).toBe(2)
    await Promise.all([ticker.stop(), vi.advanceTimersByTimeAsync(10)])
  })

  test('ticks go on while a long merge runs, one merge at a time, and stopping waits for it', async () => {
    const { promise: merged, resolve: endMerge } = Promise.withResolvers<void>()
    const { ticker, seen } = tickerOf([], [], () => merged)
    ticker.start()
    await vi.advanceTimersByTimeAsync(192_000)
    const foldsBefore = seen.folds
    await vi.advanceTimersByTimeAsync(400_000)
    expect(seen.folds).toBeGreaterThan(foldsBefore + 300)
    expect(seen.merges).toBe(1)
    const stopped = ticker.stop()
    await vi.advanceTimersByTimeAsync(10)
    expect(seen.released).toBe(0)
    endMerge()
    await stopped
    expect(seen.released).toBe(1)
  })

  test('a merge that failed is reported, keeps the turn, and is tried again when the next is due', async () => {
    const { ticker, seen } = tickerOf([], [], () => Promise.reject(new Error('engine is away')))
    ticker.start()
    await vi.advanceTimersByTimeAsync(192_000)
    expect(seen).toMatchObject({ merges: 1, errors: 1, released: 0 })
    await vi.advanceTimersByTimeAsync(100_000)
    expect(seen.merges).toBe(1)
    await vi.advanceTimersByTimeAsync(100_000)
    expect(seen.merges).toBe(2)
    await Promise.all([ticker.stop(), vi.advanceTimersByTimeAsync(10)])
  })

  test('work that needs the turn keeps it, and is not begun without it', async () => {
    const { ticker, seen } = tickerOf([])
    expect(ticker.whileMine(async () => 'done')).toBeNull()
    ticker.start()
    await vi.advanceTimersByTimeAsync(1)
    const { promise: working, resolve: endWork } = Promise.withResolvers<void>()
    const held = ticker.whileMine(() => working)
    const stopped = ticker.stop()
    await vi.advanceTimersByTimeAsync(10)
    expect(seen.released).toBe(0)
    endWork()
    await held
    await stopped
    expect(seen.released).toBe(1)
  })

  test('a process that lost its turn stops folding and asks for it again', async () => {
    const { ticker, seen, lose } = tickerOf([], [true, false])
    ticker.start()
    await vi.advanceTimersByTimeAsync(0)
    lose()
    await vi.advanceTimersByTimeAsync(4_000)
    expect(seen).toMatchObject({ folds: 1, released: 1 })
    expect(ticker.folds).toBe(false)
    await Promise.all([ticker.stop(), vi.advanceTimersByTimeAsync(10)])
  })

  test('work that needs the turn hears at once when it is lost, and only then is the turn asked for again', async () => {
    const { ticker, seen, lose } = tickerOf([], [true, false])
    ticker.start()
    await vi.advanceTimersByTimeAsync(1)
    const { promise: working, resolve: endWork } = Promise.withResolvers<void>()
    let lost: AbortSignal | undefined
    const held = ticker.whileMine((turn) => {
      lost = turn
      return working
    })
    expect(lost?.aborted).toBe(false)
    lose()
    await vi.advanceTimersByTimeAsync(0)
    expect(lost?.aborted).toBe(true)
    expect(ticker.whileMine(async () => 'more')).toBeNull()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(seen.released).toBe(0)
    endWork()
    await held
    await vi.advanceTimersByTimeAsync(3_000)
    expect(seen.released).toBe(1)
    await Promise.all([ticker.stop(), vi.advanceTimersByTimeAsync(10)])
  })

  test('stopping gives the turn back', async () => {
    const { ticker, seen } = tickerOf([something])
    ticker.start()
    await vi.advanceTimersByTimeAsync(1)
    await Promise.all([ticker.stop(), vi.advanceTimersByTimeAsync(10)])
    expect(seen.released).toBe(1)
  })
})

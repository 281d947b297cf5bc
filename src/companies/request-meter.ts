import { LRUCache } from 'lru-cache'
import type { Clock } from '../core/index.ts'

const windowMs = 60_000
const rememberedKeys = 10_000

interface Window {
  readonly startedAtMs: number
  count: number
}

/** Counts requests by key within minutes that begin with the first request. Each process counts by itself. */
export class RequestMeter {
  readonly #clock: Clock
  readonly #windows = new LRUCache<string, Window>({ max: rememberedKeys })

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Null where there is room; else after how many whole seconds there is again, at least one. */
  count(keyId: string, perMinute: number): number | null {
    const nowMs = this.#clock()
    const known = this.#windows.get(keyId)
    const isOver = !known || nowMs - known.startedAtMs >= windowMs || nowMs < known.startedAtMs
    const window = isOver ? { startedAtMs: nowMs, count: 0 } : known
    if (isOver) this.#windows.set(keyId, window)
    if (window.count >= perMinute)
      return Math.max(1, Math.ceil((window.startedAtMs + windowMs - nowMs) / 1_000))
    window.count += 1
    return null
  }
}

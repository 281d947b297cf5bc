import { LRUCache } from 'lru-cache'
import type { Clock } from '../core/index.ts'

const noteEveryMs = 30_000
const rememberedIds = 10_000

/**
 * Notes when something was last used, at most every 30 s per id: a moment shown to people is not worth a write per
 * request.
 */
export class ActivityNotes {
  readonly #clock: Clock
  readonly #write: (id: string, at: Date) => Promise<unknown>
  readonly #notedAtMs = new LRUCache<string, number>({ max: rememberedIds })
  readonly #running = new Set<Promise<unknown>>()

  constructor(options: { clock: Clock; write: (id: string, at: Date) => Promise<unknown> }) {
    this.#clock = options.clock
    this.#write = options.write
  }

  /** Never waits and never fails: a note that is lost comes again with the next use. */
  note(id: string): void {
    const nowMs = this.#clock()
    if (nowMs - (this.#notedAtMs.get(id) ?? Number.NEGATIVE_INFINITY) < noteEveryMs) return
    this.#notedAtMs.set(id, nowMs)
    const written = this.#write(id, new Date(nowMs))
      .catch(() => this.#notedAtMs.delete(id))
      .finally(() => this.#running.delete(written))
    this.#running.add(written)
  }

  async settled(): Promise<void> {
    await Promise.all(this.#running)
  }
}

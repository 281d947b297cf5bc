import { LRUCache } from 'lru-cache'
import type { Clock } from '../core/index.ts'

/**
 * Answers of the records, kept for a short stated time. After `clear` nothing that was being read before is kept:
 * a value read before a change never outlives the change in this process. Who asks while the same is being read waits for
 * that reading: a crowd at an empty cache costs one query, not one each.
 */
export class ShortCache<V extends object> {
  readonly #clock: Clock
  readonly #keepMs: number
  readonly #entries: LRUCache<string, { readonly value: V | null; readonly untilMs: number }>
  /** Readings under way; as many as there are keys being asked for. */
  readonly #readings = new Map<string, Promise<V | null>>()
  #generation = 0

  constructor(options: { clock: Clock; keepMs: number; max: number }) {
    this.#clock = options.clock
    this.#keepMs = options.keepMs
    this.#entries = new LRUCache({ max: options.max })
  }

  async get(key: string, read: () => Promise<V | null>): Promise<V | null> {
    const kept = this.#entries.get(key)
    if (kept && this.#clock() < kept.untilMs) return kept.value
    const underWay = this.#readings.get(key)
    if (underWay) return underWay
    const reading = this.#read(key, read)
    this.#readings.set(key, reading)
    try {
      return await reading
    } finally {
      // After `clear` another reading may have taken the place.
      if (this.#readings.get(key) === reading) this.#readings.delete(key)
    }
  }

  clear(): void {
    this.#generation += 1
    this.#entries.clear()
    this.#readings.clear()
  }

  async #read(key: string, read: () => Promise<V | null>): Promise<V | null> {
    const generation = this.#generation
    const untilMs = this.#clock() + this.#keepMs
    const value = await read()
    if (generation === this.#generation) this.#entries.set(key, { value, untilMs })
    return value
  }
}

import { LRUCache } from 'lru-cache'
import { maxRefusedBodyBytes, type RefusedReason } from '../contract/index.ts'
import type { Clock } from '../core/index.ts'

/** A callback that was refused. Headers and path come without credentials. */
export interface Refusal {
  readonly connectionId: string
  readonly companyId: string
  readonly reason: RefusedReason
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** A refusal as it is kept: the beginning of its body. */
export interface KeptRefusal extends Refusal {
  readonly receivedAtMs: number
  readonly bodyBytes: number
}

/** Refusals of a connection since the last one that was kept. */
export interface RefusalCount {
  readonly connectionId: string
  readonly companyId: string
  readonly refused: number
}

export interface RefusalNotesOptions {
  readonly clock: Clock
  /** Keeps one, and counts it together with those before that were not kept. */
  readonly keep: (refusal: KeptRefusal, refused: number) => Promise<void>
  readonly count: (counts: readonly RefusalCount[]) => Promise<void>
}

const keepEveryMs = 1_000
/** Writes of the whole process at once: who floods many connections takes no more of the records than this. */
const maxWrites = 4
const rememberedConnections = 10_000

interface Noted {
  readonly companyId: string
  keptAtMs: number
  /** Not written yet. */
  uncounted: number
}

/**
 * Keeps at most one refusal per second and connection; the others are counted, in memory until the next one is kept or the counts
 * are asked for. Whoever posts rubbish makes one small write a second.
 */
export class RefusalNotes {
  readonly #options: RefusalNotesOptions
  readonly #noted = new LRUCache<string, Noted>({ max: rememberedConnections })
  readonly #running = new Set<Promise<void>>()

  constructor(options: RefusalNotesOptions) {
    this.#options = options
  }

  /** Never waits and never fails. */
  note(refusal: Refusal): void {
    const nowMs = this.#options.clock()
    const { connectionId, companyId } = refusal
    const noted = this.#noted.get(connectionId) ?? {
      companyId,
      keptAtMs: Number.NEGATIVE_INFINITY,
      uncounted: 0,
    }
    this.#noted.set(connectionId, noted)
    noted.uncounted += 1
    if (nowMs - noted.keptAtMs < keepEveryMs || this.#running.size >= maxWrites) return
    noted.keptAtMs = nowMs
    const refused = noted.uncounted
    noted.uncounted = 0
    const kept = {
      ...refusal,
      receivedAtMs: nowMs,
      bodyBytes: refusal.body.byteLength,
      // A copy: a view would hold the whole body in memory.
      body: refusal.body.slice(0, maxRefusedBodyBytes),
    }
    const written = this.#options
      .keep(kept, refused)
      .catch(() => void (noted.uncounted += refused))
      .finally(() => this.#running.delete(written))
    this.#running.add(written)
  }

  /** Writes the counts of a company's connections, or of all. Fails as the write does; the counts are then kept in memory. */
  async flush(companyId?: string): Promise<void> {
    await Promise.all(this.#running)
    const waiting = [...this.#noted].filter(
      ([, noted]) => noted.uncounted > 0 && (companyId === undefined || noted.companyId === companyId),
    )
    if (waiting.length === 0) return
    const counts = waiting.map(([connectionId, noted]) => ({
      connectionId,
      companyId: noted.companyId,
      refused: noted.uncounted,
    }))
    for (const [, noted] of waiting) noted.uncounted = 0
    try {
      await this.#options.count(counts)
    } catch (error) {
      waiting.forEach(([, noted], index) => {
        noted.uncounted += counts[index]?.refused ?? 0
      })
      throw error
    }
  }
}

import type { Scope } from './scope.ts'

/** One insert of the log, as changed_messages notes it. */
export interface Batch {
  readonly batchId: string
  /** Node's clock, ms. */
  readonly insertedMs: number
}

/** Batches may become visible this much after their time, ms: slow inserts of several servers overtake each other. */
export const overlapMs = 60_000
/** More batches than this are named by their time alone; that folds some again, which is harmless. */
const maxNamedBatches = 1_000
/** Many more than the overlap holds at the pace of the log; a batch that is forgotten is folded again, harmlessly. */
const maxRemembered = 20_000

/** Remembers which batches of the last minute are folded. */
export class ChangedBatches {
  readonly #folded = new Map<string, number>()
  #startMs = 0
  #newestMs = 0

  /** Everything before this moment is folded already. */
  startFrom(ms: number): void {
    this.#startMs = ms
  }

  /** Time of the newest batch folded, ms; 0 = none yet. */
  get foldedThroughMs(): number {
    return this.#newestMs
  }

  /** Batches are to be looked for from here on, ms. */
  get sinceMs(): number {
    return Math.max(this.#startMs, this.#newestMs - overlapMs)
  }

  notYetFolded(batches: readonly Batch[]): readonly Batch[] {
    return batches.filter((batch) => !this.#folded.has(batch.batchId))
  }

  remember(batches: readonly Batch[]): void {
    for (const { batchId, insertedMs } of batches) {
      this.#folded.set(batchId, insertedMs)
      if (insertedMs > this.#newestMs) this.#newestMs = insertedMs
    }
    // In the order of folding: after a clock was set back, times say nothing about what is asked for again.
    for (const batchId of this.#folded.keys()) {
      if (this.#folded.size <= maxRemembered) break
      this.#folded.delete(batchId)
    }
  }

  /** Condition on changed_messages that takes in all rows of these batches. */
  scopeOf(batches: readonly Batch[]): Scope {
    const changed_since = earliestOf(batches)
    const fromEarliest = "inserted_at >= fromUnixTimestamp64Milli({changed_since:Int64}, 'UTC')"
    if (batches.length > maxNamedBatches) return { condition: fromEarliest, params: { changed_since } }
    return {
      condition: `${fromEarliest} AND batch_id IN {batches:Array(UUID)}`,
      params: { changed_since, batches: batches.map((batch) => batch.batchId) },
    }
  }
}

function earliestOf(batches: readonly Batch[]): number {
  return batches.reduce((earliest, batch) => Math.min(earliest, batch.insertedMs), Number.MAX_SAFE_INTEGER)
}

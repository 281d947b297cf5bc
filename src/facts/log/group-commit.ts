/** What an accepted item weighs: rows of the log, and bytes of text held in memory. */
export interface Weight {
  readonly rows: number
  readonly bytes: number
}

export interface GroupCommitLimits {
  /** Waiting and in flight together. */
  readonly maxQueued: Weight
  /** In one insert; a single heavier item still goes, alone. */
  readonly maxBatch: Weight
  /**
   * Least time between the starts of two writes, ms. A write costs the same for one item and for thousands: without a
   * pace, a steady trickle would keep a core busy with writes of a few items each.
   */
  readonly paceMs: number
  /** The pace is not kept for a group that is all there already. */
  readonly early: {
    /** Smaller groups always wait: a trickle is what the pace is for. */
    readonly items: number
    /** Nothing came for so long, ms, and there are about as many as the last time: senders that wait for answers send no more meanwhile. */
    readonly quietMs: number
  }
}

/** Of the group before: that many again are about all of its senders. */
const shareOfLast = 0.9

interface Waiter<Item> {
  readonly item: Item
  readonly weight: Weight
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Shares one write among all who wait: while a write is in flight new items queue, and when it ends the next
 * write takes them together. A failed write fails exactly the items that were in it.
 */
export class GroupCommit<Item> {
  readonly #write: (items: readonly Item[]) => Promise<void>
  readonly #limits: GroupCommitLimits
  #waiting: Waiter<Item>[] = []
  #rows = 0
  #bytes = 0
  #running: Promise<void> | undefined
  #startedMs = Number.NEGATIVE_INFINITY
  #endRest: (() => void) | undefined
  #offered = 0
  #lastTaken = 0

  constructor(limits: GroupCommitLimits, write: (items: readonly Item[]) => Promise<void>) {
    this.#limits = limits
    this.#write = write
  }

  /** Resolves when the item is written; undefined at once when the queue is full. An empty queue takes any item. */
  offer(item: Item, weight: Weight): Promise<void> | undefined {
    const { maxQueued } = this.#limits
    const full = this.#rows + weight.rows > maxQueued.rows || this.#bytes + weight.bytes > maxQueued.bytes
    if (full && this.#bytes > 0) return undefined
    this.#rows += weight.rows
    this.#bytes += weight.bytes
    const written = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ item, weight, resolve, reject })
    })
    this.#running ??= this.#drain()
    this.#offered += 1
    if (this.#fillsBatch()) this.#endRest?.()
    return written
  }

  /** Resolves when nothing is waiting or in flight. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  /** Ends when the queue is empty; each turn writes at least one item. */
  async #drain(): Promise<void> {
    // One turn of the event loop, so that requests read together are written together.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      await this.#keepPace()
      this.#startedMs = performance.now()
      await this.#writeBatch(this.#takeBatch())
    }
    this.#running = undefined
  }

  /** What would fill a batch does not wait, nor does a group that is all there. At most `paceMs / quietMs` turns. */
  async #keepPace(): Promise<void> {
    const { paceMs, early } = this.#limits
    for (;;) {
      const restMs = this.#startedMs + paceMs - performance.now()
      if (restMs <= 0 || this.#fillsBatch()) return
      const offered = this.#offered
      await this.#rest(Math.min(restMs, early.quietMs))
      const least = Math.max(early.items, shareOfLast * this.#lastTaken)
      if (offered === this.#offered && this.#waiting.length >= least) return
    }
  }

  async #rest(durationMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, durationMs)
      this.#endRest = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#endRest = undefined
  }

  #fillsBatch(): boolean {
    const { maxBatch } = this.#limits
    return this.#rows >= maxBatch.rows || this.#bytes >= maxBatch.bytes
  }

  #takeBatch(): readonly Waiter<Item>[] {
    const { maxBatch } = this.#limits
    let rows = 0
    let bytes = 0
    let taken = 0
    for (const { weight } of this.#waiting) {
      rows += weight.rows
      bytes += weight.bytes
      if (taken > 0 && (rows > maxBatch.rows || bytes > maxBatch.bytes)) break
      taken += 1
    }
    const batch = this.#waiting.slice(0, taken)
    this.#waiting = this.#waiting.slice(taken)
    this.#lastTaken = taken
    return batch
  }

  async #writeBatch(batch: readonly Waiter<Item>[]): Promise<void> {
    try {
      await this.#write(batch.map((waiter) => waiter.item))
      for (const waiter of batch) waiter.resolve()
    } catch (error) {
      for (const waiter of batch) waiter.reject(error)
    } finally {
      for (const { weight } of batch) {
        this.#rows -= weight.rows
        this.#bytes -= weight.bytes
      }
    }
  }
}

export interface BatchQueueLimits {
  /** Waiting and in flight together. */
  readonly maxQueued: number
  readonly maxBatch: number
  /** Batches in flight at a time. */
  readonly lanes: number
}

interface Waiter<Item, Answer> {
  readonly item: Item
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * Answers many callers with one statement: while a batch is in flight new items queue, and the next batch takes them
 * together in the order in which they came. Items of the same identity never share a batch: the second one is decided
 * when the first one is on disk. A batch that fails fails exactly the items that were in it.
 */
export class BatchQueue<Item, Answer> {
  readonly #limits: BatchQueueLimits
  readonly #identityOf: (item: Item) => string
  readonly #decide: (items: readonly Item[]) => Promise<readonly Answer[]>
  #waiting: Waiter<Item, Answer>[] = []
  #inFlight = 0
  #lanesBusy = 0
  #isClosed = false
  #onIdle: (() => void)[] = []

  constructor(
    limits: BatchQueueLimits,
    identityOf: (item: Item) => string,
    decide: (items: readonly Item[]) => Promise<readonly Answer[]>,
  ) {
    this.#limits = limits
    this.#identityOf = identityOf
    this.#decide = decide
  }

  /** Resolves with the item's own answer; undefined at once when the queue is full or closed. */
  offer(item: Item): Promise<Answer> | undefined {
    if (this.#isClosed || this.#waiting.length + this.#inFlight >= this.#limits.maxQueued) return undefined
    const answered = new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
    })
    if (this.#lanesBusy < this.#limits.lanes) {
      this.#lanesBusy += 1
      void this.#work()
    }
    return answered
  }

  /** Takes nothing more, and resolves when what was accepted is answered. */
  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#lanesBusy > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve))
  }

  /** One lane: ends when nothing is left to take. */
  async #work(): Promise<void> {
    for (;;) {
      // One turn of the event loop: requests read together, and callers answered just now, share the next batch.
      await new Promise((resolve) => setImmediate(resolve))
      const batch = this.#takeBatch()
      if (batch.length === 0) break
      await this.#answer(batch)
    }
    this.#lanesBusy -= 1
    if (this.#lanesBusy === 0) for (const resolve of this.#onIdle.splice(0)) resolve()
  }

  #takeBatch(): readonly Waiter<Item, Answer>[] {
    const batch: Waiter<Item, Answer>[] = []
    const left: Waiter<Item, Answer>[] = []
    const taken = new Set<string>()
    for (const [place, waiter] of this.#waiting.entries()) {
      if (batch.length === this.#limits.maxBatch) {
        left.push(...this.#waiting.slice(place))
        break
      }
      const identity = this.#identityOf(waiter.item)
      if (taken.has(identity)) left.push(waiter)
      else batch.push(waiter)
      taken.add(identity)
    }
    this.#waiting = left
    return batch
  }

  async #answer(batch: readonly Waiter<Item, Answer>[]): Promise<void> {
    this.#inFlight += batch.length
    try {
      const answers = await this.#decide(batch.map(({ item }) => item))
      for (const [place, waiter] of batch.entries()) {
        const answer = answers[place]
        if (answer === undefined) waiter.reject(new Error('a batch left an item without an answer'))
        else waiter.resolve(answer)
      }
    } catch (error) {
      for (const waiter of batch) waiter.reject(error)
    } finally {
      this.#inFlight -= batch.length
    }
  }
}

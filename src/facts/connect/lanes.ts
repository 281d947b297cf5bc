import { FactsError } from '../facts-error.ts'

export interface LaneLimits {
  /** Callers that may wait in all; beyond that the next hears `busy` at once. */
  readonly maxWaiting: number
  /** The same of one owner, so that nobody's crowd shuts out the others. */
  readonly maxWaitingOfOwner: number
  /** Connections that one owner may hold at a time. */
  readonly maxHeldByOwner: number
}

const noOwner = ''

/**
 * A fixed set of connections, each lent to one caller at a time. Owners take turns; the callers of one owner are
 * served in the order in which they came.
 */
export class Lanes<Connection> {
  readonly #free: Connection[]
  readonly #limits: LaneLimits
  /** By owner, in the order of their turns. */
  readonly #waiting = new Map<string, ((connection: Connection) => void)[]>()
  readonly #held = new Map<string, number>()
  #waitingCount = 0

  constructor(connections: readonly Connection[], limits: LaneLimits) {
    this.#free = [...connections]
    this.#limits = limits
  }

  /** @param owner whose turn it is to be; callers without one share a turn */
  async use<T>(work: (connection: Connection) => Promise<T>, owner = noOwner): Promise<T> {
    const connection = await this.#take(owner)
    try {
      return await work(connection)
    } finally {
      this.#giveBack(connection, owner)
    }
  }

  #take(owner: string): Promise<Connection> {
    const queue = this.#waiting.get(owner) ?? []
    if (this.#waitingCount >= this.#limits.maxWaiting || queue.length >= this.#limits.maxWaitingOfOwner)
      return Promise.reject(
        new FactsError('busy', 'Too many questions are waiting for the store; ask again later.'),
      )
    return new Promise((resolve) => {
      queue.push(resolve)
      this.#waiting.set(owner, queue)
      this.#waitingCount += 1
      this.#lend()
    })
  }

  #giveBack(connection: Connection, owner: string): void {
    const held = (this.#held.get(owner) ?? 1) - 1
    if (held > 0) this.#held.set(owner, held)
    else this.#held.delete(owner)
    this.#free.push(connection)
    this.#lend()
  }

  /** Lends what is free to those whose turn it is. */
  #lend(): void {
    for (const [owner, queue] of this.#waiting) {
      const held = this.#held.get(owner) ?? 0
      if (held >= this.#limits.maxHeldByOwner) continue
      const [connection] = this.#free
      const [next] = queue
      if (connection === undefined || next === undefined) return
      this.#free.shift()
      queue.shift()
      this.#waitingCount -= 1
      this.#held.set(owner, held + 1)
      // Set anew, an owner stands behind the others; the loop comes to it again if something is still free.
      this.#waiting.delete(owner)
      if (queue.length > 0) this.#waiting.set(owner, queue)
      next(connection)
    }
  }
}

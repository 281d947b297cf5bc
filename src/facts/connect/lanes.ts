import { FactsError } from '../facts-error.ts'

/** Questions that may wait for a lane; beyond that the caller hears `busy` at once. */
const maxWaiting = 500

/** A fixed set of connections, each lent to one caller at a time, first come first served. */
export class Lanes<Connection> {
  readonly #free: Connection[]
  readonly #waiting: ((connection: Connection) => void)[] = []

  constructor(connections: readonly Connection[]) {
    this.#free = [...connections]
  }

  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#take()
    try {
      return await work(connection)
    } finally {
      this.#giveBack(connection)
    }
  }

  #take(): Promise<Connection> {
    const connection = this.#free.pop()
    if (connection !== undefined) return Promise.resolve(connection)
    if (this.#waiting.length >= maxWaiting)
      return Promise.reject(
        new FactsError('busy', 'Too many questions are waiting for the store; ask again later.'),
      )
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #giveBack(connection: Connection): void {
    const next = this.#waiting.shift()
    if (next) next(connection)
    else this.#free.push(connection)
  }
}

import type { Alone } from '../core/index.ts'
import type { ChatSources, ConnectionFailure } from './chat-sources.ts'

export interface ChatSourcesRunnerOptions {
  readonly sources: Pick<ChatSources, 'lookAfterAll'>
  /** Events were added to the log. */
  readonly onAccepted: () => void
  readonly onFailures: (failures: readonly ConnectionFailure[]) => void
  readonly onError: (error: unknown) => void
}

const everyMs = 10 * 60_000

/** Looks after the sources of chats every ten minutes, in the process that folds. */
export class ChatSourcesRunner {
  readonly #options: ChatSourcesRunnerOptions
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  readonly #stopping = new AbortController()

  constructor(options: ChatSourcesRunnerOptions) {
    this.#options = options
  }

  start(alone: Alone): void {
    this.#timer = setInterval(() => {
      if (this.#running === null) this.#running = this.#run(alone)
    }, everyMs)
    this.#timer.unref()
  }

  /** Ends the run under way: the next one, here or elsewhere, goes on. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The server stops.'))
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  async #run(alone: Alone): Promise<void> {
    const { sources, onAccepted, onFailures, onError } = this.#options
    try {
      const done = await alone((turn) => sources.lookAfterAll(AbortSignal.any([turn, this.#stopping.signal])))
      if (done && done.events > 0) onAccepted()
      if (done && done.failures.length > 0) onFailures(done.failures)
    } catch (error) {
      onError(error)
    } finally {
      this.#running = null
    }
  }
}

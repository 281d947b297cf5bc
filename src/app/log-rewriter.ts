import type { Alone } from '../core/index.ts'

export interface LogRewriterOptions {
  /** What rewrites logs, in this order: people who are to be erased go before an archive is read again. */
  readonly rewrite: readonly ((signal: AbortSignal) => Promise<void>)[]
  readonly onError: (error: unknown) => void
}

/** What is asked for elsewhere is begun within this time. */
const everyMs = 5_000

/** Carries out what rewrites logs, and what another process left in the middle, in the process that folds. */
export class LogRewriter {
  readonly #options: LogRewriterOptions
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #alone: Alone | null = null

  constructor(options: LogRewriterOptions) {
    this.#options = options
  }

  start(alone: Alone): void {
    this.#alone = alone
    this.#timer = setInterval(() => this.wake(), everyMs)
    this.#timer.unref()
  }

  /** Says that something was asked for. */
  wake(): void {
    const alone = this.#alone
    if (alone && !this.#stopping.signal.aborted) this.#running ??= this.#run(alone)
  }

  /** Ends what is under way between two steps: it is taken up again at the next start, here or elsewhere. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The server stops.'))
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  async #run(alone: Alone): Promise<void> {
    // One that fails does not keep the others.
    for (const rewrite of this.#options.rewrite) {
      try {
        await alone((turn) => rewrite(AbortSignal.any([turn, this.#stopping.signal])))
      } catch (error) {
        if (!this.#stopping.signal.aborted) this.#options.onError(error)
      }
    }
    this.#running = null
  }
}

import type { Alone } from '../core/index.ts'

/** How often requests of other processes, and those that failed, are looked for. */
const lookEveryMs = 2_000
const maxErrorPauseMs = 60_000

export interface RequestRoundsOptions {
  /** One round of requests, a bounded number of them; true when there may be more. */
  readonly round: (alone: Alone) => Promise<boolean>
  readonly onError: (error: unknown) => void
}

/**
 * Does what is asked for by rows that any process may write: round after round while there is more, otherwise every two seconds, or at
 * once when it is woken. After a failure it waits twice as long each time. Only in the process that has the turn.
 */
export class RequestRounds {
  readonly #options: RequestRoundsOptions
  #alone: Alone | null = null
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #again = false
  #pauseMs = lookEveryMs

  constructor(options: RequestRoundsOptions) {
    this.#options = options
  }

  start(alone: Alone): void {
    this.#alone = alone
    this.#schedule(0)
  }

  /** Says that there is a new request. */
  wake(): void {
    if (this.#alone === null) return
    if (this.#running === null) this.#schedule(0)
    else this.#again = true
  }

  /** Waits for the round under way. */
  async stop(): Promise<void> {
    this.#alone = null
    if (this.#timer) clearTimeout(this.#timer)
    await this.#running
  }

  #schedule(pauseMs: number): void {
    if (this.#alone === null) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#running ??= this.#run()
    }, pauseMs)
    this.#timer.unref()
  }

  async #run(): Promise<void> {
    this.#again = false
    try {
      if (this.#alone && (await this.#options.round(this.#alone))) this.#again = true
      this.#pauseMs = lookEveryMs
    } catch (error) {
      this.#pauseMs = Math.min(maxErrorPauseMs, this.#pauseMs * 2)
      this.#again = false
      this.#options.onError(error)
    } finally {
      this.#running = null
      this.#schedule(this.#again ? 0 : this.#pauseMs)
    }
  }
}

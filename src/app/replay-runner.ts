import type { Alone } from '../core/index.ts'
import type { CarryOutOptions, Replay } from '../facts/index.ts'

export interface ReplayRunnerOptions {
  readonly carryOut: (options: Pick<CarryOutOptions, 'signal'>) => Promise<readonly Replay[]>
  /** Told of each replay that came to an end. */
  readonly onEnded: (replay: Replay) => void
  readonly onError: (error: unknown) => void
}

/** What is asked for elsewhere is begun within this time. */
const everyMs = 5_000

/** Carries out replays that are asked for, and those that another process left in the middle, in the process that folds. */
export class ReplayRunner {
  readonly #options: ReplayRunnerOptions
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #alone: Alone | null = null

  constructor(options: ReplayRunnerOptions) {
    this.#options = options
  }

  start(alone: Alone): void {
    this.#alone = alone
    this.#timer = setInterval(() => this.wake(), everyMs)
    this.#timer.unref()
  }

  /** Says that one was asked for. */
  wake(): void {
    const alone = this.#alone
    if (alone && !this.#stopping.signal.aborted) this.#running ??= this.#run(alone)
  }

  /** Ends the one under way between two steps: it is taken up again at the next start, here or elsewhere. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The server stops.'))
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  async #run(alone: Alone): Promise<void> {
    const { carryOut, onEnded, onError } = this.#options
    try {
      const ended = await alone((turn) =>
        carryOut({ signal: AbortSignal.any([turn, this.#stopping.signal]) }),
      )
      for (const replay of ended ?? []) onEnded(replay)
    } catch (error) {
      if (!this.#stopping.signal.aborted) onError(error)
    } finally {
      this.#running = null
    }
  }
}

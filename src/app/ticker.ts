/** What one tick did: see the door of `facts`. */
export interface TickReport {
  readonly keys: number
  readonly companyIds: readonly string[]
}

/** The right to tick. `lost` resolves when it is no longer this process's, whatever the reason. */
export interface Turn {
  readonly lost: Promise<void>
  release(): Promise<void>
}

export interface TickerOptions {
  /** Takes the right to tick for as long as this process lives; null while another process has it. */
  readonly takeTurn: () => Promise<Turn | null>
  readonly fold: () => Promise<TickReport>
  readonly merge: () => Promise<void>
  /** Called after every tick that changed something. */
  readonly onChange: (report: TickReport) => void
  readonly onTick?: (durationMs: number, report: TickReport) => void
  readonly onError: (error: unknown) => void
}

/** Least pause between two ticks: bounds the cost of folding under a steady stream. */
const minPauseMs = 250
/** Pause while nothing changes; `wake` ends it. */
const idlePauseMs = 1_000
const waitForTurnMs = 5_000
const mergeEveryMs = 180_000
const maxErrorPauseMs = 10_000

/**
 * Folds what changed into facts, over and over, in one process at a time; merges quiet partitions when there is
 * nothing to fold. An error is reported and the next attempt waits longer, up to ten seconds.
 */
export class Ticker {
  readonly #options: TickerOptions
  #stopping = false
  #running: Promise<void> | null = null
  #endPause: (() => void) | null = null
  #woken = false
  #errorCount = 0
  #mergedAtMs = performance.now()
  #folds = false
  #idle = false

  constructor(options: TickerOptions) {
    this.#options = options
  }

  /** Whether this process is the one that folds. */
  get folds(): boolean {
    return this.#folds
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Says that something was accepted, so that an idle ticker need not wait out its pause. */
  wake(): void {
    this.#woken = true
    if (this.#idle) this.#endPause?.()
  }

  /** Resolves when the tick under way has ended and the turn is given back. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#endPause?.()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        const turn = await this.#options.takeTurn()
        if (turn === null) await this.#pause(waitForTurnMs)
        else await this.#tickWhileMine(turn)
      } catch (error) {
        await this.#reportAndPause(error)
      }
    }
  }

  async #tickWhileMine(turn: Turn): Promise<void> {
    this.#folds = true
    void this.#noticeLoss(turn)
    try {
      while (this.#folds && !this.#stopping) await this.#tick()
    } finally {
      this.#folds = false
      await turn.release()
    }
  }

  async #noticeLoss(turn: Turn): Promise<void> {
    await turn.lost
    this.#folds = false
  }

  async #tick(): Promise<void> {
    this.#woken = false
    const startedAtMs = performance.now()
    const report = await this.#options.fold()
    this.#options.onTick?.(performance.now() - startedAtMs, report)
    this.#errorCount = 0
    if (report.keys > 0) {
      this.#options.onChange(report)
      await this.#pause(minPauseMs)
      return
    }
    await this.#mergeWhenDue()
    await this.#pause(minPauseMs)
    if (!this.#woken) await this.#pauseIdle()
  }

  async #mergeWhenDue(): Promise<void> {
    if (performance.now() - this.#mergedAtMs < mergeEveryMs) return
    await this.#options.merge()
    this.#mergedAtMs = performance.now()
  }

  async #reportAndPause(error: unknown): Promise<void> {
    if (this.#stopping) return
    this.#errorCount += 1
    this.#options.onError(error)
    await this.#pause(Math.min(maxErrorPauseMs, minPauseMs * 2 ** this.#errorCount))
  }

  async #pauseIdle(): Promise<void> {
    this.#idle = true
    await this.#pause(idlePauseMs - minPauseMs)
    this.#idle = false
  }

  async #pause(durationMs: number): Promise<void> {
    if (this.#stopping) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, durationMs)
      this.#endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#endPause = null
  }
}

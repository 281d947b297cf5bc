/** What one tick did: see the door of `facts`. */
export interface TickReport {
  /** Messages folded. */
  readonly keys: number
  /** Chats folded. */
  readonly chats: number
  /** Calls folded. */
  readonly calls: number
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

/** Least pause between two ticks: leaves half a core to others under a steady stream (a tick costs about 0.25 s of one). */
const minPauseMs = 250
/** Pause while nothing changes; `wake` ends it. */
const idlePauseMs = 1_000
const waitForTurnMs = 5_000
const mergeEveryMs = 180_000
const mergeCheckMs = 10_000
const maxErrorPauseMs = 10_000

/**
 * Folds what changed into facts, over and over, in one process at a time; merges quiet partitions beside that,
 * on a timer of its own: a steady stream never leaves a tick idle. An error of a tick is reported and the next attempt
 * waits longer, up to ten seconds; a merge that failed is tried again when the next one is due.
 */
export class Ticker {
  readonly #options: TickerOptions
  #stopping = false
  #running: Promise<void> | null = null
  #endPause: (() => void) | null = null
  #woken = false
  #errorCount = 0
  #mergedAtMs = performance.now()
  #merging: Promise<void> | null = null
  /** Work that the turn must outlast. */
  readonly #held = new Set<Promise<unknown>>()
  #folds = false
  /** Aborted when the turn is lost. */
  #mine = new AbortController()
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

  /** Runs work that only the process with the turn may do, and keeps the turn until it has ended; null without the turn. */
  whileMine<T>(work: (turn: AbortSignal) => Promise<T>): Promise<T> | null {
    if (!this.#folds || this.#stopping) return null
    const held = work(this.#mine.signal)
    this.#held.add(held)
    const forget = () => void this.#held.delete(held)
    held.then(forget, forget)
    return held
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
    this.#mine = new AbortController()
    this.#folds = true
    void this.#noticeLoss(turn)
    const mergeTimer = setInterval(() => this.#mergeWhenDue(), mergeCheckMs)
    try {
      while (this.#folds && !this.#stopping) await this.#tick()
    } finally {
      clearInterval(mergeTimer)
      this.#folds = false
      await Promise.allSettled([this.#merging, ...this.#held])
      await turn.release()
    }
  }

  async #noticeLoss(turn: Turn): Promise<void> {
    const mine = this.#mine
    await turn.lost
    mine.abort(new Error('Another process may have the turn to write facts now.'))
    // By then a turn may have been taken again.
    if (mine === this.#mine) this.#folds = false
  }

  async #tick(): Promise<void> {
    this.#woken = false
    const startedAtMs = performance.now()
    const report = await this.#options.fold()
    this.#options.onTick?.(performance.now() - startedAtMs, report)
    this.#errorCount = 0
    if (report.keys > 0 || report.chats > 0 || report.calls > 0) {
      this.#options.onChange(report)
      await this.#pause(minPauseMs)
      return
    }
    await this.#pause(minPauseMs)
    if (!this.#woken) await this.#pauseIdle()
  }

  /** Starts a merge when one is due and none is under way; the ticks go on meanwhile. */
  #mergeWhenDue(): void {
    if (this.#merging !== null || !this.#folds || this.#stopping) return
    if (performance.now() - this.#mergedAtMs < mergeEveryMs) return
    this.#merging = this.#merge()
  }

  async #merge(): Promise<void> {
    try {
      await this.#options.merge()
    } catch (error) {
      this.#options.onError(error)
    } finally {
      this.#mergedAtMs = performance.now()
      this.#merging = null
    }
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

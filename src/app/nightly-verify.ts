import type { Alone, Clock } from '../core/index.ts'
import type { BookDrift } from './verify-books.ts'

export interface NightlyVerifyOptions {
  readonly verify: () => Promise<readonly BookDrift[]>
  readonly clock: Clock
  /** Told after each run, also of none. */
  readonly onVerified: (drifts: readonly BookDrift[]) => void
  readonly onError: (error: unknown) => void
}

const dayMs = 86_400_000
/** 03:00 UTC: night where most of this program's users live. */
const hourOfDayMs = 3 * 3_600_000
const lookEveryMs = 60_000

/** Verifies the books once a night, in the process that folds. A night on which none does so is left out. */
export class NightlyVerify {
  readonly #options: NightlyVerifyOptions
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #dueMs: number

  constructor(options: NightlyVerifyOptions) {
    this.#options = options
    this.#dueMs = nextNightMs(options.clock())
  }

  start(alone: Alone): void {
    this.#timer = setInterval(() => {
      if (this.#running !== null || this.#options.clock() < this.#dueMs) return
      this.#dueMs = nextNightMs(this.#options.clock())
      this.#running = this.#run(alone)
    }, lookEveryMs)
    this.#timer.unref()
  }

  /** Waits for the run under way. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  async #run(alone: Alone): Promise<void> {
    try {
      const drifts = await alone(this.#options.verify)
      if (drifts) this.#options.onVerified(drifts)
    } catch (error) {
      this.#options.onError(error)
    } finally {
      this.#running = null
    }
  }
}

function nextNightMs(nowMs: number): number {
  const tonight = Math.floor(nowMs / dayMs) * dayMs + hourOfDayMs
  return tonight > nowMs ? tonight : tonight + dayMs
}

export interface ReportWatcherOptions {
  /** Nobody listens: nothing is looked for. */
  readonly isAsked: () => boolean
  readonly changedCompanies: () => Promise<readonly string[]>
  readonly onChange: (companyIds: readonly string[]) => void
  readonly onError: (error: unknown) => void
}

const lookEveryMs = 1_000

/** Tells open pages that reports changed: those of other processes are seen in the records. */
export class ReportWatcher {
  readonly #options: ReportWatcherOptions
  #timer: NodeJS.Timeout | null = null
  #looking: Promise<void> | null = null

  constructor(options: ReportWatcherOptions) {
    this.#options = options
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (this.#options.isAsked()) this.#looking ??= this.#look()
    }, lookEveryMs)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#looking
  }

  async #look(): Promise<void> {
    try {
      const changed = await this.#options.changedCompanies()
      if (changed.length > 0) this.#options.onChange(changed)
    } catch (error) {
      this.#options.onError(error)
    } finally {
      this.#looking = null
    }
  }
}

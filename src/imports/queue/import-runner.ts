import type { ImportsDeps } from '../imports-deps.ts'
import { importsAtOnce } from '../limits.ts'
import { removeOldImports } from '../remove-old.ts'
import { recoverImports } from './recover-imports.ts'
import { workOnImport } from './work-on-import.ts'

const recoverEveryMs = 5_000
const removeEveryMs = 10 * 60_000
/** Of what is under way, which was told to stop. */
const stopTimeoutMs = 20_000

/** Checks and imports files in the background, looks after those left behind, and removes what is old. */
export class ImportRunner {
  readonly #deps: ImportsDeps
  readonly #stopping = new AbortController()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #running = new Set<Promise<void>>()
  #stopped: Promise<void> | null = null

  constructor(deps: ImportsDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    const deps = this.#deps
    await deps.queue.work(importsAtOnce, (job, lost) =>
      workOnImport(deps, job.id, { lost, stopping: this.#stopping.signal }),
    )
    this.#repeat(recoverEveryMs, () => recoverImports(deps))
    this.#repeat(removeEveryMs, () => removeOldImports(deps))
  }

  /** Asked twice, it is the same stop. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    this.#stopping.abort(new Error('The server stops.'))
    for (const timer of this.#timers) clearInterval(timer)
    await Promise.allSettled(this.#running)
    await this.#deps.queue.stop(stopTimeoutMs)
  }

  /** One look at a time; the next one is due when this one has ended. */
  #repeat(everyMs: number, work: () => Promise<void>): void {
    let isUnderWay = false
    const timer = setInterval(() => {
      if (isUnderWay || this.#stopping.signal.aborted) return
      isUnderWay = true
      const done = work()
        .catch(this.#deps.onError)
        .finally(() => {
          isUnderWay = false
          this.#running.delete(done)
        })
      this.#running.add(done)
    }, everyMs)
    timer.unref()
    this.#timers.add(timer)
  }
}

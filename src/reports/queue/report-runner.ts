import { reportsAtOnce } from '../limits.ts'
import { removeOldReports } from '../remove-old.ts'
import type { ReportsDeps } from '../reports-deps.ts'
import { ensureAutomatic } from '../schedules/automatic.ts'
import { runDueSchedules } from '../schedules/run-due.ts'
import { recoverReports } from './recover-reports.ts'
import { workOnReport } from './work-on-report.ts'

const recoverEveryMs = 5_000
const scheduleEveryMs = 30_000
const removeEveryMs = 10 * 60_000
/** Of those under way, which were told to stop. */
const stopTimeoutMs = 20_000

interface Chore {
  readonly everyMs: number
  readonly work: () => Promise<void>
}

/** Makes reports in the background, looks after those left behind, has schedules run, and removes what is old. */
export class ReportRunner {
  readonly #deps: ReportsDeps
  readonly #stopping = new AbortController()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #running = new Set<Promise<void>>()
  #stopped: Promise<void> | null = null

  constructor(deps: ReportsDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    const deps = this.#deps
    await deps.queue.work(reportsAtOnce, (job, lost) =>
      workOnReport(deps, job.id, { lost, stopping: this.#stopping.signal }),
    )
    const chores: readonly Chore[] = [
      { everyMs: recoverEveryMs, work: () => recoverReports(deps) },
      { everyMs: scheduleEveryMs, work: () => this.runSchedules() },
      { everyMs: removeEveryMs, work: () => removeOldReports(deps) },
    ]
    for (const chore of chores) this.#repeat(chore)
  }

  async runSchedules(): Promise<void> {
    await ensureAutomatic(this.#deps)
    await runDueSchedules(this.#deps)
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
  #repeat({ everyMs, work }: Chore): void {
    let isUnderWay = false
    const timer = setInterval(() => {
      if (isUnderWay || this.#stopping.signal.aborted) return
      isUnderWay = true
      const done = this.#guarded(work).finally(() => {
        isUnderWay = false
        this.#running.delete(done)
      })
      this.#running.add(done)
    }, everyMs)
    timer.unref()
    this.#timers.add(timer)
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#deps.onError(error)
    }
  }
}

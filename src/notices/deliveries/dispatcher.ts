import type { Clock } from '../../core/index.ts'
import type { Attempt } from './attempt.ts'
import type { Claim, ClaimRules } from './claim-due.ts'
import type { NotedAttempt } from './note-attempt.ts'

/** Deliveries of one kind: a mail server that hangs holds up no webhook. */
export type Lane = Omit<ClaimRules, 'free'> & { readonly atOnce: number }

export interface DispatcherOptions {
  readonly lanes: readonly Lane[]
  readonly claim: (rules: ClaimRules) => Promise<readonly Claim[]>
  /** One attempt; null where there is nothing to send any more. Never longer than a lease. */
  readonly deliver: (claim: Claim, stop: AbortSignal) => Promise<Attempt | null>
  readonly note: (claim: Claim, noted: NotedAttempt) => Promise<void>
  readonly release: (claim: Claim) => Promise<void>
  readonly removeOld: () => Promise<void>
  readonly clock: Clock
  readonly random: () => number
  readonly onError: (error: unknown) => void
}

const pollMs = 2_000
const removeEveryMs = 600_000

/**
 * Sends what is due, over and over. Several processes may do so at once: each takes deliveries on a lease, and what a process took
 * that died is taken by another when the lease ends. So every notice is sent at least once, and again under the same id where
 * it is not known whether it arrived.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions
  readonly #underWay: Map<Lane, Set<Promise<void>>>
  readonly #stop = new AbortController()
  #timers: readonly NodeJS.Timeout[] = []
  #removing: Promise<void> | null = null
  #filling: Promise<boolean> | null = null

  constructor(options: DispatcherOptions) {
    this.#options = options
    this.#underWay = new Map(options.lanes.map((lane) => [lane, new Set()]))
  }

  start(): void {
    if (this.#timers.length > 0) return
    this.#timers = [
      setInterval(() => this.wake(), pollMs).unref(),
      setInterval(() => this.#remove(), removeEveryMs).unref(),
    ]
  }

  /** Says that something may be due, so that it need not wait for the next look. Nothing is sent before `start`. */
  wake(): void {
    if (this.#timers.length > 0) void this.#fill()
  }

  /** Sends what is due now, and what becomes due by it, and waits for the end. For tests, and for who wants to wait. */
  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const took = await this.#fill()
      const running = [...this.#underWay.values()].flatMap((works) => [...works])
      if (running.length > 0) await Promise.race(running)
      else if (!took) return
    }
  }

  /** Cuts off webhooks that are under way (they are sent again by whoever comes next), and waits for e-mails. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    this.#timers = []
    this.#stop.abort(new Error('this process ends'))
    await this.#filling
    await this.#removing
    await Promise.all([...this.#underWay.values()].flatMap((works) => [...works]))
  }

  /** Whether something was taken. Of several calls one looks at a time. */
  async #fill(): Promise<boolean> {
    this.#filling ??= this.#take()
    return await this.#filling
  }

  async #take(): Promise<boolean> {
    let took = false
    try {
      for (const lane of this.#options.lanes) {
        const works = this.#underWay.get(lane)
        if (!works || this.#stop.signal.aborted) break
        const { atOnce, ...rules } = lane
        const claims = await this.#options.claim({ ...rules, free: atOnce - works.size })
        for (const claim of claims) this.#begin(works, claim)
        took ||= claims.length > 0
      }
    } catch (error) {
      this.#options.onError(error)
    } finally {
      this.#filling = null
    }
    return took
  }

  #begin(works: Set<Promise<void>>, claim: Claim): void {
    const work = this.#send(claim).finally(() => {
      works.delete(work)
      // There is room now, and more of the same may be due.
      this.wake()
    })
    works.add(work)
  }

  async #send(claim: Claim): Promise<void> {
    const { deliver, note, release, clock, random, onError } = this.#options
    try {
      const startedAtMs = clock()
      const attempt = await deliver(claim, this.#stop.signal)
      if (attempt === null) return
      if (attempt.outcome === 'stopped') await release(claim)
      else await note(claim, { attempt, startedAtMs, endedAtMs: clock(), random: random() })
    } catch (error) {
      // It is sent again when its lease ends: whether it arrived is not on record.
      onError(error)
    }
  }

  #remove(): void {
    this.#removing ??= this.#options
      .removeOld()
      .catch((error: unknown) => this.#options.onError(error))
      .finally(() => {
        this.#removing = null
      })
  }
}

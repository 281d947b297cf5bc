import type { UsageFacts } from '../facts/index.ts'
import type { HoldEnd, Ledger } from '../ledger/index.ts'

/** Runs work that only the process that folds may do; null when it is not this process's turn. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T> | null

export interface UsagePosterOptions {
  readonly usage: UsageFacts
  readonly ledger: Ledger
  readonly clock: () => number
  /** Told after balances may have changed. */
  readonly onPosted: () => void
  /** Usage that the ledger could not take: the company is set aside, the others are posted. */
  readonly onSetAside: (setAside: Awaited<ReturnType<Ledger['postUsage']>>['setAside']) => void
  readonly onError: (error: unknown) => void
}

/** A balance is at most 60 s behind the facts: this pause, and the time that a pass takes. */
const pauseMs = 10_000
const maxErrorPauseMs = 60_000
/** Holds of one question. */
const holdsAtOnce = 5_000

/**
 * Posts what was charged since the last time, over and over: the entries of a pass are written to the facts, summed, and
 * posted to the ledger as one transfer per company; then holds end whose messages were charged or came to nothing.
 * Where each step left off is on record (`usage_passes`), so that a crash anywhere loses and doubles nothing.
 */
export class UsagePoster {
  readonly #options: UsagePosterOptions
  #alone: Alone | null = null
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #pauseMs = pauseMs

  constructor(options: UsagePosterOptions) {
    this.#options = options
  }

  start(alone: Alone): void {
    this.#alone = alone
    this.#schedule()
  }

  /** Waits for the pass under way. */
  async stop(): Promise<void> {
    this.#alone = null
    if (this.#timer) clearTimeout(this.#timer)
    await this.#running
  }

  /** Posts everything that is folded now. The caller sees to it that nothing else posts or folds. */
  async run(): Promise<void> {
    const { usage, ledger, clock, onPosted } = this.#options
    let isPosted = false
    for (const shardNumber of usage.shardNumbers) {
      if (await this.#postShard(shardNumber)) isPosted = true
    }
    const ended = (await this.#settleHolds()) + (await ledger.expireHolds(clock()))
    if (isPosted || ended > 0) onPosted()
  }

  /** True when a pass was posted. */
  async #postShard(shardNumber: number): Promise<boolean> {
    const { usage, ledger, onSetAside } = this.#options
    const shard = String(shardNumber)
    let isPosted = false
    // An unfinished pass comes first; the next round takes what came after it.
    for (;;) {
      const posted = await ledger.lastPostedVersion(shard)
      const toVersion = await usage.foldedVersion(shardNumber)
      // Up to what is posted there can be no new one: only a pass that was cut off comes back.
      const unfinished = await ledger.openUsagePass({ shard, toVersion: posted })
      if (!unfinished && !(await usage.isChangedSince(shardNumber, posted))) return isPosted
      const pass = unfinished ?? (await ledger.openUsagePass({ shard, toVersion }))
      if (!pass) return isPosted
      if (pass.state === 'open') {
        await usage.enter(shardNumber, pass)
        await ledger.markUsageEntered(pass.passId)
      }
      const totals = await usage.totals(shardNumber, pass)
      const { setAside } = await ledger.postUsage({ passId: pass.passId, totals })
      if (setAside.length > 0) onSetAside(setAside)
      await usage.forget(shardNumber, pass.toVersion)
      isPosted = true
      if (!unfinished) return true
    }
  }

  /** Says how many holds ended. */
  async #settleHolds(): Promise<number> {
    const { usage, ledger } = this.#options
    let settled = 0
    for (const companyId of await ledger.companiesWithHolds()) {
      for (let afterKey: string | undefined; ; ) {
        const page = { limit: holdsAtOnce, ...(afterKey === undefined ? {} : { afterKey }) }
        const holds = await ledger.openHolds(companyId, page)
        const ends: HoldEnd[] = []
        for (const shardNumber of usage.shardNumbers) {
          const found = await usage.ends(shardNumber, {
            companyId,
            messageKeys: holds.map(({ messageKey }) => messageKey),
            throughVersion: await ledger.lastPostedVersion(String(shardNumber)),
          })
          ends.push(...found.map(toHoldEnd))
        }
        settled += await ledger.settleHolds({ companyId, ends })
        afterKey = holds.at(-1)?.messageKey
        if (holds.length < holdsAtOnce) break
      }
    }
    return settled
  }

  #schedule(): void {
    if (this.#alone === null) return
    this.#timer = setTimeout(() => {
      this.#running ??= this.#runInTurn()
    }, this.#pauseMs)
    this.#timer.unref()
  }

  async #runInTurn(): Promise<void> {
    try {
      await this.#alone?.(() => this.run())
      this.#pauseMs = pauseMs
    } catch (error) {
      this.#pauseMs = Math.min(maxErrorPauseMs, this.#pauseMs * 2)
      this.#options.onError(error)
    } finally {
      this.#running = null
      this.#schedule()
    }
  }
}

function toHoldEnd({
  messageKey,
  chargedMicros,
}: {
  messageKey: string
  chargedMicros: bigint | null
}): HoldEnd {
  return chargedMicros === null
    ? { messageKey, outcome: 'not_charged', amountMicros: 0n }
    : { messageKey, outcome: 'charged', amountMicros: chargedMicros }
}

import { type Alone, Turnstile } from '../core/index.ts'
import type { UsageFacts } from '../facts/index.ts'
import type { HoldEnd, Ledger, OpenHold, UsagePass, UsageSetAside } from '../ledger/index.ts'
import { Retries } from './retries.ts'

export interface UsagePosterOptions {
  readonly usage: UsageFacts
  readonly ledger: Ledger
  readonly clock: () => number
  /** Usage that the ledger cannot take: the company is set aside, the others are posted. Told again while it stays so. */
  readonly onSetAside: (setAside: readonly UsageSetAside[]) => void
  /** Called after each posting, also of nothing: balances may have come down. */
  readonly afterPosting?: () => Promise<void>
  readonly onError: (error: unknown) => void
}

/** A balance is at most 60 s behind the facts: this pause, and the time that a pass takes. */
const pauseMs = 20_000
const maxErrorPauseMs = 60_000
/** Of a process that is alone by itself. */
const neverLost = new AbortController().signal
/** Holds of one question. */
const holdsAtOnce = 5_000

/**
 * Posts what was charged since the last time, over and over: the entries of a pass are written to the facts, summed, and
 * posted to the ledger as one transfer per company; then holds end whose messages were charged or came to nothing.
 * Where each step left off is on record (`usage_passes`), so that a crash anywhere loses and doubles nothing. What was set
 * aside is tried again, with longer and longer pauses, until its cause is gone.
 */
export class UsagePoster {
  readonly #options: UsagePosterOptions
  #alone: Alone | null = null
  #timer: NodeJS.Timeout | null = null
  /** Passes, and what must not meet one, go through here one at a time. */
  readonly #turnstile = new Turnstile()
  #running: Promise<void> | null = null
  #pauseMs = pauseMs
  readonly #retries = new Retries({ firstPauseMs: 60_000, maxPauseMs: 1_800_000 })

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

  /**
   * Posts everything that is folded now. Only in the process that has the turn; of several calls one runs at a time.
   * @param turn stops before the next step, with its reason, when it is aborted
   */
  run(turn: AbortSignal = neverLost): Promise<void> {
    return this.whileNothingIsPosted(() => Promise.resolve(), turn)
  }

  /** Posts everything that is folded now, and does the work before anything else is posted. */
  whileNothingIsPosted<T>(work: () => Promise<T>, turn: AbortSignal = neverLost): Promise<T> {
    return this.#turnstile.pass(async () => {
      await this.#post(turn)
      return await work()
    })
  }

  async #post(turn: AbortSignal): Promise<void> {
    const { usage, ledger, clock } = this.#options
    const posted = new Map<number, bigint>()
    for (const shardNumber of usage.shardNumbers) {
      turn.throwIfAborted()
      const moment = await ledger.moment()
      posted.set(shardNumber, await this.#postShard(shardNumber, turn))
      await ledger.noteUsagePosted(String(shardNumber), moment)
    }
    await this.#retrySetAside(turn)
    await this.#callAfterPosting()
    try {
      await this.#settleHolds(posted, turn)
    } finally {
      // After it, so that a charged message's hold is confirmed; and also when it failed.
      if (!turn.aborted) await ledger.expireHolds(clock())
    }
  }

  /** What is told of balances must not keep the holds of messages. */
  async #callAfterPosting(): Promise<void> {
    try {
      await this.#options.afterPosting?.()
    } catch (error) {
      this.#options.onError(error)
    }
  }

  async #retrySetAside(turn: AbortSignal): Promise<void> {
    const { ledger, clock, onSetAside } = this.#options
    turn.throwIfAborted()
    if (!this.#retries.isDue(clock())) return
    const left = await ledger.postSetAside()
    this.#retries.note(clock(), left.map(({ passId, companyId }) => `${passId} ${companyId}`).join())
    if (left.length > 0) onSetAside(left)
  }

  /** Says up to which version the shard's facts are posted. */
  async #postShard(shardNumber: number, turn: AbortSignal): Promise<bigint> {
    const { usage, ledger } = this.#options
    const shard = String(shardNumber)
    const posted = await ledger.lastPostedVersion(shard)
    // Up to what is posted there can be no new one: only a pass that was cut off comes back.
    const cutOff = await ledger.openUsagePass({ shard, toVersion: posted })
    if (cutOff) await this.#finish(shardNumber, cutOff, turn)
    const from = cutOff?.toVersion ?? posted
    if (!(await usage.isChangedSince(shardNumber, from))) return from
    const toVersion = await usage.foldedVersion(shardNumber)
    const pass = await ledger.openUsagePass({ shard, toVersion })
    if (!pass) return from
    await this.#finish(shardNumber, pass, turn)
    return pass.toVersion
  }

  async #finish(shardNumber: number, pass: UsagePass, turn: AbortSignal): Promise<void> {
    const { usage, ledger } = this.#options
    if (pass.state === 'open') {
      turn.throwIfAborted()
      await usage.enter(shardNumber, pass)
      turn.throwIfAborted()
      await ledger.markUsageEntered(pass)
    }
    const totals = await usage.totals(shardNumber, pass)
    turn.throwIfAborted()
    const { setAside } = await ledger.postUsage({ passId: pass.passId, totals })
    if (setAside.length > 0) this.#retries.begin()
    turn.throwIfAborted()
    await usage.forget(shardNumber, pass.toVersion)
  }

  /** `posted`: versions by shard; later facts are not posted yet, and end no hold. */
  async #settleHolds(posted: ReadonlyMap<number, bigint>, turn: AbortSignal): Promise<void> {
    const { ledger } = this.#options
    const failures: unknown[] = []
    for (const companyId of await ledger.companiesWithHolds()) {
      turn.throwIfAborted()
      try {
        await this.#settleHoldsOf(companyId, posted)
      } catch (error) {
        // One company's fault must not keep the holds of the others.
        failures.push(error)
      }
    }
    if (failures.length > 0)
      throw new AggregateError(failures, 'Holds of some companies could not be settled.')
  }

  async #settleHoldsOf(companyId: string, posted: ReadonlyMap<number, bigint>): Promise<void> {
    const { ledger } = this.#options
    let afterKey: string | undefined
    do {
      const page = { limit: holdsAtOnce, ...(afterKey === undefined ? {} : { afterKey }) }
      const holds = await ledger.openHolds(companyId, page)
      const ends = await this.#endsOf(companyId, holds, posted)
      if (ends.length > 0) await ledger.settleHolds({ companyId, ends })
      afterKey = holds.length < holdsAtOnce ? undefined : holds.at(-1)?.messageKey
    } while (afterKey !== undefined)
  }

  async #endsOf(
    companyId: string,
    holds: readonly OpenHold[],
    posted: ReadonlyMap<number, bigint>,
  ): Promise<readonly HoldEnd[]> {
    if (holds.length === 0) return []
    const messageKeys = holds.map(({ messageKey }) => messageKey)
    const ends: HoldEnd[] = []
    for (const [shardNumber, throughVersion] of posted) {
      const asked = { companyId, messageKeys, throughVersion }
      ends.push(...(await this.#options.usage.ends(shardNumber, asked)).map(toHoldEnd))
    }
    return ends
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
      await this.#alone?.((turn) => this.run(turn))
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

import type { Alone } from '../core/index.ts'
import { type Records, RequestRounds } from '../records/index.ts'
import { isByTime, toApiPrice } from './compiled-rate.ts'
import type { PriceMirror } from './price-mirror.ts'
import { rateKeyOf } from './rate-key.ts'
import { readRates } from './rate-rows.ts'
import { forgetRequest, nextRequest, type ReadPlans, type RerateRequest, readPlans } from './read-plans.ts'
import { reopenRerates } from './reopen-rerates.ts'

/** Requests of one round; the next round takes the rest. */
const maxRequestsOfRound = 100

export interface PriceSyncOptions {
  readonly records: Records
  readonly mirror: PriceMirror
  readonly onError: (error: unknown) => void
}

/**
 * Keeps the copies of prices in the store of facts up to date, and has messages rated anew after prices changed: one
 * company at a time, the one that has waited longest first. Requests are rows, so a crash loses none; each can be done
 * twice without harm. Only in the process that folds.
 */
export class PriceSync {
  readonly #options: PriceSyncOptions
  readonly #rounds: RequestRounds
  #isMirrored = false
  #isReopened = false
  /** Versions that are in the store: they never change. */
  readonly #versionsPut = new Set<string>()

  constructor(options: PriceSyncOptions) {
    this.#options = options
    this.#rounds = new RequestRounds({
      round: (alone) => this.#round(alone),
      onError: options.onError,
    })
  }

  start(alone: Alone): void {
    this.#rounds.start(alone)
  }

  /** Says that there is a new request. */
  wake(): void {
    this.#rounds.wake()
  }

  /** Brings everything up to date now. For tests and commands; the caller sees to being alone. */
  async run(): Promise<void> {
    await this.#mirrorAll()
    while (await this.#doRequests()) continue
  }

  /** Waits for the request under way. */
  async stop(): Promise<void> {
    await this.#rounds.stop()
  }

  async #round(alone: Alone): Promise<boolean> {
    if (!this.#isMirrored) await alone(() => this.#mirrorAll())
    return this.#isMirrored && (await alone(() => this.#doRequests())) === true
  }

  async #mirrorAll(): Promise<void> {
    if (!this.#isReopened) await reopenRerates(this.#options.records.system)
    this.#isReopened = true
    await this.#putPlans(await this.#options.records.asSystem((db) => readPlans(db)))
    this.#isMirrored = true
  }

  /** True when there may be more. */
  async #doRequests(): Promise<boolean> {
    const { records } = this.#options
    for (let done = 0; done < maxRequestsOfRound; done += 1) {
      const request = await nextRequest(records.system)
      if (!request) return false
      await this.#rerate(request)
      await forgetRequest(records.system, request)
    }
    return true
  }

  async #rerate({ companyId, fromMs, createdMs }: RerateRequest): Promise<void> {
    const { records, mirror } = this.#options
    const read = await records.asSystem((db) => readPlans(db, { companyId }))
    await this.#putPlans(read)
    for (const plan of read.plans)
      await mirror.rerate({ companyId: plan.companyId, fromMs, toMs: null, writtenSinceMs: createdMs })
  }

  /** Versions before the plans that name them: a message must not meet a plan without rates. */
  async #putPlans({ plans, revision }: ReadPlans): Promise<void> {
    const levels = plans.flatMap(({ periods }) => periods.flatMap((period) => period.levels))
    for (const versionId of new Set(levels.map((level) => level.versionId)))
      if (versionId !== null) await this.#putVersion(versionId)
    if (plans.length > 0) await this.#options.mirror.putPricePlans(plans, revision)
  }

  async #putVersion(versionId: string): Promise<void> {
    if (this.#versionsPut.has(versionId)) return
    const rates = await readRates(this.#options.records.system, versionId)
    await this.#options.mirror.putPriceVersion({
      versionId,
      rates: rates.map((rate) => ({
        rateKey: rateKeyOf({ versionId, ...rate }),
        price: toApiPrice(rate.priceMicros),
        unit: rate.unit,
        ...(isByTime(rate.unit) && { firstIncrementS: rate.firstIncrementS, incrementS: rate.incrementS }),
      })),
    })
    this.#versionsPut.add(versionId)
  }
}

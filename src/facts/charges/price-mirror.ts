import type { RateUnit } from '../../contract/index.ts'
import type { Clock } from '../../core/index.ts'
import type { Engine } from '../connect/engine.ts'
import { allEngines, type Layout, localTable, type Topology } from '../connect/topology.ts'
import { changedChargesFeed } from '../schema/changed-charges-feed.ts'
import { ratesTable } from '../schema/tables.ts'

/** One price of a published version. */
export interface MirroredRate {
  /** `<version id>|<channel>|<kind, or nothing for every kind>|<destination>`; a destination as in the contract. */
  readonly rateKey: string
  /** Decimal with at most six places, in the currency of the version. */
  readonly price: string
  readonly unit: RateUnit
}

/** Who pays whom by which version: the company first, then the companies above it. */
export interface PlanLevel {
  readonly payerId: string
  readonly versionId: string
  readonly currency: string
  /** Channels charged on delivery; all others are charged on hand-over. */
  readonly onDelivery: readonly string[]
}

export interface PlanPeriod {
  readonly fromMs: number
  /** Not included; null: until further notice. */
  readonly toMs: number | null
  /** Empty: no price list is in force. */
  readonly levels: readonly PlanLevel[]
}

/** What a company is charged by, over all of time. Periods don't overlap and are in order. */
export interface PricePlan {
  readonly companyId: string
  readonly periods: readonly PlanPeriod[]
  /** Digits of the number prefixes that any of its versions has. */
  readonly prefixLengths: readonly number[]
}

const maxRatesOfInsert = 20_000
const maxPlansOfInsert = 200
/** Stands for "until further notice". */
const endOfTimeMs = Date.UTC(2299, 0, 1)

/** Copies of price lists in the store, on every node, where facts are rated. */
export class PriceMirror {
  readonly #topology: Topology
  readonly #clock: Clock
  #isWatching = false

  constructor(topology: Topology, clock: Clock) {
    this.#topology = topology
    this.#clock = clock
  }

  /** A published version never changes: rates that are there already stay as they are. */
  async putVersion(rates: readonly MirroredRate[]): Promise<void> {
    for (const engine of allEngines(this.#topology)) {
      for (let first = 0; first < rates.length; first += maxRatesOfInsert) {
        await insertRates(engine, this.#topology.layout, rates.slice(first, first + maxRatesOfInsert))
      }
    }
  }

  /** Before there are prices: charges that come of them are noted from the first one on. */
  async #watchCharges(): Promise<void> {
    if (this.#isWatching) return
    const { layout } = this.#topology
    for (const engine of allEngines(this.#topology)) await engine.run('upkeep', changedChargesFeed(layout))
    this.#isWatching = true
  }

  /** Replaces the plans of these companies. */
  async putPlans(plans: readonly PricePlan[]): Promise<void> {
    await this.#watchCharges()
    for (const engine of allEngines(this.#topology)) {
      const revision = await nextRevision(engine, this.#topology.layout, this.#clock())
      for (let first = 0; first < plans.length; first += maxPlansOfInsert) {
        const some = plans.slice(first, first + maxPlansOfInsert)
        await insertPlans(engine, this.#topology.layout, some, revision)
      }
    }
  }
}

/** Above every revision that is there, whatever a clock says: what is put last counts. */
async function nextRevision(engine: Engine, layout: Layout, nowMs: number): Promise<string> {
  const { rows } = await engine.ask<{ revision: string }>(
    'upkeep',
    `SELECT toString(greatest(max(revision) + 1, {now:UInt64})) AS revision FROM ${localTable(layout, 'price_plans')}`,
    { now: (BigInt(nowMs) * 1000n).toString() },
  )
  return rows[0]?.revision ?? '1'
}

function insertRates(engine: Engine, layout: Layout, rates: readonly MirroredRate[]): Promise<void> {
  return engine.run(
    'upkeep',
    `INSERT INTO ${localTable(layout, ratesTable)} (rate_key, price, unit)
     SELECT rate.1, toDecimal64(rate.2, 6), rate.3 FROM (
       SELECT arrayJoin(arrayZip({keys:Array(String)}, {prices:Array(String)}, {units:Array(String)})) AS rate)`,
    {
      keys: rates.map(({ rateKey }) => rateKey),
      prices: rates.map(({ price }) => price),
      units: rates.map(({ unit }) => unit),
    },
  )
}

function insertPlans(
  engine: Engine,
  layout: Layout,
  plans: readonly PricePlan[],
  revision: string,
): Promise<void> {
  const levelsOf = <T>(value: (level: PlanLevel) => T): T[][][] =>
    plans.map(({ periods }) => periods.map(({ levels }) => levels.map(value)))
  const instants = 'Array(Array(Int64))'
  const columns = {
    froms: `arrayMap(ms -> fromUnixTimestamp64Milli(ms, 'UTC'), {froms:${instants}}[n])`,
    tos: `arrayMap(ms -> fromUnixTimestamp64Milli(ms, 'UTC'), {tos:${instants}}[n])`,
    payers: '{payers:Array(Array(Array(UUID)))}[n]',
    versions: '{versions:Array(Array(Array(String)))}[n]',
    currencies: '{currencies:Array(Array(Array(String)))}[n]',
    on_delivery: '{on_delivery:Array(Array(Array(Array(String))))}[n]',
    prefix_lengths: '{prefix_lengths:Array(Array(UInt8))}[n]',
  }
  return engine.run(
    'upkeep',
    `INSERT INTO ${localTable(layout, 'price_plans')} (company_id, revision, ${Object.keys(columns).join(', ')})
     SELECT {companies:Array(UUID)}[n], {revision:UInt64}, ${Object.values(columns).join(', ')}
     FROM (SELECT arrayJoin(range(1, {count:UInt32} + 1)) AS n)`,
    {
      companies: plans.map(({ companyId }) => companyId),
      revision,
      count: plans.length,
      froms: plans.map(({ periods }) => periods.map(({ fromMs }) => fromMs)),
      tos: plans.map(({ periods }) => periods.map(({ toMs }) => toMs ?? endOfTimeMs)),
      payers: levelsOf(({ payerId }) => payerId),
      versions: levelsOf(({ versionId }) => versionId),
      currencies: levelsOf(({ currency }) => currency),
      on_delivery: levelsOf(({ onDelivery }) => onDelivery),
      prefix_lengths: plans.map(({ prefixLengths }) => prefixLengths.toSorted((a, b) => b - a)),
    },
  )
}

import { createHash } from 'node:crypto'
import type { RateUnit } from '../../contract/index.ts'
import type { Engine } from '../connect/engine.ts'
import { allEngines, type Layout, localTable, type Topology } from '../connect/topology.ts'
import { changedChargesFeed } from '../schema/changed-charges-feed.ts'
import { pricePlans, ratesTable } from '../schema/tables.ts'
import { feedChatMessages } from './chat-messages.ts'

/** One price of a published version. */
export interface MirroredRate {
  /** `<version id>|<channel>|<kind, or nothing for every kind>|<destination>`; a destination as in the contract. */
  readonly rateKey: string
  /** Decimal with at most six places, in the currency of the version. */
  readonly price: string
  readonly unit: RateUnit
}

export interface MirroredVersion {
  readonly versionId: string
  readonly rates: readonly MirroredRate[]
}

/** A company that pays, and the version by which it pays the next one up. */
export interface PlanLevel {
  readonly payerId: string
  /** Null: none is in force, and there should be one. */
  readonly versionId: string | null
  readonly currency: string
  /** Channels charged on delivery; all others are charged on hand-over. */
  readonly onDelivery: readonly string[]
}

/** Lasts until the next one begins. */
export interface PlanPeriod {
  readonly fromMs: number
  /** The company itself, unless it never had prices; then the companies above it, from the nearest on. */
  readonly levels: readonly PlanLevel[]
}

/** What a company is charged by, over all of time; periods are in order. */
export interface PricePlan {
  readonly companyId: string
  readonly periods: readonly PlanPeriod[]
  /** Digits of the number prefixes that any of its versions has. */
  readonly prefixLengths: readonly number[]
}

const maxRatesOfInsert = 20_000
const maxPlansOfInsert = 200

/** Copies of price lists in the store, on every node, where facts are rated. */
export class PriceMirror {
  readonly #topology: Topology
  /** Rates by version, of each node. */
  readonly #held = new Map<Engine, Map<string, number>>()
  #isWatching = false
  #isFed = false

  constructor(topology: Topology) {
    this.#topology = topology
  }

  /**
   * All rates of a published version, which never changes: a node that has as many of it is left alone. What is written
   * again would stay in its memory and on its disk beside what is there.
   */
  async putVersion({ versionId, rates }: MirroredVersion): Promise<void> {
    if (rates.some(({ rateKey }) => rateKey.split('|')[1] === 'chat')) await this.#feedChatMessages()
    for (const engine of allEngines(this.#topology)) {
      const held = await this.#heldBy(engine)
      if (held.get(versionId) === rates.length) continue
      for (let first = 0; first < rates.length; first += maxRatesOfInsert) {
        await insertRates(engine, this.#topology.layout, rates.slice(first, first + maxRatesOfInsert))
      }
      held.set(versionId, rates.length)
    }
  }

  /** Replaces the plans of these companies, unless theirs have a greater revision. */
  async putPlans(plans: readonly PricePlan[], revision: bigint): Promise<void> {
    await this.#watchCharges()
    for (const engine of allEngines(this.#topology)) {
      for (let first = 0; first < plans.length; first += maxPlansOfInsert) {
        const some = plans.slice(first, first + maxPlansOfInsert)
        await insertPlans(engine, this.#topology.layout, some, revision)
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

  async #feedChatMessages(): Promise<void> {
    if (this.#isFed) return
    await feedChatMessages(this.#topology)
    this.#isFed = true
  }

  async #heldBy(engine: Engine): Promise<Map<string, number>> {
    const known = this.#held.get(engine)
    if (known) return known
    const { rows } = await engine.ask<{ version: string; rates: string }>(
      'upkeep',
      `SELECT splitByChar('|', rate_key)[1] AS version, count() AS rates
       FROM ${localTable(this.#topology.layout, ratesTable)} GROUP BY version`,
    )
    const held = new Map(rows.map(({ version, rates }) => [version, Number(rates)]))
    this.#held.set(engine, held)
    return held
  }
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
  revision: bigint,
): Promise<void> {
  // As documents: bound as arrays, empty ones would lose what they are arrays of.
  const parts = pricePlans.columns.slice(2).map((column) => {
    const [name = '', ...type] = column.split(' ')
    return { name, value: `JSONExtract(plan, '${name}', '${type.join(' ').replaceAll("'", "\\'")}')` }
  })
  return engine.run(
    'upkeep',
    `INSERT INTO ${localTable(layout, pricePlans.name)} (company_id, revision, ${parts.map(({ name }) => name).join(', ')})
     SELECT JSONExtract(plan, 'company_id', 'UUID'), {revision:UInt64}, ${parts.map(({ value }) => value).join(', ')}
     FROM (SELECT arrayJoin({plans:Array(String)}) AS plan)`,
    { revision: revision.toString(), plans: plans.map((plan) => JSON.stringify(toPlanRow(plan))) },
  )
}

/** A row of `price_plans`, but for its revision. */
function toPlanRow({ companyId, periods, prefixLengths }: PricePlan): Readonly<Record<string, unknown>> {
  const lengths = prefixLengths.toSorted((a, b) => b - a)
  // Messages from before the first prices stand in a period too: that they have a plan matters.
  const before: readonly PlanPeriod[] = periods[0]?.fromMs === 0 ? [] : [{ fromMs: 0, levels: [] }]
  const all = [...before, ...periods]
  const own = all.map(({ levels: [first] }) => (first?.payerId === companyId ? first : undefined))
  const upper = all.map(({ levels }) => levels.filter(({ payerId }) => payerId !== companyId))
  return {
    company_id: companyId,
    froms: all.map(({ fromMs }) => toEngineTime(fromMs)),
    chains: all.map((_, n) =>
      chainId([own[n]?.versionId, upper[n]?.map((level) => level.versionId), lengths]),
    ),
    has_own: own.map((level) => (level === undefined ? 0 : 1)),
    own_versions: own.map((level) => level?.versionId ?? ''),
    own_currencies: own.map((level) => level?.currency ?? ''),
    own_on_delivery: own.map((level) => level?.onDelivery ?? []),
    upper_payers: upper.map((levels) => levels.map(({ payerId }) => payerId)),
    upper_versions: upper.map((levels) => levels.map(({ versionId }) => versionId ?? '')),
    upper_currencies: upper.map((levels) => levels.map(({ currency }) => currency)),
    upper_on_delivery: upper.map((levels) => levels.map(({ onDelivery }) => onDelivery)),
    prefix_lengths: lengths,
  }
}

/** One id for all that have the same versions and look for the same prefixes. */
function chainId(of: unknown): string {
  const hex = createHash('sha256').update(JSON.stringify(of)).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}

function toEngineTime(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').replace('Z', '')
}

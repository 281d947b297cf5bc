import { createHash } from 'node:crypto'
import { callChannel, type RateUnit } from '../../contract/index.ts'
import type { Engine } from '../connect/engine.ts'
import { allEngines, type Layout, localTable, type Topology } from '../connect/topology.ts'
import { changedChargesFeed } from '../schema/changed-charges-feed.ts'
import { pricePlans, rateIncrementsTable, ratesTable } from '../schema/tables.ts'
import { feedChatMessages } from './chat-messages.ts'

/** One price of a published version. */
export interface MirroredRate {
  /** `<version id>|<channel>|<kind, or nothing for every kind>|<destination>`; a destination as in the contract. */
  readonly rateKey: string
  /** Decimal with at most six places, in the currency of the version. */
  readonly price: string
  readonly unit: RateUnit
  /** Of a unit of time, seconds: what is charged at least, and the step in which more is; 1 by default. */
  readonly firstIncrementS?: number
  readonly incrementS?: number
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
  /** Rates, and rows of increments, by version, of each node. */
  readonly #held = new Map<Engine, ReadonlyMap<KeyedTable, Map<string, number>>>()
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
    const increments = incrementsOf(versionId, rates)
    for (const engine of allEngines(this.#topology)) {
      await this.#putRows(engine, { table: ratesTable, versionId, rows: rates, insert: insertRates })
      await this.#putRows(engine, {
        table: rateIncrementsTable,
        versionId,
        rows: increments,
        insert: insertIncrements,
      })
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

  async #putRows<Row>(
    engine: Engine,
    {
      table,
      versionId,
      rows,
      insert,
    }: {
      readonly table: KeyedTable
      readonly versionId: string
      readonly rows: readonly Row[]
      readonly insert: (engine: Engine, layout: Layout, rows: readonly Row[]) => Promise<void>
    },
  ): Promise<void> {
    const held = (await this.#heldBy(engine)).get(table)
    if ((held?.get(versionId) ?? 0) === rows.length) return
    for (let first = 0; first < rows.length; first += maxRatesOfInsert)
      await insert(engine, this.#topology.layout, rows.slice(first, first + maxRatesOfInsert))
    held?.set(versionId, rows.length)
  }

  async #heldBy(engine: Engine): Promise<ReadonlyMap<KeyedTable, Map<string, number>>> {
    const known = this.#held.get(engine)
    if (known) return known
    const held = new Map<KeyedTable, Map<string, number>>()
    for (const table of [ratesTable, rateIncrementsTable] as const) {
      const { rows } = await engine.ask<{ version: string; found: string }>(
        'upkeep',
        `SELECT splitByChar('|', rate_key)[1] AS version, count() AS found
         FROM ${localTable(this.#topology.layout, table)} GROUP BY version`,
      )
      held.set(table, new Map(rows.map(({ version, found }) => [version, Number(found)])))
    }
    this.#held.set(engine, held)
    return held
  }
}

type KeyedTable = typeof ratesTable | typeof rateIncrementsTable

/** A row of `rate_increments`. */
interface RateIncrements {
  readonly rateKey: string
  readonly firstS: number
  readonly stepS: number
}

/** Whether a rate is by time, and so has increments. */
export function isTimed({ unit }: Pick<MirroredRate, 'unit'>): boolean {
  return unit === 'second' || unit === 'minute'
}

/** Of rates by time; and, where the version has rates of calls at all, the row that says so. */
function incrementsOf(versionId: string, rates: readonly MirroredRate[]): readonly RateIncrements[] {
  const ofCalls = rates.some(({ rateKey }) => rateKey.split('|')[1] === callChannel)
  return [
    ...(ofCalls ? [{ rateKey: `${versionId}|${callChannel}`, firstS: 1, stepS: 1 }] : []),
    ...rates.filter(isTimed).map(({ rateKey, firstIncrementS = 1, incrementS = 1 }) => {
      return { rateKey, firstS: firstIncrementS, stepS: incrementS }
    }),
  ]
}

function insertIncrements(engine: Engine, layout: Layout, rows: readonly RateIncrements[]): Promise<void> {
  return engine.run(
    'upkeep',
    `INSERT INTO ${localTable(layout, rateIncrementsTable)} (rate_key, first_s, step_s)
     SELECT row.1, row.2, row.3 FROM (
       SELECT arrayJoin(arrayZip({keys:Array(String)}, {firsts:Array(UInt32)}, {steps:Array(UInt32)})) AS row)`,
    {
      keys: rows.map(({ rateKey }) => rateKey),
      firsts: rows.map(({ firstS }) => firstS),
      steps: rows.map(({ stepS }) => stepS),
    },
  )
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

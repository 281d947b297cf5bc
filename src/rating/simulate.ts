import { mayBill, type Principal } from '../companies/index.ts'
import {
  chargeOnSchema,
  type MessageStatus,
  messageStatuses,
  type PriceSimulation,
  progressRank,
} from '../contract/index.ts'
import { type Failure, fail, fromApiMoney, ok, type Period, type Result, toApiMoney } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import type { Records } from '../records/index.ts'
import { askedPeriod, inAskedPeriod, periodParams } from './asked-period.ts'
import { chooseRate } from './choose-rate.ts'
import type { CompiledRate } from './compiled-rate.ts'
import { isChargeable } from './is-chargeable.ts'
import { compileRateBook, type RateBook } from './rate-book.ts'
import { readRates } from './rate-rows.ts'
import { findVersion } from './versions.ts'

/** Distinct combinations of one simulation: what a choice of a rate can depend on. */
const maxGroups = 200_000

export interface SimulationRequest {
  readonly company_id: string
  readonly from: string
  readonly to: string
}

type SimulationFailure = Failure<
  'forbidden' | 'not_found' | 'invalid_period' | 'currency_mismatch' | 'too_many_rows'
>

interface SimulationDeps {
  readonly records: Records
  readonly facts: Pick<Facts, 'forCompany'>
}

/**
 * What a company's messages of a period would cost under a version, a draft too, beside what they do cost. Messages that
 * agree in everything that a price can depend on are priced together; the amounts are exact all the same.
 */
export async function simulate(
  deps: SimulationDeps,
  caller: Principal,
  version: { readonly listId: string; readonly number: number },
  asked: SimulationRequest,
): Promise<Result<PriceSimulation, SimulationFailure>> {
  const found = await deps.records.asSystem((db) => mayBill(db, caller, asked.company_id))
  if (!found.ok) return found
  const company = found.value
  const period = askedPeriod(asked.from, asked.to)
  if (!period.ok) return period
  const prices = await readPrices(deps.records, { ...version, sellerId: caller.companyId })
  if (!prices) return fail('not_found', 'There is no such version of this price list.')
  if (prices.currency !== company.currency)
    return fail(
      'currency_mismatch',
      `The price list is in ${prices.currency} and the company keeps its books in ${company.currency}.`,
    )
  const groups = await readGroups(deps.facts, company.id, period.value, prices)
  if (groups.length > maxGroups)
    return fail('too_many_rows', 'The period has too many different destinations: choose a shorter one.')
  return ok(addUp(groups, prices))
}

interface Prices {
  readonly currency: string
  readonly chargeOn: ReturnType<typeof chargeOnSchema.parse>
  readonly book: RateBook
  /** Characters of the longest number prefix with its plus: what must be known of a number. */
  readonly longestPrefix: number
}

async function readPrices(
  records: Records,
  place: { readonly sellerId: string; readonly listId: string; readonly number: number },
): Promise<Prices | null> {
  return await records.withCompany(place.sellerId, async (db) => {
    const row = await findVersion(db, place)
    if (!row) return null
    const list = await db
      .selectFrom('price_lists')
      .select('currency')
      .where('id', '=', place.listId)
      .executeTakeFirstOrThrow()
    return {
      currency: list.currency,
      chargeOn: chargeOnSchema.parse(row.charge_on),
      book: compileRateBook(await readRates(db, row.id)),
      longestPrefix: Math.max(0, ...row.prefix_lengths.map((digits) => digits + 1)),
    }
  })
}

/** Messages that a price cannot tell apart. */
interface Group {
  readonly channel: string
  readonly kind: string
  readonly category: string
  readonly country: string
  readonly network: string
  /** The beginning of the number, as long as the longest prefix. */
  readonly number_start: string
  readonly furthest: number
  readonly status: MessageStatus
  readonly count: number
  /** Each message has at least one. */
  readonly segment_count: number
  readonly spend: string
}

async function readGroups(
  facts: SimulationDeps['facts'],
  companyId: string,
  period: Period,
  { currency, longestPrefix }: Prices,
): Promise<readonly Group[]> {
  const { rows } = await facts.forCompany(companyId).query<Group>({
    sql: ({ messages }) => `SELECT channel, kind, category, country, network,
  if(startsWith(recipient, '+'), substring(recipient, 1, {longest_prefix:UInt8}), '') AS number_start,
  max(progress) AS furthest, status, count() AS count, sum(greatest(toUInt32(segments), 1)) AS segment_count,
  toString(sumIf(charge, charge_state = 'charged' AND charge_currency = {currency:String})) AS spend
FROM ${messages}
WHERE ${inAskedPeriod}
GROUP BY channel, kind, category, country, network, number_start, status, progress >= {sent_rank:UInt8}
LIMIT {max_groups:UInt32}`,
    params: {
      ...periodParams(period),
      longest_prefix: longestPrefix,
      currency,
      sent_rank: progressRank.sent,
      max_groups: maxGroups + 1,
    },
  })
  return rows
}

interface Sums {
  messages: number
  unrated: number
  spendMicros: bigint
  simulatedMicros: bigint
}

function noSums(): Sums {
  return { messages: 0, unrated: 0, spendMicros: 0n, simulatedMicros: 0n }
}

type Row = PriceSimulation['totals']

function addUp(groups: readonly Group[], prices: Prices): PriceSimulation {
  const totals = noSums()
  const rows = new Map<string, { channel: string; country: string | null; sums: Sums }>()
  for (const group of groups) {
    const key = `${group.channel}|${group.country}`
    const row = rows.get(key) ?? { channel: group.channel, country: group.country || null, sums: noSums() }
    rows.set(key, row)
    const priced = price(group, prices)
    for (const sums of [totals, row.sums]) add(sums, priced)
  }
  const toRow = (sums: Sums): Row => ({
    messages: sums.messages,
    unrated: sums.unrated,
    spend: toApiMoney({ amountMicros: sums.spendMicros, currency: prices.currency }),
    simulated: toApiMoney({ amountMicros: sums.simulatedMicros, currency: prices.currency }),
  })
  const sorted = [...rows]
    .toSorted(([a, { sums: ofA }], [b, { sums: ofB }]) => ofB.messages - ofA.messages || (a < b ? -1 : 1))
    .map(([, row]) => row)
  return {
    totals: toRow(totals),
    rows: sorted.map(({ channel, country, sums }) => ({ channel, country, ...toRow(sums) })),
  }
}

function add(sums: Sums, priced: Sums): void {
  sums.messages += priced.messages
  sums.unrated += priced.unrated
  sums.spendMicros += priced.spendMicros
  sums.simulatedMicros += priced.simulatedMicros
}

function price(group: Group, { book, chargeOn, currency }: Prices): Sums {
  const messages = Number(group.count)
  const spend = fromApiMoney({ amount: group.spend, currency })
  if (!spend.ok) throw new Error(`The facts sum charges to "${group.spend}".`)
  const priced = { ...noSums(), messages, spendMicros: spend.value.amountMicros }
  if (!isDue(group, chargeOn)) return priced
  const rate = chooseRate(book, { ...group, recipient: group.number_start })
  return rate ? { ...priced, simulatedMicros: amountOf(rate, group) } : { ...priced, unrated: messages }
}

function isDue(group: Group, chargeOn: Prices['chargeOn']): boolean {
  const status = messageStatuses.find((known) => known === group.status) ?? 'unknown'
  return isChargeable(chargeOn[group.channel] ?? 'sent', { progress: Number(group.furthest), status })
}

/** Rates of messages multiply, so a group costs what its messages cost. */
function amountOf(rate: CompiledRate, group: Group): bigint {
  return rate.priceMicros * BigInt(rate.unit === 'segment' ? group.segment_count : group.count)
}

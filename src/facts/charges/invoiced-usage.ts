import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { ratesTable } from '../schema/tables.ts'

/**
 * Entries that one invoice of a payer takes: those of messages created before `endMs` and of passes up to `throughPasses`, less
 * those of the invoice before it, which took everything before this month up to `afterPasses`. Entries never change, so whoever
 * asks again is told the same.
 */
export interface InvoicedUsage {
  readonly payerId: string
  /** Starts of months, ascending, epoch ms: the last is the month of the invoice, the others are months of late facts. */
  readonly monthStartsMs: readonly [number, ...number[]]
  /** Not included. */
  readonly endMs: number
  /** By number of shard; none on a shard that no invoice took from yet. */
  readonly afterPasses: ReadonlyMap<number, bigint>
  readonly throughPasses: ReadonlyMap<number, bigint>
}

/** Entries with one price for one thing. Amount = price × quantity, exactly. */
export interface UsageGroup {
  readonly payerId: string
  /** Of the message's creation; of the first month asked for where it lies before. */
  readonly monthStartMs: number
  readonly currency: string
  readonly channel: string
  /** As the rate has it: '' for every kind. */
  readonly kind: string
  /** As the rate has it: a network, a number prefix with its plus, a country, or `any`. */
  readonly destination: string
  readonly unit: string
  readonly priceMicros: bigint
  /** Below zero where charges were taken back. */
  readonly quantity: bigint
  readonly amountMicros: bigint
}

interface GroupRow {
  readonly payer_id: string
  readonly month: string
  readonly currency: string
  readonly channel: string
  readonly rate_kind: string
  readonly destination: string
  readonly unit: string
  readonly price_micros: string
  readonly quantity_sum: string
  readonly micros: string
}

/** Invoices of several payers, one of each. */
export interface InvoicesAsked {
  /** The payers and all companies whose traffic they pay or paid for. */
  readonly companyIds: readonly string[]
  readonly invoices: readonly InvoicedUsage[]
}

/** What the invoices take; a payer's traffic may lie on several shards. */
export async function invoicedUsage(
  shards: ReadonlyMap<number, ShardFold>,
  asked: InvoicesAsked,
): Promise<readonly UsageGroup[]> {
  const groups: UsageGroup[] = []
  for (const [number, shard] of shards) groups.push(...(await invoicedOnShard(shard, number, asked)))
  return [...Map.groupBy(groups, keyOf).values()].flatMap(([first, ...others]) =>
    first ? others.reduce(addUp, first) : [],
  )
}

/** What tells groups apart. */
function keyOf({ quantity: _quantity, amountMicros: _amount, priceMicros, ...rest }: UsageGroup): string {
  return JSON.stringify([priceMicros.toString(), ...Object.entries(rest).toSorted()])
}

function addUp(a: UsageGroup, b: UsageGroup): UsageGroup {
  return { ...a, quantity: a.quantity + b.quantity, amountMicros: a.amountMicros + b.amountMicros }
}

async function invoicedOnShard(
  shard: ShardFold,
  shardNumber: number,
  asked: InvoicesAsked,
): Promise<readonly UsageGroup[]> {
  const { companyIds, invoices } = asked
  const startsOf = new Map(invoices.map(({ payerId, monthStartsMs }) => [payerId, monthStartsMs]))
  const { rows } = await shard.engine.ask<GroupRow>('check', groupsSql(shard), {
    companies: companyIds,
    payers: invoices.map(({ payerId }) => payerId),
    month_starts: invoices.map(({ monthStartsMs }) => monthStartsMs),
    ends: invoices.map(({ endMs }) => endMs),
    afters: invoices.map(({ afterPasses }) => (afterPasses.get(shardNumber) ?? 0n).toString()),
    throughs: invoices.map(({ throughPasses }) => (throughPasses.get(shardNumber) ?? 0n).toString()),
  })
  return rows.map((row) => ({
    payerId: row.payer_id,
    monthStartMs: startsOf.get(row.payer_id)?.[Number(row.month) - 1] ?? 0,
    currency: row.currency,
    channel: row.channel,
    kind: row.rate_kind,
    destination: row.destination,
    unit: row.unit,
    priceMicros: BigInt(row.price_micros),
    quantity: BigInt(row.quantity_sum),
    amountMicros: BigInt(row.micros),
  }))
}

/**
 * Versions of a list that have one price for one thing are one group, so a rate counts by what it says and not by its key.
 * What was charged and taken back again is no group. The highest price, as micro-units, is more than its own type holds.
 */
function groupsSql({ layout }: ShardFold): string {
  const rates = `'${localTable(layout, ratesTable)}'`
  return `SELECT payer_id, month, currency, channel, rate_kind, destination, unit,
  toString(toInt128(toDecimal128(price, 6) * 1000000)) AS price_micros, toString(sum(quantity)) AS quantity_sum,
  toString(toInt128(sum(amount) * 1000000)) AS micros
FROM (
SELECT *, splitByChar('|', toString(rate)) AS rate_words, rate_words[3] AS rate_kind, rate_words[4] AS destination,
  toString(joinGet(${rates}, 'unit', toString(rate))) AS unit,
  greatest(arrayLastIndex(start -> start <= toUnixTimestamp64Milli(created_at), month_starts), 1) AS month
FROM ${localTable(layout, 'usage_entries')}
INNER JOIN (
SELECT invoice.1 AS payer_id, invoice.2 AS month_starts, invoice.3 AS end_ms, invoice.4 AS after_pass, invoice.5 AS through_pass
FROM (SELECT arrayJoin(arrayZip({payers:Array(UUID)}, {month_starts:Array(Array(Int64))}, {ends:Array(Int64)},
  {afters:Array(UInt64)}, {throughs:Array(UInt64)})) AS invoice)
) AS invoices USING (payer_id)
WHERE company_id IN {companies:Array(UUID)}
  AND toUnixTimestamp64Milli(created_at) < end_ms AND pass_version <= through_pass
  AND (toUnixTimestamp64Milli(created_at) >= month_starts[-1] OR pass_version > after_pass)
)
GROUP BY payer_id, month, currency, channel, rate_kind, destination, unit, price
HAVING sum(quantity) != 0 OR sum(amount) != 0
ORDER BY payer_id, month, channel, rate_kind, destination, unit, price`
}

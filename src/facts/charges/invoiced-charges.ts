import { maskedPerson, type PersonalDataView } from '../company/personal-data.ts'
import type { QueryParams } from '../connect/engine.ts'
import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { ratesTable } from '../schema/tables.ts'
import type { InvoicedUsage } from './invoiced-usage.ts'

/** Which of an invoice's entries one line of it stands for. */
export interface InvoicedLine {
  /** Of the message's creation, epoch ms; null: everything before `toMs`. */
  readonly fromMs: number | null
  /** Not included. */
  readonly toMs: number
  readonly channel: string
  /** As the rate has it: '' for every kind. */
  readonly kind: string
  /** As the rate has it; null: whatever it is. */
  readonly destination: string | null
  readonly unit: string
  readonly priceMicros: bigint
}

/** Where a charge stands in the order of all charges of an invoice. */
export interface ChargePlace {
  readonly createdMs: number
  readonly itemKey: string
  readonly companyId: string
  readonly level: number
  readonly rate: string
  readonly priceMicros: bigint
}

export interface ChargesAsked {
  /** The payer and all companies whose traffic it pays or paid for. */
  readonly companyIds: readonly string[]
  readonly invoice: InvoicedUsage
  /** Null: all lines. */
  readonly line: InvoicedLine | null
  /** Charges after this one; null: from the first one on. */
  readonly after: ChargePlace | null
  readonly limit: number
  /** Of whom a message went to. */
  readonly view: PersonalDataView
}

/** What an invoice charges for one message at one price; entries that cancel each other out are none. */
export interface InvoicedCharge extends ChargePlace {
  readonly channel: string
  readonly country: string
  /** Below zero where a charge was taken back. */
  readonly quantity: bigint
  readonly amountMicros: bigint
  /** As its events name it; '' where the facts have no such message any more. */
  readonly messageId: string
  readonly recipient: string
}

export interface ChargesPage {
  /** By the moment of creation. */
  readonly charges: readonly InvoicedCharge[]
  readonly hasMore: boolean
  /** Of all charges, on this page and others. */
  readonly count: number
  readonly amountMicros: bigint
}

/** The charges that `invoicedUsage` sums: exactly the same entries. */
export async function invoicedCharges(
  shards: ReadonlyMap<number, ShardFold>,
  asked: ChargesAsked,
): Promise<ChargesPage> {
  const found: InvoicedCharge[] = []
  let [count, amountMicros] = [0, 0n]
  for (const [number, shard] of shards) {
    const params = paramsOf(asked, number)
    const sums = await readSums(shard, asked, params)
    count += sums.count
    amountMicros += sums.amountMicros
    if (sums.count > 0) found.push(...(await readPage(shard, asked, params)))
  }
  const charges = found.toSorted(byPlace).slice(0, asked.limit)
  return { charges, hasMore: found.length > charges.length, count, amountMicros }
}

function paramsOf({ companyIds, invoice, line, after, limit }: ChargesAsked, shard: number): QueryParams {
  return {
    companies: companyIds,
    payer: invoice.payerId,
    month_start: invoice.monthStartsMs.at(-1) ?? 0,
    end: invoice.endMs,
    after_pass: (invoice.afterPasses.get(shard) ?? 0n).toString(),
    through_pass: (invoice.throughPasses.get(shard) ?? 0n).toString(),
    ...(line && {
      line_from: line.fromMs ?? Number.MIN_SAFE_INTEGER,
      line_to: line.toMs,
      line_channel: line.channel,
      line_kind: line.kind,
      line_destination: line.destination ?? '',
      line_unit: line.unit,
      line_price: line.priceMicros.toString(),
    }),
    ...(after && {
      seen_ms: after.createdMs,
      seen_item: after.itemKey,
      seen_company: after.companyId,
      seen_level: after.level,
      seen_rate: after.rate,
      seen_price: after.priceMicros.toString(),
    }),
    rows: limit + 1,
  }
}

function chargesSql({ layout }: ShardFold, line: InvoicedLine | null): string {
  const ofLine = `AND created_ms >= {line_from:Int64} AND created_ms < {line_to:Int64} AND channel = {line_channel:String}
  AND splitByChar('|', rate)[3] = {line_kind:String}
  AND ${line?.destination === null ? '1' : "splitByChar('|', rate)[4] = {line_destination:String}"}
  AND toString(joinGet('${localTable(layout, ratesTable)}', 'unit', rate)) = {line_unit:String}
  AND price_micros = toInt64({line_price:String})`
  return `SELECT created_ms, item, company, entry_level, rate, price_micros, any(channel) AS charge_channel,
  any(country) AS charge_country, sum(quantity) AS quantity_sum, toInt128(sum(amount) * 1000000) AS micros
FROM (
SELECT toUnixTimestamp64Milli(created_at) AS created_ms, toString(item_key) AS item, toString(company_id) AS company,
  level AS entry_level, toString(entry.rate) AS rate, toInt64(toDecimal128(price, 6) * 1000000) AS price_micros,
  toString(entry.channel) AS channel, toString(entry.country) AS country, quantity, amount
FROM ${localTable(layout, 'usage_entries')} AS entry
WHERE company_id IN {companies:Array(UUID)} AND payer_id = {payer:UUID}
  AND created_ms < {end:Int64} AND pass_version <= {through_pass:UInt64}
  AND (created_ms >= {month_start:Int64} OR pass_version > {after_pass:UInt64})
)
WHERE 1 ${line ? ofLine : ''}
GROUP BY created_ms, item, company, entry_level, rate, price_micros
HAVING quantity_sum != 0 OR micros != 0`
}

async function readSums(shard: ShardFold, { line, invoice }: ChargesAsked, params: QueryParams) {
  const { rows } = await shard.engine.ask<{ charges: string; total: string }>(
    'question',
    `SELECT toString(count()) AS charges, toString(sum(micros)) AS total FROM (${chargesSql(shard, line)})`,
    params,
    { owner: invoice.payerId },
  )
  return { count: Number(rows[0]?.charges ?? 0), amountMicros: BigInt(rows[0]?.total ?? 0) }
}

interface ChargeRow {
  readonly created: string
  readonly item: string
  readonly company: string
  readonly entry_level: number
  readonly rate: string
  readonly price: string
  readonly charge_channel: string
  readonly charge_country: string
  readonly quantity: string
  readonly amount: string
}

const place = 'created_ms, item, company, entry_level, rate, price_micros'
const seen =
  '({seen_ms:Int64}, {seen_item:String}, {seen_company:String}, {seen_level:UInt8}, {seen_rate:String}, toInt64({seen_price:String}))'

async function readPage(
  shard: ShardFold,
  { line, after, invoice, view }: ChargesAsked,
  params: QueryParams,
): Promise<readonly InvoicedCharge[]> {
  const { rows } = await shard.engine.ask<ChargeRow>(
    'question',
    `SELECT toString(created_ms) AS created, item, company, entry_level, rate, toString(price_micros) AS price, charge_channel,
  charge_country, toString(quantity_sum) AS quantity, toString(micros) AS amount
FROM (${chargesSql(shard, line)})
${after ? `WHERE (${place}) > ${seen}` : ''}
ORDER BY ${place} LIMIT {rows:UInt32}`,
    params,
    { owner: invoice.payerId },
  )
  const messages = await readMessages(shard, rows, { payerId: invoice.payerId, view })
  return rows.map((row) => {
    const message = messages.get(`${row.company} ${row.item}`)
    return {
      createdMs: Number(row.created),
      itemKey: row.item,
      companyId: row.company,
      level: row.entry_level,
      rate: row.rate,
      priceMicros: BigInt(row.price),
      channel: row.charge_channel,
      country: row.charge_country,
      quantity: BigInt(row.quantity),
      amountMicros: BigInt(row.amount),
      messageId: message?.message_id ?? '',
      recipient: message?.recipient ?? '',
    }
  })
}

interface MessageRow {
  readonly company: string
  readonly item: string
  readonly message_id: string
  readonly recipient: string
}

/** By company and key, a page of them. */
async function readMessages(
  { engine, layout }: ShardFold,
  rows: readonly ChargeRow[],
  { payerId, view }: { readonly payerId: string; readonly view: PersonalDataView },
): Promise<ReadonlyMap<string, MessageRow>> {
  if (rows.length === 0) return new Map()
  const ofKeys = 'company_id IN {companies:Array(UUID)} AND message_key IN {keys:Array(UUID)}'
  const { rows: messages } = await engine.ask<MessageRow>(
    'question',
    `SELECT toString(company_id) AS company, toString(message_key) AS item, message_id,
  ${view === 'plain' ? 't.recipient' : maskedPerson('t.recipient')} AS recipient
FROM ${localTable(layout, 'messages')} AS t FINAL
WHERE is_deleted = 0 AND ${ofKeys}
  AND created_hour IN (SELECT created_hour FROM ${localTable(layout, 'message_places')} WHERE ${ofKeys})`,
    { companies: [...new Set(rows.map(({ company }) => company))], keys: rows.map(({ item }) => item) },
    { owner: payerId },
  )
  return new Map(messages.map((message) => [`${message.company} ${message.item}`, message]))
}

/** As the engine orders them. */
function byPlace(a: ChargePlace, b: ChargePlace): number {
  return (
    a.createdMs - b.createdMs ||
    byText(a.itemKey, b.itemKey) ||
    byText(a.companyId, b.companyId) ||
    a.level - b.level ||
    byText(a.rate, b.rate) ||
    (a.priceMicros < b.priceMicros ? -1 : a.priceMicros > b.priceMicros ? 1 : 0)
  )
}

function byText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

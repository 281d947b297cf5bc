import { z } from 'zod'
import { allow, can, type Principal } from '../../companies/index.ts'
import type { InvoiceCharge, InvoiceCharges, InvoiceChargesQuery } from '../../contract/index.ts'
import {
  type Failure,
  fail,
  formatInstant,
  isUuid,
  ok,
  parseJson,
  type Result,
  toApiMoney,
} from '../../core/index.ts'
import type { ChargePlace, InvoicedCharge, InvoicedUsage } from '../../facts/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { companiesPaidFor } from '../companies-paid-for.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { fromRowUsageLines, type LineUsage } from '../usage-line-rows.ts'
import { type AccessFailure, readableDocument } from './document-access.ts'

export type ChargesFailure = AccessFailure | Failure<'invalid_cursor'>

/**
 * The charges behind an invoice or one line of it, by the moment of the message: exactly the entries that it took, so they sum up to
 * it before rounding. Other documents have none.
 */
export async function listCharges(
  { records, facts }: Pick<InvoicingDeps, 'records' | 'facts'>,
  caller: Principal,
  id: string,
  query: InvoiceChargesQuery,
): Promise<Result<InvoiceCharges, ChargesFailure>> {
  const readable = await readableDocument(records, caller, id)
  if (!readable.ok) return readable
  const after = parseCursor(query.cursor)
  if (!after.ok) return after
  const taken = await readTaken(records.system, id)
  const { currency } = taken
  if (taken.usage === null) return ok(noCharges(currency))
  const line = query.line === undefined ? null : taken.lines[query.line - 1]
  if (line === undefined) return fail('not_found', `The invoice has no line ${query.line}.`)
  const sources = await companiesPaidFor(records.system, readable.value.companyId)
  const page = await facts.usage.charges({
    companyIds: [...sources.keys()],
    invoice: taken.usage,
    line,
    after: after.value,
    limit: query.limit,
    view: can(caller, 'personal_data:read') ? 'plain' : 'masked',
  })
  const last = page.charges.at(-1)
  // Whom a message went to is for the company that sent it.
  const seesRecipientsOf = allow(caller, 'metrics:read').ok ? caller.companyId : null
  return ok({
    charges: page.charges.map((charge) => {
      const isOwn = charge.companyId === seesRecipientsOf
      return toApiCharge(charge, {
        currency,
        timeZone: taken.timeZone,
        isOwn,
        source: sources.get(charge.companyId),
      })
    }),
    count: page.count,
    total: toApiMoney({ currency, amountMicros: page.amountMicros }),
    next_cursor: page.hasMore && last ? toCursor(last) : null,
  })
}

function noCharges(currency: string): InvoiceCharges {
  return { charges: [], count: 0, total: toApiMoney({ currency, amountMicros: 0n }), next_cursor: null }
}

interface Taken {
  readonly currency: string
  readonly timeZone: string
  /** Null: the document is no invoice. */
  readonly usage: InvoicedUsage | null
  readonly lines: readonly LineUsage[]
}

async function readTaken(db: Kysely<Database>, id: string): Promise<Taken> {
  const row = await db
    .selectFrom('invoices')
    .select(['company_id', 'currency', 'period_from', 'period_to', 'time_zone'])
    .select(['after_passes', 'through_passes', 'usage_lines'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { currency, period_from, period_to } = row
  if (period_from === null || period_to === null) return { currency, timeZone: 'UTC', usage: null, lines: [] }
  return {
    currency,
    timeZone: row.time_zone ?? 'UTC',
    usage: {
      payerId: row.company_id,
      monthStartsMs: [period_from.getTime()],
      endMs: period_to.getTime(),
      afterPasses: fromRowPasses(row.after_passes),
      throughPasses: fromRowPasses(row.through_passes),
    },
    lines: fromRowUsageLines(row.usage_lines),
  }
}

const passesSchema = z.record(z.string(), z.string())

function fromRowPasses(json: unknown): ReadonlyMap<number, bigint> {
  const passes = Object.entries(passesSchema.parse(json))
  return new Map(passes.map(([shard, version]) => [Number(shard), BigInt(version)]))
}

interface ChargeContext {
  readonly currency: string
  readonly timeZone: string
  readonly isOwn: boolean
  readonly source: InvoiceCharge['company'] | undefined
}

function toApiCharge(
  charge: InvoicedCharge,
  { currency, timeZone, isOwn, source }: ChargeContext,
): InvoiceCharge {
  const money = (amountMicros: bigint) => toApiMoney({ currency, amountMicros })
  return {
    id: isOwn && charge.messageId !== '' ? charge.itemKey : null,
    message_id: charge.messageId,
    recipient: isOwn ? charge.recipient : null,
    company: source ?? { id: charge.companyId, name: '' },
    created_at: formatInstant(charge.createdMs, timeZone),
    channel: charge.channel,
    country: charge.country,
    quantity: charge.quantity.toString(),
    price: money(charge.priceMicros),
    amount: money(charge.amountMicros),
  }
}

const cursorSchema = z.tuple([
  z.int(),
  z.string().refine(isUuid),
  z.string().refine(isUuid),
  z.int().min(0).max(255),
  z.string().max(300),
  z.string().regex(/^-?\d{1,18}$/),
])

function toCursor({ createdMs, itemKey, companyId, level, rate, priceMicros }: ChargePlace): string {
  const place = [createdMs, itemKey, companyId, level, rate, priceMicros.toString()]
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function parseCursor(cursor: string | undefined): Result<ChargePlace | null, Failure<'invalid_cursor'>> {
  if (cursor === undefined) return ok(null)
  const json = parseJson(Buffer.from(cursor, 'base64url').toString())
  const parsed = cursorSchema.safeParse(json?.value)
  if (!parsed.success) return fail('invalid_cursor', 'Send the next_cursor of the page before, unchanged.')
  const [createdMs, itemKey, companyId, level, rate, price] = parsed.data
  return ok({ createdMs, itemKey, companyId, level, rate, priceMicros: BigInt(price) })
}

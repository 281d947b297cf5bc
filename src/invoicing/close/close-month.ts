import { addAuditEntry } from '../../companies/index.ts'
import type { MonthOutcome } from '../../contract/index.ts'
import { formatInstant } from '../../core/index.ts'
import { lockBalance, readFunds } from '../../ledger/index.ts'
import { addNotice } from '../../notices/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { type IssuedDocument, issueDocument, type PassVersions } from '../issue-document.ts'
import type { WordsIn } from '../line-words.ts'
import { readDealing } from '../seller.ts'
import { draftMonth } from './month-draft.ts'
import { type OpenMonth, selectOpenMonths, toOpenMonth } from './month-rows.ts'
import { type MonthAnomaly, type MonthUsage, type SettledMonth, settleMonth } from './settle-month.ts'

export type ClosedMonth =
  | { readonly state: 'closed'; readonly outcome: MonthOutcome; readonly invoice: IssuedDocument | null }
  | { readonly state: 'set_aside'; readonly anomaly: MonthAnomaly }
  /** Somebody else closed it meanwhile, or it is not the month that the usage was read for. */
  | { readonly state: 'left' }

export interface MonthToClose {
  readonly month: OpenMonth
  readonly usage: MonthUsage
  /** By shard, the last pass that the usage was read up to. */
  readonly throughPasses: PassVersions
  readonly wordsIn: WordsIn
}

/**
 * Closes one month in one transaction: the invoice with its number, what it posts, and the month's state are there together or
 * not at all. Cut off anywhere it is simply done again.
 */
export async function closeMonth(
  { records, clock }: Pick<InvoicingDeps, 'records' | 'clock'>,
  asked: MonthToClose,
): Promise<ClosedMonth> {
  return await records.asSystem(async (db) => {
    await lockBalance(db, asked.month.companyId)
    const row = await selectOpenMonths(db).where('m.id', '=', asked.month.id).forUpdate().executeTakeFirst()
    if (!row) return { state: 'left' }
    const month = toOpenMonth(row)
    if (month.attempts !== asked.month.attempts) return { state: 'left' }
    const dealing = await readDealing(db, month.companyId)
    if (!dealing) throw new Error(`the company ${month.companyId} of a month is gone`)
    const nowMs = clock()
    const settled = settleMonth(month, asked.usage, dealing)
    if (!settled.ok) return await setAside(db, month, settled.failure, nowMs)
    if (settled.value.outcome !== 'invoiced')
      return await closeWithout(db, month, settled.value, asked, nowMs)
    const draft = draftMonth({
      month,
      dealing,
      settled: settled.value,
      throughPasses: asked.throughPasses,
      monthStartsMs: asked.usage.monthStartsMs,
      fundsMicros: (await readFunds(db, month.companyId)) - (await invoicedMicros(db, month.companyId)),
      voids: await voidsOf(db, month),
      wordsIn: asked.wordsIn,
      nowMs,
    })
    const issued = await issueDocument(db, draft, nowMs)
    if (!issued.ok) throw new Error(`the key ${draft.idempotencyKey} of a month belongs to another document`)
    await db
      .updateTable('month_closes')
      .set({
        ...closedState('invoiced', asked.throughPasses, month, nowMs),
        invoice_id: issued.value.id,
      })
      .where('id', '=', month.id)
      .execute()
    await tellOfMonth(db, month, issued.value.number, nowMs)
    return { state: 'closed', outcome: 'invoiced', invoice: issued.value }
  })
}

/** Sets a month aside whose closing failed in a way that nobody foresaw. */
export async function setMonthAside(
  { records, clock }: Pick<InvoicingDeps, 'records' | 'clock'>,
  month: OpenMonth,
  anomaly: MonthAnomaly,
): Promise<ClosedMonth> {
  return await records.asSystem((db) => setAside(db, month, anomaly, clock()))
}

/** What all final documents of a company took or gave back. */
async function invoicedMicros(db: Kysely<Database>, companyId: string): Promise<bigint> {
  const row = await db
    .selectFrom('invoices')
    .select(
      sql<string | null>`sum(case kind when 'invoice' then gross_micros else -gross_micros end)`.as('micros'),
    )
    .where('company_id', '=', companyId)
    .where('kind', '<>', 'pro_forma')
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  return BigInt(row?.micros ?? 0)
}

async function voidsOf(db: Kysely<Database>, month: OpenMonth): Promise<number> {
  const row = await db
    .selectFrom('invoices')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('company_id', '=', month.companyId)
    .where('kind', '=', 'invoice')
    .where('period_to', '=', new Date(month.toMs))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

async function closeWithout(
  db: Kysely<Database>,
  month: OpenMonth,
  { outcome }: SettledMonth,
  { throughPasses }: MonthToClose,
  nowMs: number,
): Promise<ClosedMonth> {
  // What is carried was taken by nobody yet: the next month goes on from where this one did.
  const taken = outcome === 'carried' ? month.afterPasses : throughPasses
  await db
    .updateTable('month_closes')
    .set(closedState(outcome, taken, month, nowMs))
    .where('id', '=', month.id)
    .execute()
  await tellOfMonth(db, month, null, nowMs)
  return { state: 'closed', outcome, invoice: null }
}

async function tellOfMonth(
  db: Kysely<Database>,
  { id, companyId, fromMs, toMs, timeZone }: OpenMonth,
  invoiceNumber: string | null,
  nowMs: number,
): Promise<void> {
  await addAuditEntry(
    db,
    { kind: 'program' },
    {
      act: 'month.closed',
      companyId,
      subject: { id, name: invoiceNumber },
      after: {
        period_from: formatInstant(fromMs, timeZone),
        period_to: formatInstant(toMs, timeZone),
        invoice_number: invoiceNumber,
      },
      nowMs,
    },
  )
  await addNotice(db, {
    companyId,
    type: 'month.closed',
    subjectId: companyId,
    occurredAtMs: nowMs,
    data: {
      period_from: formatInstant(fromMs, timeZone),
      period_to: formatInstant(toMs, timeZone),
      time_zone: timeZone,
      invoice_number: invoiceNumber,
    },
  })
}

function closedState(outcome: MonthOutcome, throughPasses: PassVersions, month: OpenMonth, nowMs: number) {
  return {
    state: 'closed',
    outcome,
    reason: null,
    detail: null,
    through_passes: JSON.stringify(throughPasses),
    attempts: month.attempts + 1,
    updated_at: new Date(nowMs),
  }
}

async function setAside(
  db: Kysely<Database>,
  month: OpenMonth,
  anomaly: MonthAnomaly,
  nowMs: number,
): Promise<ClosedMonth> {
  await db
    .updateTable('month_closes')
    .set({
      state: 'set_aside',
      reason: anomaly.code,
      detail: anomaly.detail.slice(0, 1_000),
      attempts: month.attempts + 1,
      updated_at: new Date(nowMs),
    })
    .where('id', '=', month.id)
    .where('state', '<>', 'closed')
    .execute()
  return { state: 'set_aside', anomaly }
}

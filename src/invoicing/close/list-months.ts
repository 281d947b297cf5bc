import { allow, type Principal } from '../../companies/index.ts'
import {
  type MonthClose,
  type MonthCloses,
  type MonthClosesQuery,
  monthAnomalies,
  monthCloseStates,
  monthOutcomes,
} from '../../contract/index.ts'
import { type Failure, fail, formatInstant, isUuid, ok, type Result, toApiMoney } from '../../core/index.ts'
import { usageNotPosted } from '../../ledger/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { endsWithMonth, graceHoursOfMonth } from './due-months.ts'

/** Months of the companies that the caller sells to, as they stand. */
export async function listMonths(
  { records }: Pick<InvoicingDeps, 'records'>,
  caller: Principal,
  query: MonthClosesQuery,
): Promise<Result<MonthCloses, Failure<'forbidden' | 'invalid_cursor'>>> {
  const allowed = allow(caller, 'billing:manage')
  if (!allowed.ok) return allowed
  const after = parseCursor(query.after)
  if (!after.ok) return after
  return await records.asSystem(async (db) => {
    const counts = await countStates(db, caller, query)
    const rows = await selectMonths(db, caller.companyId)
      .$if(query.month !== undefined, (q) => q.where(endsWithMonth(query.month ?? '')))
      .$if(query.company_id !== undefined, (q) => q.where('m.company_id', '=', query.company_id ?? ''))
      .$if(query.state !== undefined, (q) => q.where('m.state', '=', query.state ?? ''))
      .$if(after.value !== null, (q) => q.where(comesAfter(after.value ?? { toMs: 0, companyId: '' })))
      .orderBy('m.period_to', 'desc')
      .orderBy('m.company_id', 'desc')
      .limit(query.limit + 1)
      .execute()
    const months = rows.slice(0, query.limit)
    const last = rows.length > query.limit ? months.at(-1) : undefined
    return ok({
      counts,
      months: months.map(toMonthClose),
      usage_not_posted: [...(await usageNotPosted(db, caller.companyId))],
      next: last ? `${last.period_to.getTime()}_${last.company_id}` : null,
    })
  })
}

/** One of them; undefined where there is none such among those of the seller. */
export async function readMonth(
  db: Kysely<Database>,
  sellerId: string,
  id: string,
): Promise<MonthClose | undefined> {
  if (!isUuid(id)) return undefined
  const row = await selectMonths(db, sellerId).where('m.id', '=', id).executeTakeFirst()
  return row && toMonthClose(row)
}

function selectMonths(db: Kysely<Database>, sellerId: string) {
  return (
    db
      .selectFrom('month_closes as m')
      .innerJoin('companies as c', 'c.id', 'm.company_id')
      // What another seller issued before is not for the one of now.
      .leftJoin('invoices as i', (join) =>
        join.onRef('i.id', '=', 'm.invoice_id').on('i.supplier_id', '=', sellerId),
      )
      .select([
        'm.id',
        'm.company_id',
        'c.name as company_name',
        'm.period_from',
        'm.period_to',
        'm.time_zone',
        'm.state',
        'm.outcome',
        'm.reason',
        'm.detail',
        'm.unrated_accepted_at',
        'm.unrated_accepted_by',
        'm.unrated_accepted_reason',
        'm.updated_at',
        'i.id as invoice_id',
        'i.number as invoice_number',
        'i.gross_micros',
        'i.currency',
        graceHoursOfMonth.as('grace_hours'),
      ])
      .where('c.seller_id', '=', sellerId)
      .where('m.kind', '=', 'usage')
  )
}

type MonthRow = Awaited<ReturnType<ReturnType<typeof selectMonths>['executeTakeFirstOrThrow']>>

function toMonthClose(row: MonthRow): MonthClose {
  const write = (instant: Date) => formatInstant(instant.getTime(), row.time_zone)
  const closesAt = new Date(row.period_to.getTime() + row.grace_hours * 3_600_000)
  return {
    id: row.id,
    company_id: row.company_id,
    company_name: row.company_name,
    month: write(new Date(row.period_to.getTime() - 1)).slice(0, 7),
    from: write(row.period_from),
    to: write(row.period_to),
    time_zone: row.time_zone,
    state: oneOf(monthCloseStates, row.state) ?? 'waiting',
    closes_at: write(closesAt),
    outcome: oneOf(monthOutcomes, row.outcome),
    reason: oneOf(monthAnomalies, row.reason),
    detail: row.detail,
    invoice:
      row.invoice_id === null || row.invoice_number === null || row.currency === null
        ? null
        : {
            id: row.invoice_id,
            number: row.invoice_number,
            gross: toApiMoney({ amountMicros: BigInt(row.gross_micros ?? 0), currency: row.currency }),
          },
    unrated_accepted:
      row.unrated_accepted_at === null
        ? null
        : {
            by: row.unrated_accepted_by,
            at: write(row.unrated_accepted_at),
            reason: row.unrated_accepted_reason ?? '',
          },
    updated_at: write(row.updated_at),
  }
}

function oneOf<T extends string>(words: readonly T[], word: string | null): T | null {
  return words.find((one) => one === word) ?? null
}

async function countStates(
  db: Kysely<Database>,
  caller: Principal,
  { month, company_id }: MonthClosesQuery,
): Promise<MonthCloses['counts']> {
  const rows = await db
    .selectFrom('month_closes as m')
    .innerJoin('companies as c', 'c.id', 'm.company_id')
    .select(['m.state', ({ fn }) => fn.countAll<string>().as('count')])
    .where('c.seller_id', '=', caller.companyId)
    .where('m.kind', '=', 'usage')
    .$if(month !== undefined, (q) => q.where(endsWithMonth(month ?? '')))
    .$if(company_id !== undefined, (q) => q.where('m.company_id', '=', company_id ?? ''))
    .groupBy('m.state')
    .execute()
  const countOf = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0)
  return { waiting: countOf('waiting'), set_aside: countOf('set_aside'), closed: countOf('closed') }
}

interface Cursor {
  readonly toMs: number
  readonly companyId: string
}

function comesAfter({ toMs, companyId }: Cursor) {
  return sql<boolean>`(m.period_to, m.company_id) < (${new Date(toMs)}, ${companyId}::uuid)`
}

function parseCursor(text: string | undefined): Result<Cursor | null, Failure<'invalid_cursor'>> {
  if (text === undefined) return ok(null)
  const [, toMs = '', companyId = ''] = /^(\d{1,15})_(.{36})$/.exec(text) ?? []
  if (toMs === '' || !isUuid(companyId))
    return fail('invalid_cursor', 'Send what the last answer gave as next, or nothing.')
  return ok({ toMs: Number(toMs), companyId })
}

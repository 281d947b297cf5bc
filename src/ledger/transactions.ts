import type { Principal } from '../companies/index.ts'
import {
  type Transaction,
  type Transactions,
  type TransactionsQuery,
  type TransferKind,
  transferKinds,
} from '../contract/index.ts'
import { type Failure, fail, ok, parseTimeZone, type Result, toApiMoney } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import type { LedgerDeps } from './ledger-records.ts'
import { type DayLine, readUsageByDay } from './usage-by-day.ts'
import { viewedCompany } from './viewed-company.ts'

export type TransactionsFailure = Failure<
  'forbidden' | 'not_found' | 'invalid_period' | 'invalid_filter' | 'invalid_cursor' | 'invalid_time_zone'
>

const maxPeriodMs = 5 * 366 * 86_400_000

/** The other side of a kind of transfer: its account sums that kind and no other. */
export const counterAccountOf: Readonly<Record<TransferKind, string>> = {
  deposit: 'deposits',
  usage: 'usage',
  correction: 'corrections',
  refund: 'refunds',
  chargeback: 'chargebacks',
  tax: 'tax',
  rounding: 'rounding',
  credit: 'credits',
}

/**
 * Transfers of a period `[from, to)` in the order in which they were posted, the newest first. Opening and closing are the
 * balances at its ends; total and count are of the kinds asked, whatever the page.
 */
export async function listTransactions(
  { records }: Pick<LedgerDeps, 'records'>,
  caller: Principal,
  query: TransactionsQuery,
): Promise<Result<Transactions, TransactionsFailure>> {
  const company = await viewedCompany(records, caller, query.company_id)
  if (!company.ok) return company
  if (Date.parse(query.from) >= Date.parse(query.to))
    return fail('invalid_period', 'The period must start before it ends.')
  if (Date.parse(query.to) - Date.parse(query.from) > maxPeriodMs)
    return fail('invalid_period', 'Ask for at most five years.')
  const kinds = parseKinds(query.kind)
  if (!kinds.ok) return kinds
  const before = parseCursor(query.cursor)
  if (!before.ok) return before
  const zone = parseTimeZone(query.time_zone ?? company.value.time_zone)
  if (!zone.ok) return zone
  const { id, currency } = company.value
  const money = (amountMicros: bigint) => toApiMoney({ currency, amountMicros })
  return await records.withCompany(id, async (db) => {
    const ends = await readEnds(db, query)
    const balance = ends.get('balance') ?? nothing
    const asked = kinds.value.map((kind) => ends.get(counterAccountOf[kind]) ?? nothing)
    const { accountId, numbers } = balance
    const asPage = { kinds: kinds.value, ...numbers, before: before.value, limit: query.limit }
    const isByDay = query.usage === 'day' && accountId !== null
    const rows = isByDay
      ? await readUsageByDay(db, {
          ...asPage,
          accountId,
          from: query.from,
          to: query.to,
          timeZone: zone.value,
        })
      : await readPage(db, { ...asPage, accountId })
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    return ok({
      transactions: page.map((row) => toApiTransaction(row)),
      opening: money(balance.openingMicros),
      closing: money(balance.closingMicros),
      total: money(asked.reduce((sum, end) => sum + end.openingMicros - end.closingMicros, 0n)),
      count: isByDay ? Number(rows[0]?.lines ?? 0) : asked.reduce((sum, end) => sum + entriesOf(end), 0),
      next_cursor: rows.length > query.limit && last ? last.number : null,
    })
  })
}

function entriesOf({ numbers }: AccountEnds): number {
  return Number(numbers.through - numbers.after)
}

function parseKinds(text: string | undefined): Result<readonly TransferKind[], Failure<'invalid_filter'>> {
  if (text === undefined) return ok(transferKinds)
  const asked = text.split(',')
  const known = transferKinds.filter((kind) => asked.includes(kind))
  if (known.length === new Set(asked).size) return ok(known)
  return fail(
    'invalid_filter',
    `Write kind as one or more of ${transferKinds.join(', ')}, separated by commas.`,
  )
}

/** The number of the last entry seen. */
function parseCursor(cursor: string | undefined): Result<bigint | null, Failure<'invalid_cursor'>> {
  if (cursor === undefined) return ok(null)
  if (/^[1-9]\d{0,17}$/.test(cursor)) return ok(BigInt(cursor))
  return fail('invalid_cursor', 'Send the next_cursor of the page before, unchanged.')
}

interface AccountEnds {
  readonly accountId: string | null
  readonly openingMicros: bigint
  readonly closingMicros: bigint
  /** Entries of the period have numbers above `after`, up to `through`. */
  readonly numbers: { readonly after: bigint; readonly through: bigint }
}

const nothing: AccountEnds = {
  accountId: null,
  openingMicros: 0n,
  closingMicros: 0n,
  numbers: { after: 0n, through: 0n },
}

/** Each account at both ends of the period: two entries per account, however many lie between. */
async function readEnds(
  db: Kysely<Database>,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, AccountEnds>> {
  const { rows } = await sql<{
    kind: string
    id: string
    opening: string
    closing: string
    after: string
    through: string
  }>`
    select a.kind, a.id, coalesce(o.balance_after_micros, 0) as opening, coalesce(c.balance_after_micros, 0) as closing,
      coalesce(o.number, 0) as after, coalesce(c.number, 0) as through
    from accounts a
    left join ${lastBefore(from)} o on true
    left join ${lastBefore(to)} c on true
    where a.company_id = current_company_id()`.execute(db)
  return new Map(
    rows.map((row) => [
      row.kind,
      {
        accountId: row.id,
        openingMicros: BigInt(row.opening),
        closingMicros: BigInt(row.closing),
        numbers: { after: BigInt(row.after), through: BigInt(row.through) },
      },
    ]),
  )
}

/** The last entry of the account `a` before a moment. */
function lastBefore(moment: string) {
  return sql`
    lateral (select number, balance_after_micros from entries where account_id = a.id and at < ${new Date(moment)}
      order by at desc, number desc limit 1)`
}

interface PageQuery {
  readonly accountId: string | null
  readonly kinds: readonly TransferKind[]
  readonly after: bigint
  readonly through: bigint
  readonly before: bigint | null
  readonly limit: number
}

/** One row more than the page, which tells whether there is another. */
async function readPage(db: Kysely<Database>, query: PageQuery): Promise<readonly PageRow[]> {
  if (query.accountId === null) return []
  return await db
    .selectFrom('entries')
    .innerJoin('transfers', 'transfers.id', 'entries.transfer_id')
    .where('entries.account_id', '=', query.accountId)
    .where('entries.number', '>', query.after.toString())
    .where('entries.number', '<=', query.through.toString())
    .$if(query.before !== null, (q) => q.where('entries.number', '<', String(query.before)))
    .$if(query.kinds.length < transferKinds.length, (q) => q.where('entries.kind', 'in', query.kinds))
    .orderBy('entries.number', 'desc')
    .limit(query.limit + 1)
    .select([
      'transfers.id',
      'entries.at',
      'entries.kind',
      'transfers.reason',
      'transfers.reference',
      'entries.amount_micros',
      'entries.balance_after_micros',
      'entries.currency',
      'entries.company_id',
      'entries.number',
      'transfers.charges',
      'transfers.created_by_name',
    ])
    .execute()
}

type PageRow = Omit<DayLine, 'lines'> & Partial<Pick<DayLine, 'lines'>>

function toApiTransaction(row: PageRow): Transaction {
  const money = (micros: string) => toApiMoney({ currency: row.currency, amountMicros: BigInt(micros) })
  const kind = transferKinds.find((known) => known === row.kind)
  if (!kind) throw new Error(`a transfer of the unknown kind ${row.kind}`)
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind,
    base: row.reason,
    reference: row.reference,
    amount: money(row.amount_micros),
    balance_after: money(row.balance_after_micros),
    company_id: row.company_id,
    charges: row.charges,
    by: row.created_by_name,
  }
}

import {
  allow,
  can,
  companiesBelow,
  fitsSearch,
  isSetUp,
  kindOf,
  type Principal,
  smallLetters,
  taxNumber,
} from '../companies/index.ts'
import type { CompaniesBelow, CompaniesBelowQuery, CompanyBelow } from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result, toApiMoney } from '../core/index.ts'
import { type RawBuilder, sql } from '../records/index.ts'
import type { LedgerDeps } from './ledger-records.ts'

const sortName = smallLetters(sql`c.name`)

export type CompaniesFailure = Failure<'forbidden' | 'invalid_cursor'>

/** Companies below the caller's, at any depth, with how they stand; by name, then by id. */
export async function listCompanies(
  deps: LedgerDeps,
  caller: Principal,
  query: CompaniesBelowQuery,
): Promise<Result<CompaniesBelow, CompaniesFailure>> {
  const allowed = allow(caller, 'companies:read')
  if (!allowed.ok) return allowed
  const after = parseCursor(query.cursor)
  if (!after.ok) return after
  const found = sql`from ${companiesBelow(caller.companyId)} b
    join companies c on c.id = b.id
    left join company_details d on d.company_id = c.id and d.role = 'company'
    left join accounts a on a.company_id = c.id and a.kind = 'balance'
    where ${fitsSearch(query.search)} and ${fitsKind(query.kind)} and ${fitsBlocked(query.blocked)}
      and ${fitsParent(query.parent_id)}`
  const rest = after.value
    ? sql<boolean>`(${sortName}, c.id) > (${after.value.name}, ${after.value.id}::uuid)`
    : sql<boolean>`true`
  return await deps.records.asSystem(async (db) => {
    const { rows: counts } = await sql<{ total: number }>`select count(*)::integer as total ${found}`.execute(
      db,
    )
    const { rows } = await sql<{ id: string; depth: number; sort_name: string }>`
      select c.id, b.depth, ${sortName} as sort_name ${found} and ${rest}
      order by ${sortName}, c.id limit ${query.limit + 1}`.execute(db)
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    const read = page.length === 0 ? [] : (await linesOf(page, deps.clock()).execute(db)).rows
    return ok({
      companies: read.map((row) => toApiLine(row, can(caller, 'billing:read'))),
      total: counts[0]?.total ?? 0,
      next_cursor: rows.length > query.limit && last ? toCursor(last.sort_name, last.id) : null,
    })
  })
}

/** One of the companies below the caller's. */
export async function readCompany(
  deps: LedgerDeps,
  caller: Principal,
  companyId: string,
): Promise<Result<CompanyBelow, Failure<'forbidden' | 'not_found'>>> {
  const allowed = allow(caller, 'companies:read')
  if (!allowed.ok) return allowed
  const row = isUuid(companyId)
    ? await deps.records.asSystem(async (db) => {
        const { rows } = await sql<{ id: string; depth: number }>`
          select id, depth from ${companiesBelow(caller.companyId)} b where id = ${companyId}::uuid`.execute(
          db,
        )
        return rows.length === 0 ? undefined : (await linesOf(rows, deps.clock()).execute(db)).rows[0]
      })
    : undefined
  if (row) return ok(toApiLine(row, can(caller, 'billing:read')))
  return fail('not_found', 'There is no such company among those below this one.')
}

function fitsKind(kind: CompaniesBelowQuery['kind']): RawBuilder<boolean> {
  return kind === undefined ? sql<boolean>`true` : sql<boolean>`c.is_reseller = ${kind === 'reseller'}`
}

function fitsBlocked(blocked: CompaniesBelowQuery['blocked']): RawBuilder<boolean> {
  return blocked === undefined
    ? sql<boolean>`true`
    : sql<boolean>`coalesce(a.blocked, false) = ${blocked === 'true'}`
}

function fitsParent(parentId: string | undefined): RawBuilder<boolean> {
  if (parentId === undefined) return sql<boolean>`true`
  return isUuid(parentId) ? sql<boolean>`c.parent_id = ${parentId}::uuid` : sql<boolean>`false`
}

interface CompanyLine {
  readonly id: string
  readonly name: string
  readonly parent_id: string
  readonly parent_name: string
  readonly is_reseller: boolean
  readonly is_zone_confirmed: boolean
  readonly depth: number
  readonly time_zone: string
  readonly currency: string
  readonly tax_number: string | null
  readonly details: unknown
  readonly blocked: boolean
  /** 64-bit numbers are read as text. */
  readonly balance_micros: string
  readonly available_micros: string
  readonly spent_micros: string
  readonly last_event_at: Date | null
  readonly created_at: Date
}

/**
 * What was spent is how far the account that sums usage has come since the month began in the company's zone: one look-up by
 * index, however much was charged.
 */
function linesOf(page: readonly { id: string; depth: number }[], nowMs: number): RawBuilder<CompanyLine> {
  const now = new Date(nowMs)
  return sql<CompanyLine>`
    select c.id, c.name, c.parent_id, p.name as parent_name, c.is_reseller, c.is_zone_confirmed, w.depth, c.time_zone, c.currency,
      ${taxNumber} as tax_number, d.details, coalesce(a.blocked, false) as blocked,
      coalesce(a.balance_micros, 0)::text as balance_micros,
      coalesce(a.balance_micros - a.held_micros + a.credit_limit_micros, 0)::text as available_micros,
      (coalesce(u.balance_micros, 0) - coalesce(start.balance_after_micros, 0))::text as spent_micros,
      act.last_event_at, c.created_at
    from unnest(${page.map(({ id }) => id)}::uuid[], ${page.map(({ depth }) => depth)}::integer[])
      with ordinality w (id, depth, place)
    join companies c on c.id = w.id join companies p on p.id = c.parent_id
    left join company_details d on d.company_id = c.id and d.role = 'company'
    left join company_activity act on act.company_id = c.id
    left join accounts a on a.company_id = c.id and a.kind = 'balance'
    left join accounts u on u.company_id = c.id and u.kind = 'usage'
    left join lateral (select balance_after_micros from entries e where e.account_id = u.id
      and e.at < date_trunc('month', ${now}::timestamptz at time zone c.time_zone) at time zone c.time_zone
      order by e.at desc, e.number desc limit 1) start on true
    order by w.place`
}

function toApiLine(row: CompanyLine, seesMoney: boolean): CompanyBelow {
  const money = (micros: string) =>
    seesMoney ? toApiMoney({ currency: row.currency, amountMicros: BigInt(micros) }) : null
  const isReady = row.is_zone_confirmed && isSetUp(row.details)
  return {
    id: row.id,
    name: row.name,
    kind: kindOf(row),
    parent: { id: row.parent_id, name: row.parent_name },
    depth: row.depth,
    state: row.blocked ? 'blocked' : isReady ? 'active' : 'setting_up',
    time_zone: row.time_zone,
    currency: row.currency,
    tax_number: row.tax_number,
    balance: money(row.balance_micros),
    available: money(row.available_micros),
    spent_this_month: money(row.spent_micros),
    last_event_at: row.last_event_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  }
}

function toCursor(name: string, id: string): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url')
}

function parseCursor(
  cursor: string | undefined,
): Result<{ readonly name: string; readonly id: string } | null, Failure<'invalid_cursor'>> {
  if (cursor === undefined) return ok(null)
  const read = readPair(cursor)
  return read
    ? ok({ name: read[0], id: read[1] })
    : fail('invalid_cursor', 'Send the next_cursor of the page before, unchanged.')
}

function readPair(cursor: string): readonly [string, string] | null {
  try {
    const pair: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(pair) || pair.length !== 2) return null
    const [name, id]: readonly unknown[] = pair
    if (typeof name !== 'string' || name.includes('\0') || typeof id !== 'string' || !isUuid(id)) return null
    return [name, id]
  } catch {
    return null
  }
}

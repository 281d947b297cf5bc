import { allow, mayBill, type Principal } from '../../companies/index.ts'
import {
  type DocumentOrder,
  documentKinds,
  documentStatuses,
  type Invoices,
  type InvoicesQuery,
} from '../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../../core/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { readDocuments, toApiInvoice } from './document-rows.ts'
import type { DocumentScope } from './document-state.ts'

export type ListFailure = Failure<
  'forbidden' | 'not_found' | 'invalid_filter' | 'invalid_period' | 'invalid_cursor'
>

type Sql = ReturnType<typeof sql>

/** What documents are sorted by; with the id, which is unique, so that pages neither skip nor repeat any. None of it ever changes. */
const orders: Readonly<Record<DocumentOrder, (table: string) => readonly Sql[]>> = {
  created: (table) => [column(table, 'issued_at'), column(table, 'id')],
  amount: (table) => [column(table, 'gross_micros'), column(table, 'id')],
  number: (table) => [
    sql`${column(table, 'series')} collate "C"`,
    column(table, 'year'),
    column(table, 'ordinal'),
    column(table, 'id'),
  ],
}

function column(table: string, name: string): Sql {
  return sql.ref(`${table}.${name}`)
}

/** Documents of a company, or all that the caller's company issued, page by page. The cursor is the last one seen. */
export async function listDocuments(
  { records, clock }: Pick<InvoicingDeps, 'records' | 'clock'>,
  caller: Principal,
  query: InvoicesQuery,
): Promise<Result<Invoices, ListFailure>> {
  const filters = parseFilters(query)
  if (!filters.ok) return filters
  const view = await viewOf(records, caller, query)
  if (!view.ok) return view
  const { scope, isOwn, where } = view.value
  const read = async (db: Kysely<Database>): Promise<Result<Invoices, ListFailure>> => {
    const after = await parseCursor(db, scope, query)
    if (!after.ok) return after
    const rows = await readDocuments(db, {
      scope,
      nowMs: clock(),
      where: [...where, ...filters.value, ...after.value],
      orderBy: sql.join(orders[query.sort]('i').map((by) => sql`${by} ${sql.raw(query.direction)}`)),
      limit: query.limit + 1,
    })
    const page = rows.slice(0, query.limit)
    return ok({
      invoices: page.map(toApiInvoice),
      next_cursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    })
  }
  return isOwn ? await records.withCompany(caller.companyId, read) : await records.asSystem(read)
}

interface View {
  readonly scope: DocumentScope
  /** Read within the company's own rows. */
  readonly isOwn: boolean
  readonly where: readonly Sql[]
}

async function viewOf(
  records: InvoicingDeps['records'],
  caller: Principal,
  { company_id, seller }: InvoicesQuery,
): Promise<Result<View, Failure<'forbidden' | 'not_found'>>> {
  const isOwn = company_id === undefined || company_id === caller.companyId
  if (isOwn && seller === undefined) {
    const allowed = allow(caller, 'billing:read')
    return allowed.ok ? ok({ scope: { companyId: caller.companyId }, isOwn, where: [] }) : allowed
  }
  if (company_id !== undefined) {
    const billed = await records.asSystem((db) => mayBill(db, caller, company_id))
    if (!billed.ok) return billed
    const issued = sql`i.supplier_id = ${caller.companyId}::uuid`
    return ok({ scope: { companyId: company_id }, isOwn: false, where: [issued] })
  }
  const allowed = allow(caller, 'billing:manage')
  return allowed.ok ? ok({ scope: { supplierId: caller.companyId }, isOwn: false, where: [] }) : allowed
}

function parseFilters(
  query: InvoicesQuery,
): Result<readonly Sql[], Failure<'invalid_filter' | 'invalid_period'>> {
  const kinds = parseWords(query.kind, documentKinds, 'kind')
  if (!kinds.ok) return kinds
  const statuses = parseWords(query.status, documentStatuses, 'status')
  if (!statuses.ok) return statuses
  const { number, from, to } = query
  if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to))
    return fail('invalid_period', 'The period must start before it ends.')
  return ok([
    ...(number ? [sql`position(lower(${number}) in lower(i.number)) > 0`] : []),
    ...(from === undefined ? [] : [sql`i.issued_at >= ${new Date(from)}`]),
    ...(to === undefined ? [] : [sql`i.issued_at < ${new Date(to)}`]),
    ...(kinds.value === null ? [] : [sql`i.kind = any(${kinds.value}::text[])`]),
    ...(statuses.value === null ? [] : [sql`s.status = any(${statuses.value}::text[])`]),
  ])
}

/** Null where nothing is asked for. */
function parseWords<Word extends string>(
  text: string | undefined,
  known: readonly Word[],
  name: string,
): Result<Word[] | null, Failure<'invalid_filter'>> {
  if (text === undefined) return ok(null)
  const asked = new Set(text.split(','))
  const words = known.filter((word) => asked.has(word))
  if (words.length === asked.size) return ok(words)
  return fail('invalid_filter', `Write ${name} as one or more of ${known.join(', ')}, separated by commas.`)
}

async function parseCursor(
  db: Kysely<Database>,
  scope: DocumentScope,
  { cursor, sort, direction }: InvoicesQuery,
): Promise<Result<readonly Sql[], Failure<'invalid_cursor'>>> {
  if (cursor === undefined) return ok([])
  const seen = isUuid(cursor)
    ? await db
        .selectFrom('invoices')
        .select('id')
        .where('id', '=', cursor)
        .where(
          'companyId' in scope ? 'company_id' : 'supplier_id',
          '=',
          'companyId' in scope ? scope.companyId : scope.supplierId,
        )
        .executeTakeFirst()
    : undefined
  if (!seen) return fail('invalid_cursor', 'Send the next_cursor of the page before, unchanged.')
  const compare = sql.raw(direction === 'asc' ? '>' : '<')
  return ok([
    sql`(${sql.join(orders[sort]('i'))}) ${compare}
      (select ${sql.join(orders[sort]('seen'))} from invoices seen where seen.id = ${seen.id}::uuid)`,
  ])
}

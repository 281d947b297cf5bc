import type { Principal } from '../companies/index.ts'
import type { Report, ReportState, Reports, ReportsQuery } from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { retentionDays } from './limits.ts'
import type { ReportsRow } from './report-columns.ts'
import { toApiReport } from './report-row.ts'
import type { ReportsDeps } from './reports-deps.ts'

/** Reports that the caller may see, the newest first, and how many there are of each state. */
export async function listReports(
  { records }: Pick<ReportsDeps, 'records'>,
  caller: Principal,
  query: ReportsQuery,
): Promise<Result<Reports, Failure<'invalid_cursor' | 'invalid_period'>>> {
  if (query.cursor !== undefined && !isUuid(query.cursor))
    return fail('invalid_cursor', 'Send the next_cursor of the page before, unchanged.')
  if (query.from !== undefined && query.to !== undefined && Date.parse(query.from) >= Date.parse(query.to))
    return fail('invalid_period', 'Let the period end after it begins.')
  return await records.withCompany(caller.companyId, async (db) => {
    const found = () => foundReports(db, caller, query)
    const rows = await found()
      .$if(query.state !== undefined, (q) => q.where('state', '=', String(query.state)))
      .$if(query.cursor !== undefined, (q) => q.where('id', '<', String(query.cursor)))
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .selectAll()
      .execute()
    const states = await found()
      .groupBy('state')
      .select((eb) => ['state', eb.fn.countAll<string>().as('reports')])
      .execute()
    const count = (state: ReportState) => Number(states.find((row) => row.state === state)?.reports ?? 0)
    const page = rows.slice(0, query.limit)
    return ok({
      reports: page.map(toApiReport),
      counts: {
        all: states.reduce((sum, { reports }) => sum + Number(reports), 0),
        generated: count('generated'),
        generating: count('generating'),
        error: count('error'),
      },
      next_cursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
      retention_days: retentionDays,
    })
  })
}

/** Whoever may make a report of its kind may see it. */
export function isSeenBy({ scopes }: Pick<Principal, 'scopes'>) {
  return sql<boolean>`scopes <@ ${[...scopes]}::text[]`
}

function foundReports(db: Kysely<Database>, caller: Principal, query: ReportsQuery) {
  const { search, service, type, from, to } = query
  return db
    .selectFrom('reports')
    .where(isSeenBy(caller))
    .$if(search !== undefined && search !== '', (q) =>
      q.where(sql<boolean>`strpos(lower(name), lower(${search})) > 0`),
    )
    .$if(service !== undefined, (q) => q.where('service', '=', String(service)))
    .$if(type !== undefined, (q) => q.where('type', '=', String(type)))
    .$if(from !== undefined, (q) => q.where('created_at', '>=', new Date(String(from))))
    .$if(to !== undefined, (q) => q.where('created_at', '<', new Date(String(to))))
}

const noReport = () => fail('not_found', 'There is no such report, or it was removed.')

/** Failure `not_found` also where the caller may not see reports of its kind. */
export async function findReport(
  db: Kysely<Database>,
  caller: Principal,
  id: string,
): Promise<Result<ReportsRow, Failure<'not_found'>>> {
  if (!isUuid(id)) return noReport()
  const row = await db
    .selectFrom('reports')
    .where('id', '=', id)
    .where('company_id', '=', caller.companyId)
    .where(isSeenBy(caller))
    .selectAll()
    .executeTakeFirst()
  return row ? ok(row) : noReport()
}

export async function readReport(
  { records }: Pick<ReportsDeps, 'records'>,
  caller: Principal,
  id: string,
): Promise<Result<Report, Failure<'not_found'>>> {
  const row = await records.withCompany(caller.companyId, (db) => findReport(db, caller, id))
  return row.ok ? ok(toApiReport(row.value)) : row
}

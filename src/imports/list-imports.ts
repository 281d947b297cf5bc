import type { Principal } from '../companies/index.ts'
import type { Import, Imports, ImportsQuery } from '../contract/index.ts'
import { type Failure, fail, formatInstant, isUuid, ok, type Result } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import { type ImportsRow, toApiImport } from './import-row.ts'
import type { ImportsDeps } from './imports-deps.ts'

type Records = Pick<ImportsDeps, 'records'>

/** Files of the company, the newest first. */
export async function listImports(
  { records }: Records,
  { companyId, company }: Principal,
  { cursor, limit }: ImportsQuery,
): Promise<Result<Imports, Failure<'invalid_cursor'>>> {
  if (cursor !== undefined && !isUuid(cursor))
    return fail('invalid_cursor', 'Send the next_cursor of the page before, unchanged.')
  return await records.withCompany(companyId, async (db) => {
    const rows = await db
      .selectFrom('imports')
      .where('state', '<>', 'uploading')
      .$if(cursor !== undefined, (q) => q.where('id', '<', String(cursor)))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .selectAll()
      .execute()
    const page = rows.slice(0, limit)
    const earlier = await earlierOf(db, page, company.time_zone)
    return ok({
      imports: page.map((row) => toApiImport(row, company.time_zone, earlier.get(row.id) ?? null)),
      next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    })
  })
}

export async function readImport(
  { records }: Records,
  { companyId, company }: Principal,
  id: string,
): Promise<Result<Import, Failure<'not_found'>>> {
  return await records.withCompany(companyId, async (db) => {
    const found = await findImport(db, id)
    if (!found.ok) return found
    const earlier = await earlierOf(db, [found.value], company.time_zone)
    return ok(toApiImport(found.value, company.time_zone, earlier.get(id) ?? null))
  })
}

/** In a transaction of the company. */
export async function findImport(
  db: Kysely<Database>,
  id: string,
): Promise<Result<ImportsRow, Failure<'not_found'>>> {
  const row = isUuid(id)
    ? await db
        .selectFrom('imports')
        .where('id', '=', id)
        .where('state', '<>', 'uploading')
        .selectAll()
        .executeTakeFirst()
    : undefined
  return row ? ok(row) : fail('not_found', 'There is no such import, or it was removed.')
}

/** The first import of the very same file, where it is not the row itself. */
async function earlierOf(
  db: Kysely<Database>,
  rows: readonly ImportsRow[],
  zone: string,
): Promise<ReadonlyMap<string, NonNullable<Import['same_as']>>> {
  const hashes = [...new Set(rows.flatMap(({ sha256 }) => sha256 ?? []))]
  if (hashes.length === 0) return new Map()
  const first = await db
    .selectFrom('imports')
    .distinctOn('sha256')
    .select(['id', 'sha256', 'ended_at'])
    .where('state', '=', 'imported')
    .where('sha256', 'in', hashes)
    .orderBy('sha256')
    .orderBy('id')
    .execute()
  const bySha = new Map(first.map((row) => [row.sha256, row]))
  return new Map(
    rows.flatMap(({ id, sha256 }) => {
      const found = bySha.get(sha256)
      if (!found || found.id === id || found.ended_at === null) return []
      return [[id, { id: found.id, ended_at: formatInstant(found.ended_at.getTime(), zone) }] as const]
    }),
  )
}

import {
  type AuditArea,
  type AuditEntries,
  type AuditEntry,
  type AuditQuery,
  auditActors,
  auditVerbs,
} from '../../contract/index.ts'
import { type Clock, type Failure, fail, ok, type Result } from '../../core/index.ts'
import { type Database, type Kysely, type Records, type Selectable, sql } from '../../records/index.ts'
import { allow, type Principal } from '../principal.ts'
import { type AuditedAct, addAuditEntry } from './add-audit-entry.ts'

export type AuditFailure = Failure<'forbidden' | 'invalid_cursor' | 'invalid_period'>

export interface AuditLog {
  /** What was done in the caller's company and to it, and what its people did to others; the newest first. */
  auditEntries(caller: Principal, query: AuditQuery): Promise<Result<AuditEntries, AuditFailure>>
  /** Notes what the caller did where nothing of the records changed with it. */
  noteAct(caller: Principal, act: Pick<AuditedAct, 'act' | 'subject' | 'after'>): Promise<void>
}

export function createAuditLog({ records, clock }: { records: Records; clock: Clock }): AuditLog {
  return {
    async auditEntries(caller, query) {
      const allowed = allow(caller, 'audit:read')
      if (!allowed.ok) return allowed
      if (
        query.from !== undefined &&
        query.to !== undefined &&
        Date.parse(query.from) >= Date.parse(query.to)
      )
        return fail('invalid_period', 'The period must start before it ends.')
      const after = parseCursor(query.cursor)
      if (!after.ok) return after
      const rows = await records.withCompany(caller.companyId, (db) => readPage(db, query, after.value))
      const page = rows.slice(0, query.limit)
      const last = page.at(-1)
      return ok({
        entries: page.map((row) => toApiEntry(row, caller.companyId)),
        next_cursor: rows.length > query.limit && last ? cursorOf(last) : null,
      })
    },

    async noteAct(caller, act) {
      const { companyId } = caller
      await records.withCompany(companyId, (db) =>
        addAuditEntry(db, caller, { ...act, companyId, nowMs: clock() }),
      )
    },
  }
}

type EntryRow = Selectable<Database['audit_entries']>

interface Place {
  readonly at: Date
  readonly number: string
}

/** One row more than asked for where there is one. The policy of the table says whose entries they are. */
async function readPage(
  db: Kysely<Database>,
  { from, to, area, search, limit }: AuditQuery,
  after: Place | null,
): Promise<readonly EntryRow[]> {
  let query = db.selectFrom('audit_entries').selectAll()
  if (from !== undefined) query = query.where('at', '>=', new Date(from))
  if (to !== undefined) query = query.where('at', '<', new Date(to))
  if (area !== undefined) query = query.where('act', 'in', actsOf(area))
  if (after) query = query.where(sql<boolean>`(at, number) < (${after.at}, ${after.number}::bigint)`)
  const sought = search?.trim() ?? ''
  if (sought !== '') {
    const pattern = `%${sought.replaceAll(/[\\%_]/g, '\\$&')}%`
    query = query.where(
      sql<boolean>`(actor_name ilike ${pattern} or subject_name ilike ${pattern} or subject_id ilike ${pattern}
        or (actor_company_id = current_company_id() and address ilike ${pattern}))`,
    )
  }
  return await query
    .orderBy('at', 'desc')
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute()
}

function actsOf(area: AuditArea): string[] {
  return auditVerbs[area].map((verb) => `${area}.${verb}`)
}

function cursorOf({ at, number }: EntryRow): string {
  return `${at.getTime()}_${number}`
}

function parseCursor(cursor: string | undefined): Result<Place | null, Failure<'invalid_cursor'>> {
  if (cursor === undefined) return ok(null)
  const [, time, number] = /^(\d{1,15})_(\d{1,18})$/.exec(cursor) ?? []
  if (time !== undefined && number !== undefined) return ok({ at: new Date(Number(time)), number })
  return fail('invalid_cursor', 'Send the next_cursor of the page before, unchanged.')
}

/** Where the people of a company above it sit is no business of the company. */
function toApiEntry(row: EntryRow, viewerId: string): AuditEntry {
  const isOwn = row.actor_company_id === null || row.actor_company_id === viewerId
  return {
    id: row.id,
    at: row.at.toISOString(),
    act: row.act,
    company_id: row.company_id,
    actor: {
      kind: auditActors.find((kind) => kind === row.actor_kind) ?? 'program',
      id: row.actor_id,
      name: row.actor_name,
      is_own: isOwn,
    },
    subject: { id: row.subject_id, name: row.subject_name },
    before: toJson(row.before),
    after: toJson(row.after),
    address: isOwn ? row.address : null,
    user_agent: isOwn ? row.user_agent : null,
  }
}

/** It was written from JSON, and read as it. */
function toJson(values: Record<string, unknown> | null): AuditEntry['before'] {
  return values as AuditEntry['before']
}

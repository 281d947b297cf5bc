import {
  maxRefusedRequests,
  type RefusedReason,
  type RefusedRequest,
  type RefusedRequestDetail,
  refusedKeptDays,
  refusedReasons,
} from '../contract/index.ts'
import { type Clock, type Failure, fail, hourMs, isUuid, ok, type Result, uuidV7 } from '../core/index.ts'
import { type Records, sql } from '../records/index.ts'
import { allow, type Principal } from './principal.ts'
import { type KeptRefusal, type Refusal, type RefusalCount, RefusalNotes } from './refusal-notes.ts'

/** How often a connection refused what came to it. */
export interface RefusedSummary {
  readonly refusedLastDay: number
  readonly lastRefusedAt: string | null
}

export interface RefusedRequests {
  /** Notes a refused callback: at most one a second and connection is kept, the others are counted. Never waits, never fails. */
  noteRefused(refusal: Refusal): void
  /** By connection; those that refused nothing are left out. */
  refusedSummaries(
    caller: Principal,
  ): Promise<Result<ReadonlyMap<string, RefusedSummary>, Failure<'forbidden'>>>
  /** The newest first, at most 100. */
  listRefused(
    caller: Principal,
    connectionId: string,
  ): Promise<Result<readonly RefusedRequest[], Failure<'forbidden' | 'not_found'>>>
  readRefused(
    caller: Principal,
    connectionId: string,
    requestId: string,
  ): Promise<Result<RefusedRequestDetail, Failure<'forbidden' | 'not_found'>>>
  /** Those that are kept whole, the oldest first: what may be right now, after a setting or an adapter was mended. */
  refusedToRetry(
    caller: Principal,
    connectionId: string,
  ): Promise<Result<readonly KeptRefused[], Failure<'forbidden'>>>
  /** Deletes one that was taken in. */
  forgetRefusedRequest(caller: Principal, requestId: string): Promise<void>
  /** Deletes a company's that hold one of these texts, given in small letters, in whatever case. */
  forgetRefusedWith(companyId: string, texts: readonly string[]): Promise<void>
  /** Deletes what is older than seven days, of all companies. */
  forgetRefused(): Promise<void>
}

/** A refused callback as it was kept. */
export interface KeptRefused {
  readonly id: string
  readonly receivedAtMs: number
  readonly reason: RefusedReason
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

interface Deps {
  readonly records: Records
  readonly clock: Clock
}

const dayMs = 24 * hourMs
const keptMs = refusedKeptDays * dayMs
const notFound = fail('not_found', 'There is no such connection, or the request is no longer kept.')
const columns = ['id', 'received_at', 'reason', 'method', 'path', 'body_bytes'] as const

export function createRefusedRequests(deps: Deps): RefusedRequests & { settled(): Promise<void> } {
  const { records, clock } = deps
  const notes = new RefusalNotes({
    clock,
    keep: (refusal, refused) => keep(records, refusal, refused),
    count: (counts) => records.asSystem((db) => addCounts(db, counts, clock())),
  })
  const oldest = (): Date => new Date(clock() - keptMs)
  return {
    noteRefused: (refusal) => notes.note(refusal),

    async refusedSummaries(caller) {
      const allowed = allow(caller, 'connections:manage')
      if (!allowed.ok) return allowed
      await notes.flush(caller.companyId)
      return ok(await readSummaries(records, caller.companyId, clock()))
    },

    async listRefused(caller, connectionId) {
      const allowed = allow(caller, 'connections:manage')
      if (!allowed.ok) return allowed
      if (!isUuid(connectionId)) return notFound
      return await records.withCompany(caller.companyId, async (db) => {
        const known = await db
          .selectFrom('connections')
          .select('id')
          .where('id', '=', connectionId)
          .executeTakeFirst()
        if (!known) return notFound
        const rows = await db
          .selectFrom('refused_requests')
          .select(columns)
          .where('connection_id', '=', connectionId)
          .where('received_at', '>', oldest())
          .orderBy('id', 'desc')
          .limit(maxRefusedRequests)
          .execute()
        return ok(rows.map(toApiRefused))
      })
    },

    async readRefused(caller, connectionId, requestId) {
      const allowed = allow(caller, 'connections:manage')
      if (!allowed.ok) return allowed
      if (!isUuid(connectionId) || !isUuid(requestId)) return notFound
      const row = await records.withCompany(caller.companyId, (db) =>
        db
          .selectFrom('refused_requests')
          .select([...columns, 'headers', 'body'])
          .where('connection_id', '=', connectionId)
          .where('id', '=', requestId)
          .where('received_at', '>', oldest())
          .executeTakeFirst(),
      )
      if (!row) return notFound
      return ok({
        ...toApiRefused(row),
        headers: row.headers,
        body: row.body.toString('utf8'),
        is_body_cut: row.body.byteLength < row.body_bytes,
      })
    },

    async refusedToRetry(caller, connectionId) {
      const allowed = allow(caller, 'connections:manage')
      if (!allowed.ok) return allowed
      const rows = await records.withCompany(caller.companyId, (db) =>
        db
          .selectFrom('refused_requests')
          .select([...columns, 'headers', 'body'])
          .where('connection_id', '=', connectionId)
          .where('received_at', '>', oldest())
          .whereRef('body_bytes', '=', sql<number>`octet_length(body)`)
          .orderBy('id')
          .limit(maxRefusedRequests)
          .execute(),
      )
      return ok(
        rows.map(({ id, received_at, reason, method, path, headers, body }) => ({
          id,
          receivedAtMs: received_at.getTime(),
          reason: toReason(reason),
          method,
          path,
          headers,
          body,
        })),
      )
    },

    async forgetRefusedRequest(caller, requestId) {
      await records.withCompany(caller.companyId, (db) =>
        db.deleteFrom('refused_requests').where('id', '=', requestId).execute(),
      )
    },

    async forgetRefusedWith(companyId, texts) {
      await notes.flush(companyId)
      await records.withCompany(companyId, async (db) => {
        for (const text of texts)
          await db
            .deleteFrom('refused_requests')
            .where(
              sql<boolean>`position(${text} in lower(encode(body, 'escape') || path || headers::text)) > 0`,
            )
            .execute()
      })
    },

    async forgetRefused() {
      await records.asSystem(async (db) => {
        await db.deleteFrom('refused_requests').where('received_at', '<=', oldest()).execute()
        await db.deleteFrom('refused_counts').where('hour', '<=', oldest()).execute()
      })
    },

    // At the end counts may be lost, as what is written is not at stake.
    settled: () => notes.flush().catch(() => undefined),
  }
}

type Database = Parameters<Parameters<Records['withCompany']>[1]>[0]

async function keep(records: Records, refusal: KeptRefusal, refused: number): Promise<void> {
  const { companyId, connectionId, receivedAtMs } = refusal
  await records.withCompany(companyId, async (db) => {
    await db
      .insertInto('refused_requests')
      .values({
        id: uuidV7(receivedAtMs),
        company_id: companyId,
        connection_id: connectionId,
        received_at: new Date(receivedAtMs),
        reason: refusal.reason,
        method: refusal.method,
        path: refusal.path,
        headers: JSON.stringify(refusal.headers),
        body: Buffer.from(refusal.body),
        body_bytes: refusal.bodyBytes,
      })
      .execute()
    await sql`delete from refused_requests where connection_id = ${connectionId} and id <=
      (select id from refused_requests where connection_id = ${connectionId} order by id desc
       offset ${maxRefusedRequests} limit 1)`.execute(db)
    await addCounts(db, [{ connectionId, companyId, refused }], receivedAtMs)
  })
}

/** Those of connections that were deleted meanwhile are left out. */
async function addCounts(db: Database, counts: readonly RefusalCount[], atMs: number): Promise<void> {
  const hour = new Date(atMs - (atMs % hourMs))
  await sql`insert into refused_counts (company_id, connection_id, hour, refused)
    select company_id, id, ${hour}, counted.refused
    from unnest(${counts.map(({ connectionId }) => connectionId)}::uuid[],
      ${counts.map(({ refused }) => refused)}::bigint[]) as counted (connection_id, refused)
    join connections on connections.id = counted.connection_id
    order by id
    on conflict (connection_id, hour) do update set refused = refused_counts.refused + excluded.refused`.execute(
    db,
  )
}

async function readSummaries(
  records: Records,
  companyId: string,
  nowMs: number,
): Promise<ReadonlyMap<string, RefusedSummary>> {
  const { rows } = await records.withCompany(companyId, (db) =>
    sql<{ id: string; refused: string | null; last: Date | null }>`
      select id, refused, last from connections
      left join lateral (select sum(refused) as refused from refused_counts
        where connection_id = connections.id and hour > ${new Date(nowMs - dayMs)}) as counts on true
      left join lateral (select received_at as last from refused_requests
        where connection_id = connections.id and received_at > ${new Date(nowMs - keptMs)}
        order by refused_requests.id desc limit 1) as newest on true
      where refused is not null or last is not null`.execute(db),
  )
  return new Map(
    rows.map(({ id, refused, last }) => [
      id,
      { refusedLastDay: Number(refused ?? 0), lastRefusedAt: last?.toISOString() ?? null },
    ]),
  )
}

interface RefusedRow {
  readonly id: string
  readonly received_at: Date
  readonly reason: string
  readonly method: string
  readonly path: string
  readonly body_bytes: number
}

function toApiRefused(row: RefusedRow): RefusedRequest {
  return {
    id: row.id,
    received_at: row.received_at.toISOString(),
    reason: toReason(row.reason),
    method: row.method,
    path: row.path,
    body_bytes: row.body_bytes,
  }
}

function toReason(text: string): RefusedReason {
  const reason = refusedReasons.find((candidate) => candidate === text)
  // Only this program writes them.
  if (!reason)
    throw new Error(`A callback was refused for a reason that this version does not know: ${text}.`)
  return reason
}

import { allow, type Principal } from '../../companies/index.ts'
import {
  type Deliveries,
  type DeliveriesQuery,
  type Delivery,
  type DeliveryDetail,
  deliveryKinds,
  deliveryStates,
} from '../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { fromNoticeRow, webhookBodyOf } from '../notice.ts'
import type { NoticesDeps } from '../notices-deps.ts'
import { toAttemptError } from '../webhooks/endpoint-rows.ts'

export interface DeliveryLog {
  /** What was sent or waits, of all endpoints and addresses, the newest first. */
  listDeliveries(
    caller: Principal,
    query: DeliveriesQuery,
  ): Promise<Result<Deliveries, Failure<'forbidden' | 'invalid_cursor'>>>
  /** One, with its attempts. */
  delivery(caller: Principal, id: string): Promise<Result<DeliveryDetail, Failure<'forbidden' | 'not_found'>>>
}

const maxAttemptsShown = 100
export const noSuchDelivery = fail('not_found', 'There is no such delivery, or it is older than 30 days.')

export function createDeliveryLog({ records }: Pick<NoticesDeps, 'records'>): DeliveryLog {
  return {
    async listDeliveries(caller, query) {
      const allowed = allow(caller, 'company:manage')
      if (!allowed.ok) return allowed
      if (query.cursor !== undefined && !isUuid(query.cursor))
        return fail('invalid_cursor', 'Send next_cursor of the page before as cursor.')
      return ok(await records.withCompany(caller.companyId, (db) => readPage(db, query)))
    },

    async delivery(caller, id) {
      const allowed = allow(caller, 'company:manage')
      if (!allowed.ok) return allowed
      if (!isUuid(id)) return noSuchDelivery
      return await records.withCompany(caller.companyId, async (db) => {
        const detail = await readDetail(db, id)
        return detail ? ok(detail) : noSuchDelivery
      })
    },
  }
}

/** Of the company whose transaction it is. */
function selectDeliveries(db: Kysely<Database>) {
  return db
    .selectFrom('deliveries')
    .innerJoin('notices', 'notices.id', 'deliveries.notice_id')
    .leftJoin('webhook_endpoints', 'webhook_endpoints.id', 'deliveries.endpoint_id')
    .select([
      'deliveries.id',
      'deliveries.kind',
      'deliveries.endpoint_id',
      'deliveries.address',
      'deliveries.state',
      'deliveries.attempts',
      'deliveries.last_status',
      'deliveries.last_error',
      'deliveries.next_at',
      'deliveries.ended_at',
      'notices.company_id',
      'notices.type',
      'notices.subject_id',
      'notices.occurred_at',
      'notices.data',
      'webhook_endpoints.url',
    ])
}

type DeliveryRow = Awaited<ReturnType<ReturnType<typeof selectDeliveries>['executeTakeFirstOrThrow']>>

async function readPage(db: Kysely<Database>, query: DeliveriesQuery): Promise<Deliveries> {
  const { endpoint_id: endpointId, kind, state, cursor, limit } = query
  if (endpointId !== undefined && !isUuid(endpointId)) return { deliveries: [], next_cursor: null }
  const rows = await selectDeliveries(db)
    .$if(endpointId !== undefined, (q) => q.where('deliveries.endpoint_id', '=', String(endpointId)))
    .$if(kind !== undefined, (q) => q.where('deliveries.kind', '=', String(kind)))
    .$if(state !== undefined, (q) => q.where('deliveries.state', '=', String(state)))
    .$if(cursor !== undefined, (q) => q.where('deliveries.id', '<', String(cursor)))
    .orderBy('deliveries.id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return {
    deliveries: page.map(toApiDelivery),
    next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

async function readDetail(db: Kysely<Database>, id: string): Promise<DeliveryDetail | null> {
  const row = await selectDeliveries(db).where('deliveries.id', '=', id).executeTakeFirst()
  if (!row) return null
  const attempts = await db
    .selectFrom('delivery_attempts')
    .select(['at', 'duration_ms', 'status', 'error', 'answer'])
    .where('delivery_id', '=', id)
    .orderBy('id', 'desc')
    .limit(maxAttemptsShown)
    .execute()
  return {
    ...toApiDelivery(row),
    body: webhookBodyOf(fromNoticeRow(row)),
    log: attempts.map(({ at, duration_ms, status, error, answer }) => ({
      at: at.toISOString(),
      duration_ms,
      status,
      error: toAttemptError(error),
      answer,
    })),
  }
}

/** One that is there. */
export async function readDelivered(db: Kysely<Database>, id: string): Promise<Delivery> {
  return toApiDelivery(await selectDeliveries(db).where('deliveries.id', '=', id).executeTakeFirstOrThrow())
}

function toApiDelivery(row: DeliveryRow): Delivery {
  const kind = deliveryKinds.find((known) => known === row.kind)
  const state = deliveryStates.find((known) => known === row.state)
  // Only this program writes them.
  if (!kind || !state) throw new Error(`the delivery ${row.id} is of a kind or state that is not known`)
  const { type, subjectId } = fromNoticeRow(row)
  return {
    id: row.id,
    kind,
    type,
    subject_id: subjectId,
    occurred_at: row.occurred_at.toISOString(),
    endpoint_id: row.endpoint_id,
    recipient: row.url ?? row.address ?? '',
    state,
    attempts: row.attempts,
    last_status: row.last_status,
    last_error: toAttemptError(row.last_error),
    next_at: row.next_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
  }
}

import {
  type AttemptError,
  attemptErrors,
  deliveryStates,
  endpointOffReasons,
  noticeTypes,
  type WebhookEndpoint,
} from '../../contract/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'

/** Endpoints of the company whose transaction it is, each with its last delivery that was tried. */
export function selectEndpoints(db: Kysely<Database>) {
  return db
    .selectFrom('webhook_endpoints as endpoint')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('deliveries')
          .innerJoin('delivery_attempts as attempt', 'attempt.delivery_id', 'deliveries.id')
          .whereRef('deliveries.endpoint_id', '=', 'endpoint.id')
          .select(['deliveries.state', 'attempt.at', 'attempt.status', 'attempt.error'])
          .orderBy('attempt.id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select([
      'endpoint.id',
      'endpoint.url',
      'endpoint.types',
      'endpoint.off_reason',
      'endpoint.previous_secret_until',
      'endpoint.created_at',
      'endpoint.updated_at',
      'last.state as last_state',
      'last.at as last_at',
      'last.status as last_status',
      'last.error as last_error',
    ])
}

export type EndpointRow = Awaited<ReturnType<ReturnType<typeof selectEndpoints>['executeTakeFirstOrThrow']>>

export function toApiEndpoint(row: EndpointRow, nowMs: number): WebhookEndpoint {
  const offReason = endpointOffReasons.find((reason) => reason === row.off_reason) ?? null
  const untilMs = row.previous_secret_until?.getTime() ?? 0
  const lastState = deliveryStates.find((state) => state === row.last_state)
  return {
    id: row.id,
    url: row.url,
    types: noticeTypes.filter((type) => row.types.includes(type)),
    state: row.off_reason === null ? 'on' : 'off',
    off_reason: offReason,
    previous_secret_until: untilMs > nowMs ? new Date(untilMs).toISOString() : null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    last_delivery:
      lastState && row.last_at
        ? {
            state: lastState,
            at: row.last_at.toISOString(),
            status: row.last_status,
            error: toAttemptError(row.last_error),
          }
        : null,
  }
}

export function toAttemptError(text: string | null): AttemptError | null {
  return attemptErrors.find((error) => error === text) ?? null
}

/** What waits for an endpoint that nothing is sent to any more comes to an end, unless it is being sent just now. */
export async function failWaiting(db: Kysely<Database>, endpointId: string, nowMs: number): Promise<void> {
  await sql`
    update deliveries set state = 'failed', next_at = null, last_error = 'endpoint_off', last_status = null,
      ended_at = ${new Date(nowMs)}
    where endpoint_id = ${endpointId} and state = 'waiting' and lease is null`.execute(db)
}

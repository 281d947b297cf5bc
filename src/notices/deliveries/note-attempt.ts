import { uuidV7 } from '../../core/index.ts'
import type { Database, Kysely, Records } from '../../records/index.ts'
import { failWaiting } from '../webhooks/endpoint-rows.ts'
import { nextAttemptAtMs } from '../webhooks/retry-schedule.ts'
import type { Attempt } from './attempt.ts'
import type { Claim } from './claim-due.ts'

export interface NotedAttempt {
  readonly attempt: Attempt
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** In [0, 1): spreads what failed together. */
  readonly random: number
}

interface HeldDelivery {
  readonly company_id: string
  readonly endpoint_id: string | null
  readonly attempts: number
  readonly begun_at: Date | null
}

/**
 * Writes down how an attempt ended, and what follows: it is done, waits for its next attempt, or has come to its end; and whether
 * its endpoint is still sent to. Changes nothing where the lease is another's by now, or the delivery is gone.
 */
export async function noteAttempt(
  records: Pick<Records, 'asSystem'>,
  { deliveryId, lease }: Claim,
  noted: NotedAttempt,
): Promise<void> {
  await records.asSystem(async (db) => {
    const held = await db
      .selectFrom('deliveries')
      .select(['company_id', 'endpoint_id', 'attempts', 'begun_at'])
      .where('id', '=', deliveryId)
      .where('lease', '=', lease)
      .forUpdate()
      .executeTakeFirst()
    if (!held) return
    const next = nextOf(held, noted)
    const endedAt = new Date(noted.endedAtMs)
    await db
      .updateTable('deliveries')
      .set({
        state: next.state,
        attempts: held.attempts + 1,
        next_at: next.atMs === null ? null : new Date(next.atMs),
        ended_at: next.atMs === null ? endedAt : null,
        lease: null,
        leased_until: null,
        last_status: noted.attempt.status,
        last_error: noted.attempt.error,
      })
      .where('id', '=', deliveryId)
      .execute()
    await logAttempt(db, deliveryId, held, noted)
    if (held.endpoint_id !== null)
      await noteEndpoint(db, held.endpoint_id, { held, state: next.state, ...noted })
  })
}

interface Next {
  readonly state: 'waiting' | 'delivered' | 'failed' | 'given_up'
  /** Null: it has ended. */
  readonly atMs: number | null
}

function nextOf({ attempts }: HeldDelivery, { attempt, endedAtMs, random }: NotedAttempt): Next {
  if (attempt.outcome === 'delivered') return { state: 'delivered', atMs: null }
  if (attempt.outcome !== 'retry') return { state: 'failed', atMs: null }
  const { retryAfterMs } = attempt
  const atMs = nextAttemptAtMs({
    attempts: attempts + 1,
    endedAtMs,
    random,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
  return atMs === null ? { state: 'given_up', atMs } : { state: 'waiting', atMs }
}

async function logAttempt(
  db: Kysely<Database>,
  deliveryId: string,
  { company_id }: HeldDelivery,
  { attempt, startedAtMs, endedAtMs }: NotedAttempt,
): Promise<void> {
  await db
    .insertInto('delivery_attempts')
    .values({
      id: uuidV7(endedAtMs),
      delivery_id: deliveryId,
      company_id,
      at: new Date(startedAtMs),
      duration_ms: Math.max(0, Math.round(endedAtMs - startedAtMs)),
      status: attempt.status,
      error: attempt.error,
      answer: attempt.answer,
    })
    .execute()
}

interface EndedAttempt extends NotedAttempt {
  readonly held: HeldDelivery
  readonly state: Next['state']
}

/** Switches an endpoint off that says so itself, or that has taken nothing for as long as a delivery is tried. */
async function noteEndpoint(
  db: Kysely<Database>,
  endpointId: string,
  { held, state, attempt, endedAtMs }: EndedAttempt,
): Promise<void> {
  if (state === 'delivered') {
    await db
      .updateTable('webhook_endpoints')
      .set(({ fn, val }) => ({
        last_delivered_at: fn<Date>('greatest', ['last_delivered_at', val(new Date(endedAtMs))]),
      }))
      .where('id', '=', endpointId)
      .execute()
    return
  }
  const reason = attempt.outcome === 'gone' ? 'gone' : state === 'given_up' ? 'failing' : null
  if (reason === null) return
  const { begun_at: begunAt } = held
  const off = await db
    .updateTable('webhook_endpoints')
    .set({ off_reason: reason, updated_at: new Date(endedAtMs) })
    .where('id', '=', endpointId)
    .where('off_reason', 'is', null)
    .$if(reason === 'failing' && begunAt !== null, (q) =>
      q.where(({ eb, or }) =>
        or([eb('last_delivered_at', 'is', null), eb('last_delivered_at', '<', begunAt ?? new Date(0))]),
      ),
    )
    .returning('id')
    .executeTakeFirst()
  if (off) await failWaiting(db, endpointId, endedAtMs)
}

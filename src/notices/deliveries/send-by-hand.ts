import { allow, lockCompany, type Principal } from '../../companies/index.ts'
import { type Delivery, testNoticeType } from '../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { addDeliveries } from '../add-notice.ts'
import type { NoticesDeps } from '../notices-deps.ts'
import { noSuchDelivery, readDelivered } from './delivery-log.ts'

type Absent = Failure<'forbidden' | 'not_found'>

export interface SendingByHand {
  /** Sends a test to one endpoint, through all that a notice goes through. At most ten in a minute of one company. */
  testEndpoint(
    caller: Principal,
    endpointId: string,
  ): Promise<Result<Delivery, Absent | Failure<'endpoint_off' | 'too_many_requests'>>>
  /** Sends one that has ended again, under the same id, and with all its attempts anew. */
  redeliver(
    caller: Principal,
    deliveryId: string,
  ): Promise<Result<Delivery, Absent | Failure<'endpoint_off' | 'delivery_waiting'>>>
}

const testsPerMinute = 10
const minuteMs = 60_000
const endpointOff = fail('endpoint_off', 'The endpoint is switched off: switch it on first.')

/** @param onAdded called after the commit, so that it is sent soon */
export function createSendingByHand(
  { records, clock }: Pick<NoticesDeps, 'records' | 'clock'>,
  onAdded: () => void,
): SendingByHand {
  return {
    async testEndpoint(caller, endpointId) {
      const allowed = allow(caller, 'company:manage')
      if (!allowed.ok) return allowed
      const added = await records.withCompany(caller.companyId, (db) =>
        addTest(db, { companyId: caller.companyId, endpointId, nowMs: clock() }),
      )
      if (added.ok) onAdded()
      return added
    },

    async redeliver(caller, deliveryId) {
      const allowed = allow(caller, 'company:manage')
      if (!allowed.ok) return allowed
      const begun = await records.withCompany(caller.companyId, (db) => beginAnew(db, deliveryId, clock()))
      if (begun.ok) onAdded()
      return begun
    },
  }
}

interface Test {
  readonly companyId: string
  readonly endpointId: string
  readonly nowMs: number
}

async function addTest(
  db: Kysely<Database>,
  { companyId, endpointId, nowMs }: Test,
): Promise<Result<Delivery, Failure<'not_found' | 'endpoint_off' | 'too_many_requests'>>> {
  const endpoint = isUuid(endpointId)
    ? await db
        .selectFrom('webhook_endpoints')
        .select('off_reason')
        .where('id', '=', endpointId)
        .executeTakeFirst()
    : undefined
  if (!endpoint) return fail('not_found', 'There is no such endpoint.')
  if (endpoint.off_reason !== null) return endpointOff
  await lockCompany(db, companyId)
  const { count } = await db
    .selectFrom('notices')
    .select(db.fn.countAll<string>().as('count'))
    .where('type', '=', testNoticeType)
    .where('occurred_at', '>', new Date(nowMs - minuteMs))
    .executeTakeFirstOrThrow()
  if (Number(count) >= testsPerMinute)
    return fail(
      'too_many_requests',
      `Send at most ${testsPerMinute} tests in a minute: wait, then try again.`,
    )
  const notice = {
    companyId,
    type: testNoticeType,
    subjectId: endpointId,
    occurredAtMs: nowMs,
    data: { endpoint_id: endpointId },
  } as const
  const [id = ''] = await addDeliveries(db, notice, [{ kind: 'webhook', endpointId, address: null }])
  return ok(await readDelivered(db, id))
}

async function beginAnew(
  db: Kysely<Database>,
  id: string,
  nowMs: number,
): Promise<Result<Delivery, Failure<'not_found' | 'endpoint_off' | 'delivery_waiting'>>> {
  if (!isUuid(id)) return noSuchDelivery
  const row = await db
    .selectFrom('deliveries')
    .select(['state', 'endpoint_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return noSuchDelivery
  if (row.state === 'waiting')
    return fail(
      'delivery_waiting',
      'It is sent by itself at the time that next_at says: nothing is to be done.',
    )
  if (row.endpoint_id !== null && (await isOff(db, row.endpoint_id))) return endpointOff
  await db
    .updateTable('deliveries')
    .set({ state: 'waiting', attempts: 0, begun_at: null, next_at: new Date(nowMs), ended_at: null })
    .where('id', '=', id)
    .execute()
  return ok(await readDelivered(db, id))
}

async function isOff(db: Kysely<Database>, endpointId: string): Promise<boolean> {
  const endpoint = await db
    .selectFrom('webhook_endpoints')
    .select('off_reason')
    .where('id', '=', endpointId)
    .executeTakeFirst()
  return endpoint?.off_reason !== null
}

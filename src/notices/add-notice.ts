import type { DeliveryKind } from '../contract/index.ts'
import { uuidV7 } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import type { Notice, StoredNotice } from './notice.ts'

/**
 * Writes down that something happened, and whom to tell of it: the endpoints and addresses that want to hear of its type now.
 * Called in the transaction in which it happens, so that the two are true together or not at all; sent after the commit.
 */
export async function addNotice(
  db: Kysely<Database>,
  notice: Notice,
  {
    alsoTo = [],
  }: {
    /** E-mail addresses that asked for this one; at most 20. */ readonly alsoTo?: readonly string[]
  } = {},
): Promise<void> {
  const wanting = await wantingAddresses(db, notice)
  const known = new Set(wanting.map(({ address }) => address?.toLowerCase()))
  await addDeliveries(db, notice, [
    ...(await wantingEndpoints(db, notice)),
    ...wanting,
    ...alsoTo
      .filter((address) => !known.has(address.toLowerCase()))
      .map((address): DeliveryTarget => ({ kind: 'email', endpointId: null, address })),
  ])
}

export interface DeliveryTarget {
  readonly kind: DeliveryKind
  readonly endpointId: string | null
  readonly address: string | null
}

/** A notice for these and nobody else; at most 20 endpoints and 20 addresses. */
export async function addDeliveries(
  db: Kysely<Database>,
  notice: StoredNotice,
  targets: readonly DeliveryTarget[],
): Promise<readonly string[]> {
  const noticeId = uuidV7(notice.occurredAtMs)
  const occurredAt = new Date(notice.occurredAtMs)
  await db
    .insertInto('notices')
    .values({
      id: noticeId,
      company_id: notice.companyId,
      type: notice.type,
      subject_id: notice.subjectId,
      occurred_at: occurredAt,
      data: JSON.stringify(notice.data),
    })
    .execute()
  const rows = targets.map(({ kind, endpointId, address }) => ({
    id: uuidV7(notice.occurredAtMs),
    company_id: notice.companyId,
    notice_id: noticeId,
    kind,
    endpoint_id: endpointId,
    address,
    next_at: occurredAt,
  }))
  if (rows.length > 0) await db.insertInto('deliveries').values(rows).execute()
  return rows.map(({ id }) => id)
}

async function wantingEndpoints(db: Kysely<Database>, notice: Notice): Promise<readonly DeliveryTarget[]> {
  const rows = await db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('company_id', '=', notice.companyId)
    .where('off_reason', 'is', null)
    .where(sql<boolean>`${notice.type} = any (types)`)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => ({ kind: 'webhook', endpointId: id, address: null }))
}

async function wantingAddresses(db: Kysely<Database>, notice: Notice): Promise<readonly DeliveryTarget[]> {
  const settings = await db
    .selectFrom('notice_settings')
    .select('addresses')
    .where('company_id', '=', notice.companyId)
    .executeTakeFirst()
  return (settings?.addresses ?? [])
    .filter(({ types }) => types.includes(notice.type))
    .map(({ address }) => ({ kind: 'email', endpointId: null, address }))
}

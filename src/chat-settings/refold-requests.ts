import { type Database, type Kysely, sql } from '../records/index.ts'

type Db = Kysely<Database>

/** What was asked for one company, as one. */
export interface RefoldRequest {
  /** Requests that it answers. */
  readonly ids: readonly string[]
  readonly companyId: string
  /** The earliest of them; 0: all chats. */
  readonly fromMs: number
}

/** Of one company at once; the next one takes the rest. */
const maxAtOnce = 10_000

/** Everything that is asked for the company that has waited longest: many changes are one fold. */
export async function nextRefold(db: Db): Promise<RefoldRequest | null> {
  const rows = await db
    .selectFrom('chat_refold_requests')
    .select(['id', 'company_id', 'fold_from'])
    .where('finished_at', 'is', null)
    .where('company_id', '=', (eb) =>
      eb
        .selectFrom('chat_refold_requests')
        .select('company_id')
        .where('finished_at', 'is', null)
        .orderBy('id')
        .limit(1),
    )
    .orderBy('id')
    .limit(maxAtOnce)
    .execute()
  const [first] = rows
  if (!first) return null
  return {
    ids: rows.map(({ id }) => id),
    companyId: first.company_id,
    fromMs: rows.map(({ fold_from }) => fold_from.getTime()).reduce((a, b) => Math.min(a, b)),
  }
}

/** Only those that were read: one that was made meanwhile stays. What is long finished is removed. */
export async function finishRefold(db: Db, { ids }: RefoldRequest): Promise<void> {
  await sql`update chat_refold_requests set finished_at = now() where id = any(${ids}::bigint[])`.execute(db)
  await sql`delete from chat_refold_requests where finished_at < now() - interval '1 hour'`.execute(db)
}

/**
 * Asks again for what was finished within the last ten minutes. Facts are not synced to the disk as they are written: after a
 * power cut the request may be finished and the chats what they were before. Done twice it changes nothing.
 */
export async function reopenRefolds(db: Db): Promise<void> {
  await sql`
    update chat_refold_requests set finished_at = null
    where finished_at > now() - interval '10 minutes'`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import type { Result } from '../core/index.ts'
import type { Database } from './database.ts'
import type { Records } from './open-records.ts'

/** A request that must not be done twice; keys are the caller's company's own. */
export interface AskedOnce {
  readonly companyId: string
  readonly key: string
  readonly inputHash: Buffer
}

/** Thrown where the key was used for another request; whoever takes requests tells so. */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict'
}

/** Younger answers are given again; an older key is one that was never used. */
const keptDays = 30

/**
 * Records over which a change is made once per key: its transaction first looks for the answer of before, and keeps the one that
 * it comes to. Both are in one transaction, so whatever crashes, a change and its answer are there or neither is. A failure is
 * not kept: nothing was changed, and the same request may succeed later.
 *
 * For work that makes its change, and comes to its whole answer, in one transaction of the company.
 */
export function answeringOnce<R extends Pick<Records, 'withCompany'>>(records: R, asked: AskedOnce): R {
  return {
    ...records,
    withCompany: <T>(companyId: string, work: (db: Kysely<Database>) => Promise<T>) =>
      records.withCompany(companyId, async (db) => {
        const known = await lockAnswer(db, asked)
        // What is kept under this hash is what this very work came to.
        if (known !== undefined) return known as T
        const result = await work(db)
        if (isSuccess(result)) await keepAnswer(db, asked, result)
        return result
      }),
  }
}

/** Nobody else answers under this key until the transaction ends. */
async function lockAnswer(db: Kysely<Database>, { companyId, key, inputHash }: AskedOnce): Promise<unknown> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tallybook:answer:${companyId}:${key}`}, 0))`.execute(
    db,
  )
  await db
    .deleteFrom('kept_answers')
    .where('company_id', '=', companyId)
    .where('created_at', '<', sql<Date>`now() - make_interval(days => ${keptDays})`)
    .execute()
  const row = await db
    .selectFrom('kept_answers')
    .select(['input_hash', 'answer'])
    .where('company_id', '=', companyId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  if (row && !row.input_hash.equals(inputHash)) throw new IdempotencyConflict()
  return row?.answer
}

async function keepAnswer(
  db: Kysely<Database>,
  { companyId, key, inputHash }: AskedOnce,
  answer: Result<unknown, never>,
): Promise<void> {
  await db
    .insertInto('kept_answers')
    .values({
      company_id: companyId,
      idempotency_key: key,
      input_hash: inputHash,
      answer: JSON.stringify(answer),
    })
    .execute()
}

function isSuccess(result: unknown): result is Result<unknown, never> {
  return typeof result === 'object' && result !== null && 'ok' in result && result.ok === true
}

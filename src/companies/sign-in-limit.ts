import { createHash } from 'node:crypto'
import { type Clock, type Failure, fail, ok, type Result } from '../core/index.ts'
import { type Records, sql } from '../records/index.ts'

/** Where an attempt to sign in comes from. */
export interface Client {
  /** Network address, as the server believes it. */
  readonly address: string
  readonly userAgent?: string
}

export const windowMs = 15 * 60_000
/**
 * Failed attempts within a window. The pair stops guessing at one account; the address stops one machine from trying
 * many accounts; the account is last, and wide, as others could lock its owner out by it.
 */
export const attemptLimits = { pair: 10, address: 100, account: 300 } as const

const tooMany = fail('too_many_attempts', 'Too many attempts to sign in: wait 15 minutes and try again.')

/**
 * Counts an attempt before it is made, so that attempts at the same moment cannot slip through together; a success
 * takes it back. Kept in the records: it holds across restarts and servers.
 */
export async function countAttempt(
  records: Records,
  clock: Clock,
  account: string,
  client: Client,
): Promise<Result<void, Failure<'too_many_attempts'>>> {
  const now = new Date(clock())
  const oldest = new Date(clock() - windowMs)
  const limits = limitsByKey(account, client)
  const rows = await records.asSystem(async (db) => {
    await sql`delete from identity.sign_in_failures where window_started_at <= ${oldest}`.execute(db)
    const counted = await sql<{ key: string; failures: number }>`
      insert into identity.sign_in_failures as f (key, failures, window_started_at)
      select key, 1, ${now} from unnest(${[...limits.keys()].sort()}::text[]) as key
      on conflict (key) do update set failures = f.failures + 1
      returning key, failures`.execute(db)
    return counted.rows
  })
  return rows.some((row) => row.failures > (limits.get(row.key) ?? 0)) ? tooMany : ok(undefined)
}

/** After a success: the pair starts anew, the wider counts are as before the attempt. */
export async function takeBackAttempt(records: Records, account: string, client: Client): Promise<void> {
  const [pair = '', ...wider] = limitsByKey(account, client).keys()
  await records.asSystem(async (db) => {
    await sql`delete from identity.sign_in_failures where key = ${pair}`.execute(db)
    await sql`update identity.sign_in_failures set failures = failures - 1
      where key = any(${wider.sort()}::text[]) and failures > 0`.execute(db)
  })
}

/** Hashes, so that the table holds no addresses of people who mistyped. */
function limitsByKey(account: string, client: Client): ReadonlyMap<string, number> {
  const name = account.trim().toLowerCase()
  return new Map([
    [keyOf('pair', name, client.address), attemptLimits.pair],
    [keyOf('address', client.address), attemptLimits.address],
    [keyOf('account', name), attemptLimits.account],
  ])
}

function keyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

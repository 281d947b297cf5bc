import { createHash } from 'node:crypto'
import { type Clock, type Failure, fail, ok, type Result } from '../core/index.ts'
import { type Records, sql } from '../records/index.ts'

/** Where an attempt to sign in comes from. */
export interface Client {
  /** Network address, as the server believes it. */
  readonly address: string
  readonly userAgent?: string
  /** That the browser or program asks for; English where it is not known. */
  readonly language?: 'en' | 'ru'
  /** The `Cookie` header: it may say that somebody has signed in from this browser before. */
  readonly cookie?: string
}

export const windowMs = 15 * 60_000
/**
 * Failed attempts within a window. The pair stops guessing at one account; the address stops one machine from trying
 * many accounts; the account is last, and wide, as others could lock its owner out by it. A browser from which somebody has
 * signed in to the account is counted by itself, and by nothing that others do: its owner is never locked out by them.
 */
export const attemptLimits = { pair: 10, address: 100, account: 300, device: 10 } as const

const rowsForgottenPerAttempt = 100

const tooMany = fail('too_many_attempts', 'Too many attempts to sign in: wait 15 minutes and try again.')

/**
 * Counts an attempt before it is made, so that attempts at the same moment cannot slip through together; a success
 * takes it back. Kept in the records: it holds across restarts and servers. One statement per row, each by
 * itself: attempts never wait for one another in a circle.
 */
export async function countAttempt(
  records: Records,
  clock: Clock,
  account: string,
  client: Client,
  device: string | null = null,
): Promise<Result<void, Failure<'too_many_attempts'>>> {
  return await countWithin(records, clock, limitsByKey(account, client, device))
}

/**
 * Counts something before it is done, under several keys with the most that each may come to within a window: those after
 * one that is full are left alone.
 */
export async function countWithin(
  records: Records,
  clock: Clock,
  limits: ReadonlyMap<string, number>,
): Promise<Result<void, Failure<'too_many_attempts'>>> {
  const now = new Date(clock())
  const oldest = new Date(clock() - windowMs)
  await forgetOldAttempts(records, oldest)
  // The narrowest first, and no further once refused: what one address may not try must not shut the account for others.
  for (const [key, limit] of limits) {
    const { rows } = await sql<{ failures: number }>`
      insert into identity.sign_in_failures as f (key, failures, window_started_at) values (${key}, 1, ${now})
      on conflict (key) do update set
        failures = case when f.window_started_at <= ${oldest} then 1 else f.failures + 1 end,
        window_started_at = case when f.window_started_at <= ${oldest} then ${now} else f.window_started_at end
      returning failures`.execute(records.system)
    if ((rows[0]?.failures ?? 0) > limit) return tooMany
  }
  return ok(undefined)
}

/** After a success: the pair starts anew, the wider counts are as before the attempt. */
export async function takeBackAttempt(
  records: Records,
  account: string,
  client: Client,
  device: string | null = null,
): Promise<void> {
  const [pair = '', ...wider] = limitsByKey(account, client, device).keys()
  await sql`delete from identity.sign_in_failures where key = ${pair}`.execute(records.system)
  for (const key of wider)
    await sql`update identity.sign_in_failures set failures = failures - 1
      where key = ${key} and failures > 0`.execute(records.system)
}

/** Keeps the table as small as the last window; a few rows per attempt, so that none pays for many. */
async function forgetOldAttempts(records: Records, oldest: Date): Promise<void> {
  await sql`delete from identity.sign_in_failures where key in (
    select key from identity.sign_in_failures where window_started_at <= ${oldest}
    limit ${rowsForgottenPerAttempt} for update skip locked)`.execute(records.system)
}

/** Hashes, so that the table holds no addresses of people who mistyped. */
function limitsByKey(account: string, client: Client, device: string | null): ReadonlyMap<string, number> {
  const name = account.trim().toLowerCase()
  if (device !== null) return new Map([[limitKey('device', name, device), attemptLimits.device]])
  return new Map([
    [limitKey('pair', name, client.address), attemptLimits.pair],
    [limitKey('address', client.address), attemptLimits.address],
    [limitKey('account', name), attemptLimits.account],
  ])
}

export function limitKey(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

import { timingSafeEqual } from 'node:crypto'
import { type Clock, type Failure, fail, ok, type Result } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import { ActivityNotes } from './activity-notes.ts'
import { hashKey, keyOfHeader } from './api-key.ts'
import { toScopes } from './api-keys.ts'
import { companyColumns, toApiCompany } from './company-rows.ts'
import type { Principal } from './principal.ts'
import { RequestMeter } from './request-meter.ts'
import { ShortCache } from './short-cache.ts'

export type AuthenticationFailure =
  | Failure<'unauthorized' | 'forbidden' | 'not_found' | 'two_factor_required'>
  | TooManyRequests

/** With this key, in this minute. */
export interface TooManyRequests extends Failure<'too_many_requests'> {
  readonly retryAfterS: number
}

const keyCacheMs = 10_000
const keyCacheEntries = 10_000

interface KnownKey {
  readonly id: string
  /** That was asked for: of the key, or of the one before its rotation. */
  readonly hash: Buffer
  /** Epoch milliseconds, not included. */
  readonly validUntilMs: number
  readonly requestsPerMinute: number
  readonly principal: Principal
}

/** Finds who holds an API key; a known key costs no query for up to 10 s. */
export class KeyAuthentication {
  readonly #records: Records
  readonly #known: ShortCache<KnownKey>
  readonly #notes: ActivityNotes
  readonly #clock: Clock
  readonly #meter: RequestMeter

  constructor(deps: { records: Records; clock: Clock }) {
    this.#records = deps.records
    this.#clock = deps.clock
    this.#meter = new RequestMeter(deps.clock)
    this.#known = new ShortCache({ clock: deps.clock, keepMs: keyCacheMs, max: keyCacheEntries })
    this.#notes = new ActivityNotes({ clock: deps.clock, write: (id, at) => this.#noteUse(id, at) })
  }

  async authenticate(authorization: string): Promise<Result<Principal, AuthenticationFailure>> {
    const key = keyOfHeader(authorization)
    if (key === null)
      return fail('unauthorized', 'Write the Authorization header as "Bearer", a space, and the API key.')
    const hash = hashKey(key)
    const known = await this.#known.get(hash.toString('base64'), () => this.#read(hash))
    if (!known || !timingSafeEqual(known.hash, hash) || this.#clock() >= known.validUntilMs)
      return fail(
        'unauthorized',
        'This API key is not known, was revoked or has expired: make one under Settings.',
      )
    const retryAfterS = this.#meter.count(known.id, known.requestsPerMinute)
    if (retryAfterS !== null) return tooMany(known.requestsPerMinute, retryAfterS)
    this.#notes.note(known.id)
    return ok(known.principal)
  }

  /** After a key or its company changed. */
  clear(): void {
    this.#known.clear()
  }

  settled(): Promise<void> {
    return this.#notes.settled()
  }

  async #read(hash: Buffer): Promise<KnownKey | null> {
    const row = await this.#records.asSystem((db) =>
      db
        .selectFrom('api_keys')
        .innerJoin('companies', 'companies.id', 'api_keys.company_id')
        .where((eb) => eb.or([eb('hash', '=', hash), eb('previous_hash', '=', hash)]))
        .where('revoked_at', 'is', null)
        .select(['api_keys.id as key_id', 'api_keys.name as key_name', 'hash', 'scopes', ...companyColumns])
        .select(['expires_at', 'requests_per_minute', 'previous_until'])
        .executeTakeFirst(),
    )
    if (!row) return null
    const ends = [row.expires_at, row.hash.equals(hash) ? null : row.previous_until]
    const validUntilMs = Math.min(...ends.map((end) => end?.getTime() ?? Number.POSITIVE_INFINITY))
    const company = toApiCompany(row)
    return {
      id: row.key_id,
      hash,
      validUntilMs,
      requestsPerMinute: row.requests_per_minute,
      principal: {
        kind: 'key',
        companyId: company.id,
        company,
        scopes: toScopes(row.scopes),
        keyName: row.key_name,
        keyId: row.key_id,
      },
    }
  }

  async #noteUse(id: string, at: Date): Promise<void> {
    await this.#records.asSystem((db) =>
      db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', id).execute(),
    )
  }
}

function tooMany(
  perMinute: number,
  retryAfterS: number,
): { readonly ok: false; readonly failure: TooManyRequests } {
  const detail = `This key may ask ${perMinute} times in a minute: wait as long as Retry-After says.`
  return { ok: false, failure: { code: 'too_many_requests', detail, retryAfterS } }
}

import {
  type ApiKey,
  type ApiKeyCreate,
  type ApiKeyPatch,
  defaultRequestsPerMinute,
  type Scope,
  scopes,
} from '../contract/index.ts'
import { type Clock, type Failure, fail, hourMs, isUuid, ok, type Result } from '../core/index.ts'
import type { Database, Kysely, Records, Selectable } from '../records/index.ts'
import { hashKey, makeKey, prefixOf } from './api-key.ts'
import { addAuditEntry } from './audit/add-audit-entry.ts'
import { lockCompany } from './company-rows.ts'
import { allow, type Principal } from './principal.ts'

/** Keys that a company may have at a time. */
export const maxKeys = 100

export interface ApiKeys {
  listApiKeys(caller: Principal): Promise<Result<readonly ApiKey[], Failure<'forbidden'>>>
  /** The only answer that ever holds the key. */
  createApiKey(
    caller: Principal,
    input: ApiKeyCreate,
  ): Promise<Result<ApiKey & { readonly key: string }, Failure<'forbidden' | 'conflict' | 'invalid_period'>>>
  patchApiKey(
    caller: Principal,
    keyId: string,
    patch: ApiKeyPatch,
  ): Promise<Result<ApiKey, Failure<'forbidden' | 'not_found' | 'invalid_period'>>>
  /** A new key in its place; the present one goes on for the chosen hours, one before that no longer. */
  rotateApiKey(
    caller: Principal,
    keyId: string,
    previousValidHours: number,
  ): Promise<Result<ApiKey & { readonly key: string }, Failure<'forbidden' | 'not_found'>>>
  /** The key stops working at once in this process, and within 10 s in others. */
  revokeApiKey(caller: Principal, keyId: string): Promise<Result<void, Failure<'forbidden' | 'not_found'>>>
}

export function createApiKeys(deps: { records: Records; clock: Clock; onChanged: () => void }): ApiKeys {
  const { records, clock } = deps
  return {
    async listApiKeys(caller) {
      const allowed = allow(caller, 'keys:manage')
      if (!allowed.ok) return allowed
      const rows = await records.withCompany(caller.companyId, (db) =>
        db
          .selectFrom('api_keys')
          .selectAll()
          .where('revoked_at', 'is', null)
          .orderBy('created_at')
          .orderBy('id')
          .execute(),
      )
      return ok(rows.map((row) => toApiKey(row, clock())))
    },

    async createApiKey(caller, input) {
      const allowed = allow(caller, 'keys:manage')
      if (!allowed.ok) return allowed
      // A key cannot make one that may do more than itself.
      const beyond = input.scopes.find((scope) => !caller.scopes.includes(scope))
      if (beyond !== undefined)
        return fail('forbidden', `You cannot give away the scope ${beyond}, which you do not have.`)
      if (isOver(input.expires_at, clock())) return expiresTooEarly
      const key = makeKey()
      return await records.withCompany(caller.companyId, async (db) => {
        await lockCompany(db, caller.companyId)
        const { count } = await db
          .selectFrom('api_keys')
          .select(db.fn.countAll<string>().as('count'))
          .where('revoked_at', 'is', null)
          .executeTakeFirstOrThrow()
        if (Number(count) >= maxKeys)
          return fail('conflict', `A company may have ${maxKeys} keys: revoke one first.`)
        const row = await db
          .insertInto('api_keys')
          .values({
            company_id: caller.companyId,
            name: input.name,
            prefix: prefixOf(key),
            hash: hashKey(key),
            scopes: [...new Set(input.scopes)],
            created_at: new Date(clock()),
            expires_at: dateOf(input.expires_at ?? null),
            requests_per_minute: input.requests_per_minute ?? defaultRequestsPerMinute,
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        await addAuditEntry(db, caller, {
          act: 'api_key.created',
          companyId: caller.companyId,
          subject: row,
          after: audited(row),
          nowMs: clock(),
        })
        return ok({ ...toApiKey(row, clock()), key })
      })
    },

    async patchApiKey(caller, keyId, patch) {
      const allowed = allow(caller, 'keys:manage')
      if (!allowed.ok) return allowed
      if (isOver(patch.expires_at, clock())) return expiresTooEarly
      const patched = await records.withCompany(caller.companyId, async (db) => {
        const before = await lockKey(db, keyId)
        if (!before) return noSuchKey
        const row = await db
          .updateTable('api_keys')
          .set({
            name: patch.name ?? before.name,
            expires_at: patch.expires_at === undefined ? before.expires_at : dateOf(patch.expires_at),
            requests_per_minute: patch.requests_per_minute ?? before.requests_per_minute,
          })
          .where('id', '=', keyId)
          .returningAll()
          .executeTakeFirstOrThrow()
        await addAuditEntry(db, caller, {
          act: 'api_key.changed',
          companyId: caller.companyId,
          subject: row,
          before: audited(before),
          after: audited(row),
          nowMs: clock(),
        })
        return ok(toApiKey(row, clock()))
      })
      deps.onChanged()
      return patched
    },

    async rotateApiKey(caller, keyId, previousValidHours) {
      const allowed = allow(caller, 'keys:manage')
      if (!allowed.ok) return allowed
      const rotated = await records.withCompany(caller.companyId, async (db) => {
        const before = await lockKey(db, keyId)
        if (!before) return noSuchKey
        // The new key is told to the caller: it must not do more than the caller may.
        if (toScopes(before.scopes).some((scope) => !caller.scopes.includes(scope)))
          return fail('forbidden', 'This key may do more than you may: ask an owner to rotate it.')
        const key = makeKey()
        const goesOn = previousValidHours > 0
        const row = await db
          .updateTable('api_keys')
          .set({
            prefix: prefixOf(key),
            hash: hashKey(key),
            previous_hash: goesOn ? before.hash : null,
            previous_until: goesOn ? new Date(clock() + previousValidHours * hourMs) : null,
          })
          .where('id', '=', keyId)
          .returningAll()
          .executeTakeFirstOrThrow()
        await addAuditEntry(db, caller, {
          act: 'api_key.rotated',
          companyId: caller.companyId,
          subject: row,
          before: audited(before),
          after: { ...audited(row), key_before_valid_until: row.previous_until },
          nowMs: clock(),
        })
        return ok({ ...toApiKey(row, clock()), key })
      })
      deps.onChanged()
      return rotated
    },

    async revokeApiKey(caller, keyId) {
      const allowed = allow(caller, 'keys:manage')
      if (!allowed.ok) return allowed
      const revoked = isUuid(keyId)
        ? await records.withCompany(caller.companyId, async (db) => {
            const row = await db
              .updateTable('api_keys')
              .set({ revoked_at: new Date(clock()) })
              .where('id', '=', keyId)
              .where('revoked_at', 'is', null)
              .returningAll()
              .executeTakeFirst()
            if (row)
              await addAuditEntry(db, caller, {
                act: 'api_key.revoked',
                companyId: caller.companyId,
                subject: row,
                before: audited(row),
                nowMs: clock(),
              })
            return row
          })
        : undefined
      if (!revoked) return fail('not_found', 'There is no such key.')
      deps.onChanged()
      return ok(undefined)
    },
  }
}

type ApiKeyRow = Selectable<Database['api_keys']>

const noSuchKey = fail('not_found', 'There is no such key.')
const expiresTooEarly = fail('invalid_period', 'expires_at must lie in the future.')

function isOver(expiresAt: string | null | undefined, nowMs: number): boolean {
  return typeof expiresAt === 'string' && Date.parse(expiresAt) <= nowMs
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

async function lockKey(db: Kysely<Database>, keyId: string): Promise<ApiKeyRow | undefined> {
  if (!isUuid(keyId)) return undefined
  return await db
    .selectFrom('api_keys')
    .selectAll()
    .where('id', '=', keyId)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** The first characters, to tell keys apart, are no secret. */
function audited({ name, prefix, scopes: allowed, expires_at, requests_per_minute }: ApiKeyRow) {
  return { name, first_characters: prefix, scopes: allowed, expires_at, requests_per_minute }
}

function toApiKey(row: ApiKeyRow, nowMs: number): ApiKey {
  const until = row.previous_until
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: toScopes(row.scopes),
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
    requests_per_minute: row.requests_per_minute,
    previous_valid_until: until !== null && until.getTime() > nowMs ? until.toISOString() : null,
  }
}

/** Scopes that this program does not know allow nothing. */
export function toScopes(texts: readonly string[]): Scope[] {
  return scopes.filter((scope) => texts.includes(scope))
}

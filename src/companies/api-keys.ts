import { type ApiKey, type Scope, scopes } from '../contract/index.ts'
import { type Clock, type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import type { Records } from '../records/index.ts'
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
    input: { readonly name: string; readonly scopes: readonly Scope[] },
  ): Promise<Result<ApiKey & { readonly key: string }, Failure<'forbidden' | 'conflict'>>>
  /** The key stops working at once in this process, and within 10 s in others. */
  revokeApiKey(caller: Principal, keyId: string): Promise<Result<void, Failure<'forbidden' | 'not_found'>>>
}

export function createApiKeys(deps: { records: Records; clock: Clock; onRevoked: () => void }): ApiKeys {
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
      return ok(rows.map(toApiKey))
    },

    async createApiKey(caller, input) {
      const allowed = allow(caller, 'keys:manage')
      if (!allowed.ok) return allowed
      // A key cannot make one that may do more than itself.
      const beyond = input.scopes.find((scope) => !caller.scopes.includes(scope))
      if (beyond !== undefined)
        return fail('forbidden', `You cannot give away the scope ${beyond}, which you do not have.`)
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
        return ok({ ...toApiKey(row), key })
      })
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
      deps.onRevoked()
      return ok(undefined)
    },
  }
}

interface ApiKeyRow {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly created_at: Date
  readonly last_used_at: Date | null
}

/** The first characters, to tell keys apart, are no secret. */
function audited({ name, prefix, scopes: allowed }: ApiKeyRow) {
  return { name, first_characters: prefix, scopes: allowed }
}

function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: toScopes(row.scopes),
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  }
}

/** Scopes that this program does not know allow nothing. */
export function toScopes(texts: readonly string[]): Scope[] {
  return scopes.filter((scope) => texts.includes(scope))
}

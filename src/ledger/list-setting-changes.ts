import { allow, type Principal } from '../companies/index.ts'
import type { SettingChange, SettingChangeState, SettingChangesQuery } from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import type { LedgerDeps } from './ledger-records.ts'
import { selectSettingChanges, toApiSettingChange } from './setting-change-rows.ts'

const conditions: Readonly<Record<SettingChangeState, ReturnType<typeof sql<boolean>>>> = {
  applied: sql<boolean>`change.act = 'applied'`,
  waiting: sql<boolean>`change.act = 'requested' and decision.id is null`,
  approved: sql<boolean>`decision.act = 'approved'`,
  declined: sql<boolean>`decision.act = 'declined'`,
}

/** Newest first: of the caller's company, and for who may bill also of the companies that it sells to. */
export async function listSettingChanges(
  { records }: Pick<LedgerDeps, 'records'>,
  caller: Principal,
  query: SettingChangesQuery,
): Promise<Result<readonly SettingChange[], Failure<'forbidden' | 'invalid_cursor' | 'not_found'>>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  if (query.before !== undefined && !isUuid(query.before))
    return fail('invalid_cursor', 'Send the id of the last change seen as before.')
  if (query.company_id !== undefined && !isUuid(query.company_id))
    return fail('not_found', 'There is no such company among those that you sell to.')
  const sells = allow(caller, 'billing:manage').ok
  const read = (db: Kysely<Database>) => readPage(db, caller, query, sells)
  const rows = sells ? await records.asSystem(read) : await records.withCompany(caller.companyId, read)
  return ok(rows.map((row) => toApiSettingChange(row, caller)))
}

async function readPage(
  db: Kysely<Database>,
  caller: Principal,
  { company_id, state, before, limit }: SettingChangesQuery,
  sells: boolean,
) {
  return await selectSettingChanges(db)
    .where((eb) =>
      eb.or([
        eb('change.company_id', '=', caller.companyId),
        ...(sells ? [eb('companies.parent_id', '=', caller.companyId)] : []),
      ]),
    )
    .$if(company_id !== undefined, (q) => q.where('change.company_id', '=', String(company_id)))
    .$if(state !== undefined, (q) => q.where(conditions[state ?? 'waiting']))
    .$if(before !== undefined, (q) =>
      q.where('change.number', '<', (eb) =>
        eb.selectFrom('setting_changes as seen').select('seen.number').where('seen.id', '=', String(before)),
      ),
    )
    .orderBy('change.number', 'desc')
    .limit(limit)
    .execute()
}

import { allow, type Principal } from '../companies/index.ts'
import type { Adjustment, AdjustmentsQuery } from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import { selectAdjustments, toApiAdjustment } from './adjustment-rows.ts'
import type { LedgerDeps } from './ledger-records.ts'

/** Newest first: of the caller's company, and for who may bill also of the companies that it sells to. */
export async function listAdjustments(
  { records }: Pick<LedgerDeps, 'records'>,
  caller: Principal,
  query: AdjustmentsQuery,
): Promise<Result<readonly Adjustment[], Failure<'forbidden' | 'invalid_cursor'>>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  if (query.before !== undefined && !isUuid(query.before))
    return fail('invalid_cursor', 'Send the id of the last adjustment seen as before.')
  const sells = allow(caller, 'billing:manage').ok
  const read = (db: Kysely<Database>) => readPage(db, caller, query, sells)
  const rows = sells ? await records.asSystem(read) : await records.withCompany(caller.companyId, read)
  return ok(rows.map((row) => toApiAdjustment(row, caller)))
}

async function readPage(db: Kysely<Database>, caller: Principal, query: AdjustmentsQuery, sells: boolean) {
  const { state, before } = query
  return await selectAdjustments(db)
    .where((eb) =>
      eb.or([
        eb('adjustments.company_id', '=', caller.companyId),
        ...(sells ? [eb('companies.parent_id', '=', caller.companyId)] : []),
      ]),
    )
    .$if(state !== undefined, (q) => q.where('adjustments.state', '=', String(state)))
    .$if(before !== undefined, (q) => q.where('adjustments.id', '<', String(before)))
    .orderBy('adjustments.id', 'desc')
    .limit(query.limit)
    .execute()
}

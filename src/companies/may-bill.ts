import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import { allow, type Principal } from './principal.ts'

/** A company whose money or prices the caller may set. */
export interface BilledCompany {
  readonly id: string
  readonly name: string
  /** IANA name. */
  readonly time_zone: string
  readonly currency: string
}

/**
 * The seller rule: money and prices of a company are set by who sells to it. That is its parent; a company without one
 * sells to itself. So a customer cannot raise its own balance or limit, whatever its role there, and a company that is not
 * the caller's customer is not found.
 *
 * `db` is a transaction without a company: a customer's row is out of reach of its seller's own.
 */
export async function mayBill(
  db: Kysely<Database>,
  caller: Principal,
  companyId: string,
): Promise<Result<BilledCompany, Failure<'forbidden' | 'not_found'>>> {
  const allowed = allow(caller, 'billing:manage')
  if (!allowed.ok) return allowed
  const row = isUuid(companyId)
    ? await db
        .selectFrom('companies')
        .select(['id', 'name', 'time_zone', 'currency', 'parent_id'])
        .where('id', '=', companyId)
        .executeTakeFirst()
    : undefined
  const sellerId = row?.parent_id ?? row?.id
  if (row && sellerId === caller.companyId) {
    const { id, name, time_zone, currency } = row
    return ok({ id, name, time_zone, currency })
  }
  if (row?.id === caller.companyId)
    return fail('forbidden', 'The money of this company is entered by the company that sells to it.')
  return fail('not_found', 'There is no such company among those that you sell to.')
}

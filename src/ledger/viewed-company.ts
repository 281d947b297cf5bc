import { allow, type BilledCompany, mayBill, type Principal } from '../companies/index.ts'
import { type Failure, ok, type Result } from '../core/index.ts'
import type { LedgerRecords } from './ledger-records.ts'

/** The company whose money the caller wants to see: its own with `billing:read`, or one that it sells to. */
export async function viewedCompany(
  records: LedgerRecords,
  caller: Principal,
  companyId: string | undefined,
): Promise<Result<BilledCompany, Failure<'forbidden' | 'not_found'>>> {
  if (companyId !== undefined && companyId !== caller.companyId)
    return await records.asSystem((db) => mayBill(db, caller, companyId))
  const allowed = allow(caller, 'billing:read')
  return allowed.ok ? ok(caller.company) : allowed
}

import type { Principal } from '../companies/index.ts'
import {
  type Adjustment,
  type AdjustmentKind,
  type AdjustmentState,
  adjustmentKinds,
  adjustmentStates,
} from '../contract/index.ts'
import { toApiMoney } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'

/** Adjustments with their companies, of which the caller's transaction and conditions choose. */
export function selectAdjustments(db: Kysely<Database>) {
  return db
    .selectFrom('adjustments')
    .innerJoin('companies', 'companies.id', 'adjustments.company_id')
    .selectAll('adjustments')
    .select(['companies.name as company_name', 'companies.parent_id'])
}

export type AdjustmentRow = Awaited<
  ReturnType<ReturnType<typeof selectAdjustments>['executeTakeFirstOrThrow']>
>

export async function readAdjustment(db: Kysely<Database>, id: string): Promise<AdjustmentRow | undefined> {
  return await selectAdjustments(db).where('adjustments.id', '=', id).executeTakeFirst()
}

/**
 * Four eyes: who entered it does not decide about it, and a key, which several people may know, decides about nothing. For the
 * same reason what a key enters never waits.
 */
export function mayDecide(
  row: Pick<AdjustmentRow, 'company_id' | 'parent_id' | 'created_by_user'>,
  caller: Principal,
): boolean {
  const sellerId = row.parent_id ?? row.company_id
  return (
    caller.kind === 'user' &&
    caller.scopes.includes('billing:manage') &&
    sellerId === caller.companyId &&
    caller.userId !== row.created_by_user
  )
}

export function toApiAdjustment(row: AdjustmentRow, caller: Principal): Adjustment {
  return {
    id: row.id,
    kind: toKind(row.kind),
    company_id: row.company_id,
    company_name: row.company_name,
    amount: toApiMoney({ currency: row.currency, amountMicros: BigInt(row.amount_micros) }),
    reason: row.reason,
    reference: row.reference,
    state: toState(row.state),
    created_at: row.created_at.toISOString(),
    created_by: row.created_by_name,
    decided_at: row.decided_at?.toISOString() ?? null,
    decided_by: row.decided_by_name,
    transfer_id: row.transfer_id,
    may_decide: row.state === 'waiting' && mayDecide(row, caller),
  }
}

export function toKind(text: string): AdjustmentKind {
  const kind = adjustmentKinds.find((known) => known === text)
  if (!kind) throw new Error(`an adjustment of the unknown kind ${text}`)
  return kind
}

function toState(text: string): AdjustmentState {
  const state = adjustmentStates.find((known) => known === text)
  if (!state) throw new Error(`an adjustment in the unknown state ${text}`)
  return state
}

import { callerName, mayBill, type Principal } from '../companies/index.ts'
import type { Adjustment } from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { type AdjustmentRow, mayDecide, readAdjustment, toApiAdjustment, toKind } from './adjustment-rows.ts'
import type { LedgerDeps } from './ledger-records.ts'
import { noteEntry } from './note-entry.ts'
import { type PostingFailure, postAdjustment, withPostingFailures } from './post-adjustment.ts'

export type Decision = 'approve' | 'decline'

export type DecisionFailure = Failure<'forbidden' | 'not_found' | 'already_decided'> | PostingFailure

const stateOf = { approve: 'posted', decline: 'declined' } as const
const actOf = { approve: 'entry.approved', decline: 'entry.declined' } as const

/**
 * A second person's word on an adjustment that waits. Its transfer and its new state are one transaction; the same
 * decision again changes nothing and gives the same answer.
 */
export async function decideAdjustment(
  { records, clock, onApproved }: LedgerDeps,
  caller: Principal,
  id: string,
  decision: Decision,
): Promise<Result<Adjustment, DecisionFailure>> {
  if (!isUuid(id)) return noSuchAdjustment()
  return await withPostingFailures(() =>
    records.asSystem(async (db): Promise<Result<Adjustment, DecisionFailure>> => {
      const waiting = await decidable(db, caller, id)
      if (!waiting.ok) return waiting
      await sql`select lock_balances(array[${waiting.value.company_id}]::uuid[])`.execute(db)
      const row = await readAdjustment(db, id)
      if (!row) return noSuchAdjustment()
      if (row.state === 'waiting') {
        await decide(db, row, caller, decision, clock())
        if (decision === 'approve') await onApproved?.(db, id)
        const noted = await readAdjustment(db, id)
        if (noted) await noteEntry(db, caller, actOf[decision], toApiAdjustment(noted, caller), clock())
      } else if (row.state !== stateOf[decision] || row.decided_by_user === null) return alreadyDecided(row)
      const decided = await readAdjustment(db, id)
      return decided ? ok(toApiAdjustment(decided, caller)) : noSuchAdjustment()
    }),
  )
}

async function decidable(
  db: Kysely<Database>,
  caller: Principal,
  id: string,
): Promise<Result<AdjustmentRow, Failure<'forbidden' | 'not_found'>>> {
  const row = await readAdjustment(db, id)
  const billed = await mayBill(db, caller, row?.company_id ?? '')
  if (!billed.ok) return billed.failure.code === 'not_found' ? noSuchAdjustment() : billed
  if (!row) return noSuchAdjustment()
  if (mayDecide(row, caller)) return ok(row)
  return fail(
    'forbidden',
    caller.kind === 'key'
      ? 'An API key cannot decide this: sign in as a person.'
      : 'Somebody else than who entered it has to decide this.',
  )
}

async function decide(
  db: Kysely<Database>,
  row: AdjustmentRow,
  caller: Principal,
  decision: Decision,
  nowMs: number,
): Promise<void> {
  const transferId =
    decision === 'approve' ? await postAdjustment(db, { ...row, kind: toKind(row.kind) }, nowMs) : null
  await db
    .updateTable('adjustments')
    .set({
      state: stateOf[decision],
      transfer_id: transferId,
      decided_at: new Date(nowMs),
      decided_by_user: caller.userId ?? null,
      decided_by_name: await callerName(db, caller),
    })
    .where('id', '=', row.id)
    .execute()
}

function noSuchAdjustment(): { ok: false; failure: Failure<'not_found'> } {
  return fail('not_found', 'There is no such adjustment.')
}

function alreadyDecided(row: AdjustmentRow): { ok: false; failure: Failure<'already_decided'> } {
  return fail('already_decided', `The adjustment is ${row.state} already: enter another one to change that.`)
}

import { type BilledCompany, callerName, mayBill, type Principal } from '../companies/index.ts'
import type { Adjustment, AdjustmentCreate, AdjustmentKind } from '../contract/index.ts'
import { type Failure, fail, isCleanText, ok, type Result, uuidV7 } from '../core/index.ts'
import {
  type Database,
  hashInput,
  idempotencyConflict,
  type Kysely,
  parseIdempotencyKey,
  sql,
} from '../records/index.ts'
import { type AdjustmentRow, readAdjustment, selectAdjustments, toApiAdjustment } from './adjustment-rows.ts'
import { type AloneElsewhere, needsSecondPerson } from './approval-limit.ts'
import { type LedgerDeps, sqlStateOf, sqlStates } from './ledger-records.ts'
import { noteEntry } from './note-entry.ts'
import { type AmountFailure, type AmountRule, parseAmount } from './parse-amount.ts'
import { type PostingFailure, postAdjustment, withPostingFailures } from './post-adjustment.ts'

export type AdjustmentFailure =
  | Failure<
      'forbidden' | 'not_found' | 'idempotency_key_required' | 'idempotency_conflict' | 'invalid_request'
    >
  | AmountFailure
  | PostingFailure

const ruleOf: Readonly<Record<AdjustmentKind, AmountRule>> = {
  deposit: 'positive',
  refund: 'positive',
  correction: 'not_zero',
}

/** What is asked of `createAdjustment`. */
export interface AskedAdjustment {
  readonly caller: Principal
  readonly kind: AdjustmentKind
  readonly body: AdjustmentCreate
  readonly idempotencyKey: string | undefined
}

/**
 * Enters a deposit, correction or refund. It is posted in the same transaction, or waits for a second person when it is above
 * what the account's approval limit leaves. The same key and input give the same answer; keys belong to the company that enters.
 */
export async function createAdjustment(
  deps: LedgerDeps,
  asked: AskedAdjustment,
): Promise<Result<Adjustment, AdjustmentFailure>> {
  return await createAdjustmentAnd(deps, asked, async (_db, adjustment) => ok(adjustment))
}

/**
 * The same, and in the same transaction what else comes of it. `also` runs for a repeated request as well; where it fails it
 * must have written nothing, and fails for repeated requests only: the adjustment stays.
 */
export async function createAdjustmentAnd<T, F extends Failure>(
  deps: Pick<LedgerDeps, 'records' | 'clock' | 'aloneElsewhere'>,
  asked: AskedAdjustment,
  also: (db: Kysely<Database>, adjustment: Adjustment) => Promise<Result<T, F>>,
): Promise<Result<T, AdjustmentFailure | F>> {
  const { caller, kind, body } = asked
  const key = parseIdempotencyKey(asked.idempotencyKey)
  if (!key.ok) return key
  if (!isCleanText(body.reason) || !isCleanText(body.reference ?? ''))
    return fail(
      'invalid_request',
      'Reason and reference must hold no NUL character and no half of a surrogate pair.',
    )
  const attempt = () =>
    withPostingFailures(() =>
      deps.records.asSystem(async (db): Promise<Result<T, AdjustmentFailure | F>> => {
        const { clock, aloneElsewhere } = deps
        const entered = await enter(db, {
          caller,
          kind,
          body,
          key: key.value,
          nowMs: clock(),
          aloneElsewhere,
        })
        return entered.ok ? await also(db, entered.value) : entered
      }),
    )
  try {
    return await attempt()
  } catch (error) {
    // The same key for two companies at the same moment: the second one reads what the first one wrote.
    if (sqlStateOf(error) === sqlStates.uniqueViolation) return await attempt()
    throw error
  }
}

interface Entered {
  readonly caller: Principal
  readonly kind: AdjustmentKind
  readonly body: AdjustmentCreate
  readonly key: string
  readonly nowMs: number
  readonly aloneElsewhere: AloneElsewhere | undefined
}

async function enter(db: Kysely<Database>, entered: Entered): Promise<Result<Adjustment, AdjustmentFailure>> {
  const { caller, kind, body } = entered
  const company = await mayBill(db, caller, body.company_id ?? caller.companyId)
  if (!company.ok) return company
  const amount = parseAmount(body.amount, company.value.currency, ruleOf[kind])
  if (!amount.ok) return amount
  await sql`select lock_balances(array[${company.value.id}]::uuid[])`.execute(db)
  const hash = hashInput({
    kind,
    company: company.value.id,
    amount: amount.value.toString(),
    currency: company.value.currency,
    reason: body.reason,
    reference: body.reference,
  })
  const known = await selectAdjustments(db)
    .where('entered_by_company', '=', caller.companyId)
    .where('idempotency_key', '=', entered.key)
    .executeTakeFirst()
  if (known) return known.input_hash.equals(hash) ? ok(toApiAdjustment(known, caller)) : idempotencyConflict()
  const asked = { companyId: company.value.id, amountMicros: amount.value, nowMs: entered.nowMs }
  const waits = await needsSecondPerson(db, asked, entered.aloneElsewhere)
  if (waits && caller.kind === 'key')
    return fail('forbidden', 'Above the approval limit two persons are needed: sign in as one to enter it.')
  const id = await insert(db, entered, company.value, { amountMicros: amount.value, hash, waits })
  const adjustment = toApiAdjustment(await kept(db, id), caller)
  await noteEntry(db, caller, 'entry.entered', adjustment, entered.nowMs)
  return ok(adjustment)
}

interface Checked {
  readonly amountMicros: bigint
  readonly hash: Buffer
  /** For a second person. */
  readonly waits: boolean
}

async function insert(
  db: Kysely<Database>,
  { caller, kind, body, key, nowMs }: Entered,
  company: BilledCompany,
  { amountMicros, hash, waits }: Checked,
): Promise<string> {
  const row = {
    id: uuidV7(nowMs),
    company_id: company.id,
    kind,
    currency: company.currency,
    amount_micros: amountMicros.toString(),
    reason: body.reason,
    reference: body.reference || null,
    input_hash: hash,
    created_by_user: caller.userId ?? null,
    created_by_name: await callerName(db, caller),
  }
  const transferId = waits ? null : await postAdjustment(db, row, nowMs)
  await db
    .insertInto('adjustments')
    .values({
      ...row,
      entered_by_company: caller.companyId,
      state: waits ? 'waiting' : 'posted',
      idempotency_key: key,
      created_at: new Date(nowMs),
      decided_at: null,
      decided_by_user: null,
      decided_by_name: null,
      transfer_id: transferId,
    })
    .execute()
  return row.id
}

async function kept(db: Kysely<Database>, id: string): Promise<AdjustmentRow> {
  const row = await readAdjustment(db, id)
  if (!row) throw new Error('an adjustment is gone within its own transaction')
  return row
}

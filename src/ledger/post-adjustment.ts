import type { AdjustmentKind } from '../contract/index.ts'
import { type Failure, fail, type Result, uuidV7 } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { sqlStateOf, sqlStates } from './ledger-records.ts'
import { outOfRange } from './parse-amount.ts'

export interface PostedAdjustment {
  readonly id: string
  readonly company_id: string
  readonly kind: AdjustmentKind
  readonly currency: string
  /** As it was entered: a refund is above zero and lowers the balance. */
  readonly amount_micros: string
  readonly reason: string
  readonly reference: string | null
  readonly input_hash: Buffer
  readonly created_by_user: string | null
  readonly created_by_name: string | null
}

/**
 * Posts the transfer of an adjustment within the transaction that records its state; the balance is locked. Returns the
 * transfer's id.
 */
export async function postAdjustment(
  db: Kysely<Database>,
  adjustment: PostedAdjustment,
  nowMs: number,
): Promise<string> {
  const transferId = uuidV7(nowMs)
  const entered = BigInt(adjustment.amount_micros)
  const amountMicros = adjustment.kind === 'refund' ? -entered : entered
  await sql`select post_transfer(${transferId}::uuid, ${adjustment.company_id}::uuid, ${adjustment.kind}, ${adjustment.currency},
    ${amountMicros.toString()}::bigint, ${adjustment.reason}, ${adjustment.reference}, ${`adjustment:${adjustment.id}`},
    ${adjustment.input_hash}, ${adjustment.created_by_user}::uuid, ${adjustment.created_by_name}, ${new Date(nowMs)}::timestamptz)`.execute(
    db,
  )
  return transferId
}

export type PostingFailure = Failure<'insufficient_balance' | 'amount_out_of_range'>

/** Runs a transaction that posts; what the database refused is a failure and left nothing behind. */
export async function withPostingFailures<T, F extends Failure>(
  work: () => Promise<Result<T, F>>,
): Promise<Result<T, F | PostingFailure>> {
  try {
    return await work()
  } catch (error) {
    const state = sqlStateOf(error)
    if (state === sqlStates.insufficient)
      return fail(
        'insufficient_balance',
        'The balance, less what is held, does not cover the refund: lower it, or release what is held.',
      )
    if (state === sqlStates.outOfRange || state === sqlStates.checkViolation) return outOfRange()
    throw error
  }
}

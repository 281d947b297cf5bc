import { uuidV7 } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'

/** Money that came in from outside, or went back there. */
export interface PaymentPosting {
  readonly companyId: string
  readonly currency: string
  readonly kind: 'deposit' | 'refund' | 'chargeback'
  /** What the balance rises by; below zero where money went back. */
  readonly amountMicros: bigint
  /** What the company reads: the number of the document, or what the payer wrote. */
  readonly reason: string
  readonly reference: string | null
  /** Of the company, unique: what is posted twice under one key fails. Refunds under `payment_refund:` are posted whatever the balance. */
  readonly key: string
  readonly inputHash: Buffer
  readonly by: { readonly userId: string | null; readonly name: string | null }
}

/** Posts within a transaction that has locked the balance. Returns the transfer's id. */
export async function postPayment(
  db: Kysely<Database>,
  posting: PaymentPosting,
  nowMs: number,
): Promise<string> {
  const transferId = uuidV7(nowMs)
  await sql`select post_transfer(${transferId}::uuid, ${posting.companyId}::uuid, ${posting.kind}, ${posting.currency},
    ${posting.amountMicros.toString()}::bigint, ${posting.reason}, ${posting.reference}, ${posting.key}, ${posting.inputHash},
    ${posting.by.userId}::uuid, ${posting.by.name}, ${new Date(nowMs)}::timestamptz)`.execute(db)
  return transferId
}

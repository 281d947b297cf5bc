import { uuidV7 } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'

/** What a document moves beside the usage that is posted already. */
export interface InvoicePosting {
  readonly invoiceId: string
  /** An invoice that is made void posts the opposite of what it posted when it was issued. */
  readonly act?: 'issue' | 'void'
  readonly companyId: string
  readonly currency: string
  readonly number: string
  /** Taken from the balance; below zero it is given back, as by a credit note. */
  readonly taxMicros: bigint
  /** What rounding of the lines added, taken likewise. */
  readonly residueMicros: bigint
  /** Net that a credit note gives back. */
  readonly creditMicros?: bigint
  /** Of the document. */
  readonly inputHash: Buffer
}

/**
 * Posts tax, rounding and credit within the transaction that issues the document or makes it void; the balance is locked.
 * Posted whatever the balance, as the usage was.
 */
export async function postInvoice(
  db: Kysely<Database>,
  posting: InvoicePosting,
  nowMs: number,
): Promise<void> {
  await postPart(db, posting, { kind: 'tax', takenMicros: posting.taxMicros, nowMs })
  await postPart(db, posting, { kind: 'rounding', takenMicros: posting.residueMicros, nowMs })
  await postPart(db, posting, { kind: 'credit', takenMicros: -(posting.creditMicros ?? 0n), nowMs })
}

async function postPart(
  db: Kysely<Database>,
  { invoiceId, act = 'issue', companyId, currency, number, inputHash }: InvoicePosting,
  part: {
    readonly kind: 'tax' | 'rounding' | 'credit'
    readonly takenMicros: bigint
    readonly nowMs: number
  },
): Promise<void> {
  if (part.takenMicros === 0n) return
  const key = `${act === 'void' ? 'void:' : ''}${part.kind}:${invoiceId}`
  await sql`select post_transfer(${uuidV7(part.nowMs)}::uuid, ${companyId}::uuid, ${part.kind}, ${currency},
    ${(-part.takenMicros).toString()}::bigint, ${number}, ${number}, ${key}, ${inputHash},
    null, null, ${new Date(part.nowMs)}::timestamptz)`.execute(db)
}

/** Locks the balance until the transaction ends; before anything that posts, and before counters of numbers. */
export async function lockBalance(db: Kysely<Database>, companyId: string): Promise<void> {
  await sql`select lock_balances(array[${companyId}]::uuid[])`.execute(db)
}

/**
 * What was paid in, less what was paid back: the balance without usage and what came of it. A credit note pays nothing in: it
 * lowers what the company owes.
 */
export async function readFunds(db: Kysely<Database>, companyId: string): Promise<bigint> {
  const row = await db
    .selectFrom('accounts')
    .select(({ fn }) => fn.sum<string>('balance_micros').as('paid'))
    .where('company_id', '=', companyId)
    .where('kind', 'in', ['deposits', 'corrections', 'refunds', 'chargebacks'])
    .executeTakeFirst()
  return -BigInt(row?.paid ?? 0)
}

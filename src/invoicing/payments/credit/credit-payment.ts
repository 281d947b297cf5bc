import type { GatewayKind, PaymentSource } from '../../../contract/index.ts'
import { type Failure, fail, ok, type Result, uuidV7 } from '../../../core/index.ts'
import { lockBalance, postPayment } from '../../../ledger/index.ts'
import { type Database, hashInput, idempotencyConflict, type Kysely } from '../../../records/index.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import { readDocumentsById } from './payable-documents.ts'

/** Money that came in, of which is known whose it is. */
export interface IncomingPayment {
  readonly companyId: string
  readonly sellerId: string
  readonly source: PaymentSource
  /** Names it at its source: the checkout, the line, the adjustment. The same again is the same payment. */
  readonly externalId: string
  /** Above zero, in the company's currency. */
  readonly amountMicros: bigint
  readonly currency: string
  /** The document that it names; of any amount. */
  readonly invoiceId: string | null
  /** What the company reads where it names no document. */
  readonly reference: string | null
  readonly payer: string | null
  readonly receivedAtMs: number
  readonly isTest: boolean
  readonly gateway: {
    readonly id: string
    readonly kind: GatewayKind
    readonly paymentId: string | null
  } | null
  /** The deposit, where it was posted already as an adjustment of staff. */
  readonly transferId: string | null
  readonly by: { readonly userId: string | null; readonly name: string | null }
}

export interface CreditedPayment {
  readonly id: string
  readonly companyId: string
  readonly amountMicros: bigint
  readonly currency: string
  readonly invoiceNumber: string | null
  /** What the payer wrote, or the number of the transaction. */
  readonly reference: string | null
  /** When it was credited; the bank's or gateway's day may lie long before, or after. */
  readonly atMs: number
  /** False where it was credited before, and nothing was done now. */
  readonly isNew: boolean
}

export type CreditFailure = Failure<'idempotency_conflict' | 'not_found' | 'currency_mismatch'>

/** The ledger's bounds. */
const maxReasonLength = 500
const maxReferenceLength = 100

/**
 * Makes money that came in the balance of a company, once: the payment and its deposit are in the caller's transaction, under the
 * lock of the balance. The same source and id again change nothing; with another company, amount or document they are
 * `idempotency_conflict`. `not_found`: the document is not one that this company owes to this seller.
 */
export async function creditPayment(
  db: Kysely<Database>,
  { clock, onCredited }: Pick<PaymentsDeps, 'clock' | 'onCredited'>,
  payment: IncomingPayment,
): Promise<Result<CreditedPayment, CreditFailure>> {
  const { companyId, currency, amountMicros } = payment
  await lockBalance(db, companyId)
  const inputHash = hashOf(payment)
  const known = await readKnown(db, payment)
  const document = known ? ok(null) : await payableDocument(db, payment)
  if (!document.ok) return document
  const nowMs = clock()
  const reference = payment.reference === null ? null : cut(payment.reference, maxReferenceLength)
  const credited = {
    companyId,
    amountMicros,
    currency,
    invoiceNumber: known?.number ?? document.value?.number ?? null,
    reference: known ? known.reference : reference,
    atMs: known?.created_at.getTime() ?? nowMs,
  }
  if (known)
    return known.input_hash.equals(inputHash)
      ? ok({ id: known.id, ...credited, isNew: false })
      : idempotencyConflict()
  const company = await db
    .selectFrom('companies')
    .select('currency')
    .where('id', '=', companyId)
    .executeTakeFirst()
  if (company?.currency !== currency)
    return fail('currency_mismatch', `The company's money is not in ${currency}: nothing was credited.`)
  const kept = { inputHash, document: document.value, reference, nowMs }
  const id = await insertPayment(db, payment, kept)
  const made = { id, ...credited, isNew: true }
  await onCredited?.(db, made)
  return ok(made)
}

function hashOf(payment: IncomingPayment): Buffer {
  return hashInput({
    company: payment.companyId,
    amount: payment.amountMicros.toString(),
    currency: payment.currency,
    invoice: payment.invoiceId,
  })
}

async function readKnown(db: Kysely<Database>, { source, externalId }: IncomingPayment) {
  return await db
    .selectFrom('payments as p')
    .leftJoin('invoices as i', 'i.id', 'p.invoice_id')
    .select(['p.id', 'p.input_hash', 'p.created_at', 'p.reference', 'i.number'])
    .where('p.source', '=', source)
    .where('p.external_id', '=', externalId)
    .executeTakeFirst()
}

interface NamedDocument {
  readonly id: string
  readonly number: string
  readonly dueMicros: bigint
}

async function payableDocument(
  db: Kysely<Database>,
  payment: IncomingPayment,
): Promise<Result<NamedDocument | null, Failure<'not_found'>>> {
  if (payment.invoiceId === null) return ok(null)
  const [document] = await readDocumentsById(db, payment.sellerId, [payment.invoiceId])
  if (document?.companyId !== payment.companyId)
    return fail('not_found', 'The company has no such document to pay.')
  return ok({ id: document.documentId, number: document.number, dueMicros: document.dueMicros })
}

interface KeptPayment {
  readonly inputHash: Buffer
  readonly document: NamedDocument | null
  readonly reference: string | null
  readonly nowMs: number
}

async function insertPayment(
  db: Kysely<Database>,
  payment: IncomingPayment,
  { inputHash, document, reference, nowMs }: KeptPayment,
): Promise<string> {
  const { companyId, currency, amountMicros, by, gateway } = payment
  const id = uuidV7(nowMs)
  const transferId =
    payment.transferId ??
    (await postPayment(
      db,
      {
        companyId,
        currency,
        kind: 'deposit',
        amountMicros,
        reason: cut(
          document?.number ?? payment.reference ?? payment.payer ?? payment.externalId,
          maxReasonLength,
        ),
        reference,
        key: `payment:${payment.source}:${id}`,
        inputHash,
        by,
      },
      nowMs,
    ))
  await db
    .insertInto('payments')
    .values({
      id,
      company_id: companyId,
      seller_id: payment.sellerId,
      source: payment.source,
      external_id: payment.externalId,
      input_hash: inputHash,
      transfer_id: transferId,
      amount_micros: amountMicros.toString(),
      currency,
      invoice_id: document?.id ?? null,
      expected_micros: document?.dueMicros.toString() ?? null,
      reference,
      payer: payment.payer === null ? null : cut(payment.payer, maxReasonLength),
      gateway_id: gateway?.id ?? null,
      gateway_kind: gateway?.kind ?? null,
      gateway_payment_id: gateway?.paymentId ?? null,
      is_test: payment.isTest,
      received_at: new Date(payment.receivedAtMs),
      created_at: new Date(nowMs),
      created_by_user: by.userId,
      created_by_name: by.name,
    })
    .execute()
  return id
}

const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed()

import { type BilledCompany, mayBill, type Principal } from '../../../companies/index.ts'
import type { Adjustment, PaymentCreate, PaymentEntered } from '../../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../../../core/index.ts'
import { type AdjustmentFailure, createAdjustmentAnd } from '../../../ledger/index.ts'
import { type Database, idempotencyConflict, type Kysely } from '../../../records/index.ts'
import { linesAlone } from '../import/needs-other.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import { startOfDay } from '../start-of-day.ts'
import { creditPayment } from './credit-payment.ts'
import { readDocumentsById } from './payable-documents.ts'
import { selectPayments, toApiPayment } from './payment-rows.ts'

export type EntryFailure = AdjustmentFailure | Failure<'invalid_period'>

/** A day before is a slip of the pen. */
const earliestMs = Date.UTC(2000, 0, 1)

/**
 * Enters a payment that staff saw elsewhere. It is a deposit by the rules of deposits: beyond the approval limit it waits for a
 * second person, and is a payment once that one approves. The same key and input give the same answer.
 */
export async function enterPayment(
  deps: PaymentsDeps,
  caller: Principal,
  body: PaymentCreate,
  idempotencyKey: string | undefined,
): Promise<Result<PaymentEntered, EntryFailure>> {
  const company = await deps.records.asSystem((db) => billedWithDocument(db, caller, body))
  if (!company.ok) return company
  const receivedAtMs = startOfDay(body.received_on, company.value.time_zone)
  if (receivedAtMs > deps.clock()) return fail('invalid_period', 'The day of the payment has not come yet.')
  if (receivedAtMs < earliestMs)
    return fail('invalid_period', 'The day of the payment is before the year 2000.')
  const said = { invoiceId: body.invoice_id ?? null, receivedAtMs }
  return await createAdjustmentAnd(
    { ...deps, aloneElsewhere: linesAlone },
    {
      caller,
      kind: 'deposit',
      body: {
        company_id: body.company_id,
        amount: body.amount,
        reason: company.value.documentNumber ?? body.reference,
        reference: body.reference,
      },
      idempotencyKey,
    },
    (db, adjustment) => keepEntry(db, deps, caller, adjustment, said),
  )
}

async function billedWithDocument(
  db: Kysely<Database>,
  caller: Principal,
  { company_id: companyId, invoice_id: invoiceId }: PaymentCreate,
): Promise<
  Result<BilledCompany & { readonly documentNumber: string | null }, Failure<'forbidden' | 'not_found'>>
> {
  const company = await mayBill(db, caller, companyId)
  if (!company.ok) return company
  if (invoiceId === undefined) return ok({ ...company.value, documentNumber: null })
  const [document] = isUuid(invoiceId) ? await readDocumentsById(db, caller.companyId, [invoiceId]) : []
  return document?.companyId === company.value.id
    ? ok({ ...company.value, documentNumber: document.number })
    : fail('not_found', 'The company has no such document to pay.')
}

interface Said {
  readonly invoiceId: string | null
  readonly receivedAtMs: number
}

async function keepEntry(
  db: Kysely<Database>,
  deps: PaymentsDeps,
  caller: Principal,
  adjustment: Adjustment,
  said: Said,
): Promise<Result<PaymentEntered, Failure<'idempotency_conflict'>>> {
  const { id } = adjustment
  await db
    .insertInto('staff_payments')
    .values({
      adjustment_id: id,
      seller_id: caller.companyId,
      invoice_id: said.invoiceId,
      received_at: new Date(said.receivedAtMs),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const kept = await db
    .selectFrom('staff_payments')
    .select(['invoice_id', 'received_at'])
    .where('adjustment_id', '=', id)
    .executeTakeFirstOrThrow()
  if (kept.invoice_id !== said.invoiceId || kept.received_at.getTime() !== said.receivedAtMs)
    return idempotencyConflict()
  await creditApproved(db, deps, id)
  const payment = await selectPayments(db)
    .where('p.source', '=', 'staff')
    .where('p.external_id', '=', id)
    .executeTakeFirst()
  return ok({
    state: adjustment.state === 'posted' ? 'credited' : adjustment.state,
    adjustment_id: id,
    payment: payment ? toApiPayment(payment) : null,
  })
}

/**
 * Makes the payment of a deposit that is posted, where staff entered it as one. For the transaction that posts it: the one that
 * enters it, or the one of the second person.
 */
export async function creditApproved(
  db: Kysely<Database>,
  deps: Pick<PaymentsDeps, 'clock' | 'onCredited'>,
  adjustmentId: string,
): Promise<void> {
  const row = await db
    .selectFrom('staff_payments as s')
    .innerJoin('adjustments as a', 'a.id', 's.adjustment_id')
    .select([
      's.seller_id',
      's.invoice_id',
      's.received_at',
      'a.company_id',
      'a.amount_micros',
      'a.currency',
      'a.reference',
      'a.transfer_id',
      'a.created_by_user',
      'a.created_by_name',
    ])
    .where('s.adjustment_id', '=', adjustmentId)
    .executeTakeFirst()
  if (!row || row.transfer_id === null) return
  const payment = {
    companyId: row.company_id,
    sellerId: row.seller_id,
    source: 'staff' as const,
    externalId: adjustmentId,
    amountMicros: BigInt(row.amount_micros),
    currency: row.currency,
    invoiceId: row.invoice_id,
    reference: row.reference,
    payer: null,
    receivedAtMs: row.received_at.getTime(),
    isTest: false,
    gateway: null,
    transferId: row.transfer_id,
    by: { userId: row.created_by_user, name: row.created_by_name },
  }
  const credited = await creditPayment(db, deps, payment)
  if (credited.ok) return
  // The document was voided while the deposit waited: the money is the company's all the same.
  const plain = await creditPayment(db, deps, { ...payment, invoiceId: null })
  if (!plain.ok) throw new Error(`a deposit could not become a payment: ${plain.failure.detail}`)
}

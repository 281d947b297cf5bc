import type { Principal } from '../../companies/index.ts'
import type { InvoiceDetail, VoidInvoice } from '../../contract/index.ts'
import { type Failure, ok, type Result } from '../../core/index.ts'
import { lockBalance, postInvoice } from '../../ledger/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { type AccessFailure, issuedDocument } from './document-access.ts'
import { noteDocument } from './note-document.ts'
import { readDetail } from './read-document.ts'
import { whyNotVoid } from './void-rules.ts'

/**
 * Makes a document void: it keeps its number and is owed no more. What an invoice moved is moved back, and its month waits to be
 * closed again under a new number. For who issued it; asked again with the same reason, it answers as the first time.
 */
export async function voidDocument(
  { records, clock }: Pick<InvoicingDeps, 'records' | 'clock'>,
  caller: Principal,
  id: string,
  { reason }: VoidInvoice,
): Promise<Result<InvoiceDetail, AccessFailure | Failure<'not_voidable'>>> {
  const nowMs = clock()
  return await records.asSystem(async (db) => {
    const issued = await issuedDocument(db, caller, id)
    if (!issued.ok) return issued
    const { companyId } = issued.value
    await lockBalance(db, companyId)
    const document = await readVoidable(db, issued.value.id)
    if (document.void_reason !== reason) {
      const refused = await whyNotVoid(db, document.id)
      if (refused) return refused
      await makeVoid(db, document, { reason, nowMs })
      await noteDocument(db, caller, { id: document.id, act: 'invoice.voided', said: { reason }, nowMs })
    }
    return ok(await readDetail(db, { id: document.id, companyId, mayCorrect: true }, nowMs))
  })
}

async function readVoidable(db: Kysely<Database>, id: string) {
  return await db
    .selectFrom('invoices')
    .select(['id', 'company_id', 'kind', 'number', 'currency', 'net_micros', 'tax_micros', 'exact_micros'])
    .select(['input_hash', 'void_reason'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

type Voidable = Awaited<ReturnType<typeof readVoidable>>

async function makeVoid(
  db: Kysely<Database>,
  document: Voidable,
  { reason, nowMs }: { readonly reason: string; readonly nowMs: number },
): Promise<void> {
  await db
    .updateTable('invoices')
    .set({ voided_at: new Date(nowMs), void_reason: reason })
    .where('id', '=', document.id)
    .execute()
  if (document.kind !== 'invoice' || document.exact_micros === null) return
  await postInvoice(
    db,
    {
      invoiceId: document.id,
      act: 'void',
      companyId: document.company_id,
      currency: document.currency,
      number: document.number,
      taxMicros: -BigInt(document.tax_micros),
      residueMicros: BigInt(document.exact_micros) - BigInt(document.net_micros),
      inputHash: document.input_hash,
    },
    nowMs,
  )
  await reopenMonth(db, document.id, nowMs)
}

/** The usage is still posted, and in no invoice: the month is closed again from where it began. */
async function reopenMonth(db: Kysely<Database>, invoiceId: string, nowMs: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('month_closes')
    .set(({ eb }) => ({
      state: 'waiting',
      outcome: null,
      invoice_id: null,
      through_passes: null,
      // Whoever read the month before it was closed does not close it by that.
      attempts: eb('attempts', '+', 1),
      updated_at: new Date(nowMs),
    }))
    .where('invoice_id', '=', invoiceId)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Error('an invoice belongs to the closed month that it is of')
}

import { toApiMoney } from '../core/index.ts'
import type { CreditedPayment, Invoicing } from '../invoicing/index.ts'
import { type AttachmentOf, addNotice } from '../notices/index.ts'
import type { Database, Kysely } from '../records/index.ts'

/** Money that came in is told of in the transaction that credits it. */
export async function tellOfPayment(db: Kysely<Database>, payment: CreditedPayment): Promise<void> {
  const { id, companyId, amountMicros, currency, invoiceNumber, reference, atMs } = payment
  await addNotice(db, {
    companyId,
    type: 'payment.received',
    subjectId: id,
    occurredAtMs: atMs,
    data: {
      amount: toApiMoney({ amountMicros, currency }),
      reference,
      invoice_number: invoiceNumber,
    },
  })
}

/** The PDF of the document that a notice tells of, rendered now where it was not yet. */
export function documentOfNotice(invoicing: Pick<Invoicing, 'invoiceFile'>): AttachmentOf {
  return async ({ type, subjectId }) => {
    if (type !== 'invoice.finalised') return null
    const file = await invoicing.invoiceFile(subjectId)
    // Too many wait: the e-mail fails, and is sent again with its file.
    if (!file.ok) throw new Error(file.failure.detail)
    return { fileName: file.value.name, bytes: file.value.bytes }
  }
}

import { lockBalance } from '../../../ledger/index.ts'
import type { Database, Kysely } from '../../../records/index.ts'
import { type CreditFailure, creditPayment } from '../credit/credit-payment.ts'
import { readDocumentsById } from '../credit/payable-documents.ts'
import { indexDocuments } from '../matching/document-index.ts'
import { proposeMatch } from '../matching/propose-match.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import { startOfDay } from '../start-of-day.ts'
import { fromRowLine, type LineRow, lockLine, proposalOf, toStoredProposal } from './line-rows.ts'
import { needsOther } from './needs-other.ts'

export interface LineCredit {
  readonly companyId: string
  readonly invoiceId: string | null
  /** Null: nobody decided, the match is certain. */
  readonly by: { readonly userId: string | null; readonly name: string | null } | null
  /** Where the bank's days are taken to be: of the seller. IANA name. */
  readonly timeZone: string
}

/** Credits a locked line and notes it there. Returns the failure of the payment, or null; nothing was written then. */
export async function creditLine(
  db: Kysely<Database>,
  deps: Pick<PaymentsDeps, 'clock' | 'onCredited'>,
  row: LineRow,
  credit: LineCredit,
): Promise<CreditFailure | null> {
  const line = fromRowLine(row)
  const credited = await creditPayment(db, deps, {
    companyId: credit.companyId,
    sellerId: row.seller_id,
    source: 'statement',
    externalId: row.id,
    amountMicros: line.amountMicros,
    currency: line.currency,
    invoiceId: credit.invoiceId,
    reference: line.reference ?? (line.purpose === '' ? null : line.purpose),
    payer: line.payerName,
    receivedAtMs: startOfDay(line.bookedOn, credit.timeZone),
    isTest: false,
    gateway: null,
    transferId: null,
    by: credit.by ?? { userId: null, name: null },
  })
  if (!credited.ok) return credited.failure
  await db
    .updateTable('statement_lines')
    .set({
      state: 'credited',
      payment_id: credited.value.id,
      decided_at: new Date(deps.clock()),
      decided_by_user: credit.by?.userId ?? null,
      decided_by_name: credit.by?.name ?? null,
    })
    .where('id', '=', row.id)
    .execute()
  return null
}

/**
 * Credits a line whose match was certain when the file was read, where it still is: under the locks of the line and the balance
 * it is looked at once more, as another line may have paid the document meanwhile. Otherwise it stays for a person.
 * Returns what was credited.
 */
export async function creditCertainLine(
  db: Kysely<Database>,
  deps: Pick<PaymentsDeps, 'clock' | 'onCredited'>,
  asked: { readonly sellerId: string; readonly lineId: string; readonly timeZone: string },
): Promise<{ readonly amountMicros: bigint; readonly currency: string } | null> {
  const row = await lockLine(db, asked.sellerId, asked.lineId)
  if (row?.state !== 'proposed') return null
  const [documentId] = proposalOf(row).documents
  const [found] = documentId === undefined ? [] : await readDocumentsById(db, asked.sellerId, [documentId])
  if (!found) return null
  await lockBalance(db, found.companyId)
  const documents = await readDocumentsById(db, asked.sellerId, [found.documentId])
  const line = fromRowLine(row)
  const proposal = proposeMatch(line, indexDocuments(documents))
  if (!proposal.certain) {
    await db
      .updateTable('statement_lines')
      .set({ proposal: JSON.stringify(toStoredProposal(proposal)) })
      .where('id', '=', row.id)
      .execute()
    return null
  }
  const { companyId } = found
  if (await needsOther(db, { companyId, amountMicros: line.amountMicros, nowMs: deps.clock() })) return null
  const failure = await creditLine(db, deps, row, {
    companyId,
    invoiceId: found.documentId,
    by: null,
    timeZone: asked.timeZone,
  })
  return failure === null ? { amountMicros: line.amountMicros, currency: line.currency } : null
}

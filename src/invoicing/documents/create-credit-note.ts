import { callerName, type Principal } from '../../companies/index.ts'
import type { CreditNoteCreate, InvoiceDetail } from '../../contract/index.ts'
import { type Failure, fail, ok, type Result, uuidV7 } from '../../core/index.ts'
import { lockBalance } from '../../ledger/index.ts'
import { type Database, hashInput, type Kysely, parseIdempotencyKey } from '../../records/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { findIssued, type IssuedDocument, issueDocument, type Supplier } from '../issue-document.ts'
import { localDay } from '../local-day.ts'
import { readSupplierSettings } from '../seller.ts'
import { type CreditFailure, creditedLines, readLeft } from './credit-lines.ts'
import { creditNoteAmounts, creditNoteDocument } from './credit-note-document.ts'
import { type AccessFailure, issuedDocument } from './document-access.ts'
import { noteDocument } from './note-document.ts'
import { readDetail, toDocument } from './read-document.ts'
import { requestKey } from './request-key.ts'

export type CreditNoteFailure =
  | AccessFailure
  | CreditFailure
  | Failure<'idempotency_key_required' | 'idempotency_conflict'>

interface Asked {
  readonly caller: Principal
  /** Of the invoice. */
  readonly id: string
  readonly body: CreditNoteCreate
  readonly key: string
  readonly nowMs: number
}

/**
 * Takes back an invoice, or some of it, by a document of its own that refers to it: net and tax go back to the balance. For who
 * issued the invoice. The same key and input give the same document.
 */
export async function createCreditNote(
  { records, clock }: Pick<InvoicingDeps, 'records' | 'clock'>,
  caller: Principal,
  id: string,
  body: CreditNoteCreate,
  idempotencyKey: string | undefined,
): Promise<Result<InvoiceDetail, CreditNoteFailure>> {
  const key = parseIdempotencyKey(idempotencyKey)
  if (!key.ok) return key
  const asked = { caller, id, body, key: key.value, nowMs: clock() }
  return await records.asSystem((db) => issue(db, asked))
}

async function issue(db: Kysely<Database>, asked: Asked): Promise<Result<InvoiceDetail, CreditNoteFailure>> {
  const { caller, body, key, nowMs } = asked
  const invoice = await issuedDocument(db, caller, asked.id)
  if (!invoice.ok) return invoice
  const { id, companyId } = invoice.value
  // From here on nobody else credits it or makes it void.
  await lockBalance(db, companyId)
  const { reason, lines } = body
  const inputHash = hashInput({ kind: 'credit_note', id, reason, lines: lines && JSON.stringify(lines) })
  const identity = { companyId, idempotencyKey: requestKey(caller, key), inputHash }
  const known = await findIssued(db, identity)
  if (!known.ok) return known
  const issued = known.value ? ok(known.value) : await issueNew(db, { ...asked, ...identity, id })
  if (!issued.ok) return issued
  return ok(await readDetail(db, { id: issued.value.id, companyId, mayCorrect: true }, nowMs))
}

interface NewCreditNote extends Asked {
  readonly companyId: string
  readonly idempotencyKey: string
  readonly inputHash: Buffer
}

async function issueNew(
  db: Kysely<Database>,
  { caller, id, body, companyId, nowMs, ...identity }: NewCreditNote,
): Promise<Result<IssuedDocument, CreditFailure | Failure<'idempotency_conflict'>>> {
  const kept = await readInvoice(db, id)
  if (!kept.ok) return kept
  const { invoice, supplier } = kept.value
  const left = await readLeft(db, id, invoice)
  const lines = creditedLines(body.lines, left, invoice)
  if (!lines.ok) return lines
  const settings = await readSupplierSettings(db, supplier)
  if (!settings) throw new Error('who issued an invoice has settings')
  const parts = {
    invoice,
    creditedBeforeMicros: kept.value.netMicros - [...left.values()].reduce((sum, micros) => sum + micros, 0n),
    lines: lines.value,
    // The days of a supplier are those of its company, and the caller is of that company.
    issuedOn: localDay(nowMs, caller.company.time_zone),
    reason: body.reason,
  }
  const amounts = creditNoteAmounts(parts)
  const draft = {
    id: uuidV7(nowMs),
    companyId,
    supplier,
    kind: 'credit_note',
    series: settings.series.credit_note,
    issuedOn: parts.issuedOn,
    currency: invoice.currency,
    amounts,
    usage: null,
    corrects: id,
    document: creditNoteDocument(parts, amounts),
    idempotencyKey: identity.idempotencyKey,
    inputHash: identity.inputHash,
    by: { userId: caller.userId ?? null, name: await callerName(db, caller) },
  } as const
  const issued = await issueDocument(db, draft, nowMs)
  if (!issued.ok) return issued
  await db
    .insertInto('credited_lines')
    .values(
      lines.value.map(({ position, netMicros }) => {
        return { credit_note_id: draft.id, invoice_id: id, position, net_micros: netMicros.toString() }
      }),
    )
    .execute()
  const said = { reason: body.reason, corrects: id }
  await noteDocument(db, caller, { id: draft.id, act: 'invoice.credited', said, nowMs })
  return issued
}

async function readInvoice(db: Kysely<Database>, id: string) {
  const row = await db
    .selectFrom('invoices')
    .select(['kind', 'voided_at', 'document', 'net_micros', 'supplier_id', 'supplier_role'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (row.kind !== 'invoice')
    return fail('nothing_to_credit', 'Only an invoice is taken back by a credit note.')
  if (row.voided_at !== null) return fail('nothing_to_credit', 'The invoice is void: nothing of it is owed.')
  const role: Supplier['role'] = row.supplier_role === 'provider' ? 'provider' : 'company'
  return ok({
    invoice: toDocument(row.document),
    netMicros: BigInt(row.net_micros),
    supplier: { id: row.supplier_id, role },
  })
}

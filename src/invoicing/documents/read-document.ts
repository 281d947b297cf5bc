import type { Principal } from '../../companies/index.ts'
import type { InvoiceDetail } from '../../contract/index.ts'
import { ok, type Result } from '../../core/index.ts'
import type { InvoiceDocument } from '../../documents/index.ts'
import { type Database, type Kysely, sql } from '../../records/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { toApiDocument } from './api-document.ts'
import { readLeft } from './credit-lines.ts'
import { type AccessFailure, type ReadableDocument, readableDocument } from './document-access.ts'
import { readDocuments, toApiInvoice } from './document-rows.ts'
import { whyNotVoid } from './void-rules.ts'

/** More are not shown; a line can be taken back in ever smaller pieces. */
const maxCreditNotes = 1_000

/** A document with everything that stands on it, how it stands now, and its credit notes. */
export async function readDocument(
  { records, clock }: Pick<InvoicingDeps, 'records' | 'clock'>,
  caller: Principal,
  id: string,
): Promise<Result<InvoiceDetail, AccessFailure>> {
  const readable = await readableDocument(records, caller, id)
  if (!readable.ok) return readable
  const read = (db: Kysely<Database>) => readDetail(db, readable.value, clock())
  const detail = readable.value.isIssuer
    ? await records.asSystem(read)
    : await records.withCompany(caller.companyId, read)
  return ok(detail)
}

/** Within a transaction that sees it. */
export async function readDetail(
  db: Kysely<Database>,
  { id, companyId, mayCorrect }: Omit<ReadableDocument, 'isIssuer'>,
  nowMs: number,
): Promise<InvoiceDetail> {
  const rows = await readDocuments(db, {
    scope: { companyId },
    nowMs,
    where: [sql`(i.id = ${id}::uuid or i.corrects = ${id}::uuid)`],
    orderBy: sql`i.issued_at, i.id`,
    limit: maxCreditNotes + 1,
  })
  const row = rows.find((one) => one.id === id)
  if (!row) throw new Error('a document is gone within its own transaction')
  const kept = await db
    .selectFrom('invoices')
    .select(['document', 'voided_at', 'void_reason', 'created_by_name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const document = toDocument(kept.document)
  const isCreditable = row.kind === 'invoice' && kept.voided_at === null
  const left = isCreditable ? await readLeft(db, id, document) : new Map<number, bigint>()
  const leftMicros = [...left.values()].reduce((sum, micros) => sum + micros, 0n)
  return {
    ...toApiInvoice(row),
    document: toApiDocument(document, left),
    credit_notes: rows.filter(({ corrects }) => corrects === id).map(toApiInvoice),
    voided_at: kept.voided_at?.toISOString() ?? null,
    void_reason: kept.void_reason,
    by: kept.created_by_name,
    may_credit: mayCorrect && leftMicros > 0n,
    may_void: mayCorrect && (await whyNotVoid(db, id)) === null,
  }
}

/** What was frozen when it was issued, as the renderer takes it. */
export function toDocument(json: unknown): InvoiceDocument {
  // Written by this program alone, from this very type, and never changed.
  return json as InvoiceDocument
}

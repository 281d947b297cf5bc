import type { DetailsRole } from '../contract/index.ts'
import { type Failure, ok, type Result, toApiMoney } from '../core/index.ts'
import type { InvoiceKind } from '../documents/index.ts'
import { postInvoice } from '../ledger/index.ts'
import { addNotice } from '../notices/index.ts'
import { type Database, idempotencyConflict, type Kysely } from '../records/index.ts'
import type { InvoiceAmounts } from './invoice-amounts.ts'
import type { UsageLine } from './invoice-lines.ts'
import { toRowUsageLines } from './usage-line-rows.ts'

/** Who sells: a company to those below it, or the provider of a company that depends on none, kept with that company. */
export interface Supplier {
  readonly id: string
  readonly role: DetailsRole
}

/** Which usage an invoice takes; it leads from the document to its charges. */
export interface InvoicedPeriod {
  readonly fromMs: number
  readonly toMs: number
  /** IANA name. */
  readonly timeZone: string
  /** By shard, the version of the last pass that the invoice before it took. */
  readonly afterPasses: PassVersions
  /** By shard, the version of the last pass that this one takes. */
  readonly throughPasses: PassVersions
  /** Starts of months as the facts were asked, ascending; the last is the invoice's own. */
  readonly monthStartsMs: readonly [number, ...number[]]
  /** As they stand on the document. */
  readonly lines: readonly UsageLine[]
}

/** Version of a pass by number of shard, both written as text: they are kept as JSON. */
export type PassVersions = Readonly<Record<string, string>>

export interface DocumentDraft {
  /** UUID version 7. */
  readonly id: string
  readonly companyId: string
  readonly supplier: Supplier
  readonly kind: InvoiceKind
  readonly series: string
  /** Day of issue where the supplier is: `2026-10-02`. Its year is the year of the number. */
  readonly issuedOn: string
  readonly currency: string
  readonly amounts: InvoiceAmounts & { readonly prepaidMicros: bigint; readonly dueMicros: bigint }
  readonly usage: InvoicedPeriod | null
  /** The invoice that a credit note corrects. */
  readonly corrects: string | null
  /** Everything that stands on it but its number, which is put in. */
  readonly document: object
  readonly idempotencyKey: string
  readonly inputHash: Buffer
  readonly by: { readonly userId: string | null; readonly name: string | null }
}

export interface IssuedDocument {
  readonly id: string
  readonly number: string
}

/**
 * Issues a document within a transaction that has locked the company's balance: it gets the next number of its supplier,
 * series and year, and what a final one moves is posted. What is rolled back gives its number back. Asked again with
 * the same key and input, it answers as the first time.
 */
export async function issueDocument(
  db: Kysely<Database>,
  draft: DocumentDraft,
  nowMs: number,
): Promise<Result<IssuedDocument, Failure<'idempotency_conflict'>>> {
  const known = await findIssued(db, draft)
  if (!known.ok) return known
  if (known.value) return ok(known.value)
  const issued = await db
    .insertInto('invoices')
    .values(toRow(draft, nowMs))
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow()
  if (draft.kind !== 'pro_forma') {
    const { companyId, currency, inputHash } = draft
    const { taxMicros, residueMicros } = draft.amounts
    // A credit note is written in positive amounts and gives back.
    const parts =
      draft.kind === 'credit_note'
        ? {
            taxMicros: -taxMicros,
            residueMicros: -residueMicros,
            creditMicros: draft.amounts.exactMicros,
          }
        : { taxMicros, residueMicros }
    await postInvoice(
      db,
      { invoiceId: issued.id, companyId, currency, number: issued.number, inputHash, ...parts },
      nowMs,
    )
    await tellOfDocument(db, draft, issued, nowMs)
  }
  return ok(issued)
}

/** Whoever wants to hear of final documents is told of it when the transaction is committed. */
async function tellOfDocument(
  db: Kysely<Database>,
  { companyId, kind, currency, amounts }: DocumentDraft,
  { id, number }: IssuedDocument,
  nowMs: number,
): Promise<void> {
  const money = (amountMicros: bigint) => toApiMoney({ amountMicros, currency })
  await addNotice(db, {
    companyId,
    type: 'invoice.finalised',
    subjectId: id,
    occurredAtMs: nowMs,
    data: { number, kind, total: money(amounts.grossMicros), due: money(amounts.dueMicros) },
  })
}

/** What was issued under a key of the company before; null where nothing was. */
export async function findIssued(
  db: Kysely<Database>,
  asked: Pick<DocumentDraft, 'companyId' | 'idempotencyKey' | 'inputHash'>,
): Promise<Result<IssuedDocument | null, Failure<'idempotency_conflict'>>> {
  const known = await db
    .selectFrom('invoices')
    .select(['id', 'number', 'input_hash'])
    .where('company_id', '=', asked.companyId)
    .where('idempotency_key', '=', asked.idempotencyKey)
    .executeTakeFirst()
  if (!known) return ok(null)
  const { id, number } = known
  return known.input_hash.equals(asked.inputHash) ? ok({ id, number }) : idempotencyConflict()
}

function toRow(draft: DocumentDraft, nowMs: number) {
  const { amounts, usage } = draft
  return {
    id: draft.id,
    company_id: draft.companyId,
    supplier_id: draft.supplier.id,
    supplier_role: draft.supplier.role,
    kind: draft.kind,
    series: draft.series,
    year: Number(draft.issuedOn.slice(0, 4)),
    currency: draft.currency,
    net_micros: amounts.netMicros.toString(),
    tax_micros: amounts.taxMicros.toString(),
    gross_micros: amounts.grossMicros.toString(),
    prepaid_micros: amounts.prepaidMicros.toString(),
    due_micros: amounts.dueMicros.toString(),
    ...(usage && { exact_micros: amounts.exactMicros.toString(), ...toPeriodColumns(usage) }),
    corrects: draft.corrects,
    document: JSON.stringify(draft.document),
    issued_at: new Date(nowMs),
    idempotency_key: draft.idempotencyKey,
    input_hash: draft.inputHash,
    created_by_user: draft.by.userId,
    created_by_name: draft.by.name,
  }
}

function toPeriodColumns(usage: InvoicedPeriod) {
  return {
    period_from: new Date(usage.fromMs),
    period_to: new Date(usage.toMs),
    time_zone: usage.timeZone,
    after_passes: JSON.stringify(usage.afterPasses),
    through_passes: JSON.stringify(usage.throughPasses),
    usage_lines: JSON.stringify(toRowUsageLines(usage)),
  }
}

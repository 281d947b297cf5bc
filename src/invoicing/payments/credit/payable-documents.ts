import { type Database, type Kysely, sql } from '../../../records/index.ts'
import type { PayableDocument } from '../matching/document-index.ts'

/** A document that may be paid, and whose it is. */
export interface OwnedDocument extends PayableDocument {
  readonly companyId: string
  readonly companyName: string
}

/** Documents of one seller that lines of a statement are held against. */
export const maxPayableDocuments = 50_000
const maxDueDocuments = 200
/** Older ones are paid, or a person looks for them. */
const matchedDays = 800

/** Invoices and pro-formas of a seller that came within 800 days, the latest 50,000; paid ones too, so that a second payment is seen. */
export async function readPayableDocuments(
  db: Kysely<Database>,
  sellerId: string,
  nowMs: number,
): Promise<readonly OwnedDocument[]> {
  const since = new Date(nowMs - matchedDays * 86_400_000)
  return await readDocuments(
    db,
    sql`i.supplier_id = ${sellerId}::uuid and i.issued_at > ${since}::timestamptz`,
    maxPayableDocuments,
  )
}

/** What one customer still has to pay to a seller, the latest 200. */
export async function readDueDocuments(
  db: Kysely<Database>,
  sellerId: string,
  companyId: string,
): Promise<readonly OwnedDocument[]> {
  const documents = await readDocuments(
    db,
    sql`i.supplier_id = ${sellerId}::uuid and i.company_id = ${companyId}::uuid`,
    maxDueDocuments,
  )
  return documents.filter(({ dueMicros }) => dueMicros > 0n)
}

/** These documents, as far as they are invoices or pro-formas of the seller that are not void. */
export async function readDocumentsById(
  db: Kysely<Database>,
  sellerId: string,
  ids: readonly string[],
): Promise<readonly OwnedDocument[]> {
  if (ids.length === 0) return []
  return await readDocuments(
    db,
    sql`i.supplier_id = ${sellerId}::uuid and i.id = any(${ids}::uuid[])`,
    ids.length,
  )
}

interface DocumentRow {
  readonly id: string
  readonly number: string
  readonly currency: string
  readonly company_id: string
  readonly company_name: string
  readonly due: string
  readonly names: readonly (string | null)[]
  readonly accounts: readonly (string | null)[] | null
  readonly tax_numbers: readonly (string | null)[]
}

/**
 * What is due of an invoice: its gross less credit notes, less payments that name it, less its part of all other money of the
 * company, which goes to the oldest first. Of a pro-forma: its gross less payments that name it.
 */
async function readDocuments(
  db: Kysely<Database>,
  condition: ReturnType<typeof sql>,
  limit: number,
): Promise<readonly OwnedDocument[]> {
  const { rows } = await sql<DocumentRow>`
    with wanted as materialized (
      select i.* from invoices i where ${condition} and i.kind <> 'credit_note' and i.voided_at is null
      order by i.issued_at desc, i.id desc limit ${limit}),
    buyers as materialized (select distinct company_id from wanted),
    named as materialized (
      select p.invoice_id, sum(p.amount_micros - p.refunded_micros - p.charged_back_micros) as micros
      from payments p where p.invoice_id is not null and p.company_id in (select company_id from buyers)
      group by p.invoice_id),
    credited as materialized (
      select n.corrects, sum(n.gross_micros) as micros from invoices n
      where n.corrects is not null and n.voided_at is null and n.company_id in (select company_id from buyers)
      group by n.corrects),
    funds as materialized (
      select company_id, -sum(balance_micros) as micros from accounts
      where kind in ('deposits', 'corrections', 'refunds', 'chargebacks') and company_id in (select company_id from buyers)
      group by company_id),
    open as materialized (
      select i.id, i.company_id, i.issued_at, owed.micros - least(coalesce(n.micros, 0), owed.micros) as micros,
        least(coalesce(n.micros, 0), owed.micros) as named
      from invoices i
      left join named n on n.invoice_id = i.id
      left join credited c on c.corrects = i.id
      cross join lateral (select greatest(0, i.gross_micros - coalesce(c.micros, 0)) as micros) owed
      where i.kind = 'invoice' and i.voided_at is null and i.company_id in (select company_id from buyers)),
    due as materialized (
      select o.id, o.micros - least(o.micros, greatest(0,
          f.micros - sum(o.named) over (partition by o.company_id)
            - (sum(o.micros) over (partition by o.company_id order by o.issued_at, o.id) - o.micros))) as micros
      from open o join funds f on f.company_id = o.company_id)
    select w.id, w.number, w.currency, w.company_id, c.name as company_name,
      trunc(case w.kind when 'invoice' then d.micros else greatest(0, w.gross_micros - coalesce(n.micros, 0)) end)::text as due,
      array[c.name, s.details->>'legal_name', s.details->>'trade_name'] as names,
      array(select coalesce(a->>'iban', a->>'account_number') from jsonb_array_elements(s.details->'bank_accounts') a) as accounts,
      array[s.details->>'tax_number', s.details->>'vat_number'] as tax_numbers
    from wanted w
    join companies c on c.id = w.company_id
    left join company_details s on s.company_id = w.company_id and s.role = 'company'
    left join due d on d.id = w.id
    left join named n on n.invoice_id = w.id
    order by w.issued_at desc, w.id desc`.execute(db)
  return rows.map(fromRowDocument)
}

function fromRowDocument(row: DocumentRow): OwnedDocument {
  return {
    documentId: row.id,
    number: row.number,
    currency: row.currency,
    dueMicros: BigInt(row.due),
    companyId: row.company_id,
    companyName: row.company_name,
    buyer: {
      names: row.names.filter((name) => name !== null),
      accounts: (row.accounts ?? []).filter((account) => account !== null),
      taxNumbers: row.tax_numbers.filter((number) => number !== null),
    },
  }
}

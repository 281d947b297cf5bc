import { type Database, type Kysely, sql } from '../../../records/index.ts'
import { documentSums } from '../../documents/document-sums.ts'
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
    { limit: maxPayableDocuments },
  )
}

/** What one customer still has to pay to a seller, the latest 200. */
export async function readDueDocuments(
  db: Kysely<Database>,
  sellerId: string,
  companyId: string,
): Promise<readonly OwnedDocument[]> {
  return await readDocuments(
    db,
    sql`i.supplier_id = ${sellerId}::uuid and i.company_id = ${companyId}::uuid`,
    { limit: maxDueDocuments, isDue: true },
  )
}

/** These documents, as far as they are invoices or pro-formas of the seller that are not void. */
export async function readDocumentsById(
  db: Kysely<Database>,
  sellerId: string,
  ids: readonly string[],
): Promise<readonly OwnedDocument[]> {
  if (ids.length === 0) return []
  return await readDocuments(db, sql`i.supplier_id = ${sellerId}::uuid and i.id = any(${ids}::uuid[])`, {
    limit: ids.length,
  })
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

/** What is due of each is what is outstanding on the pages. With `isDue` only those of which something is. */
async function readDocuments(
  db: Kysely<Database>,
  condition: ReturnType<typeof sql>,
  { limit, isDue = false }: { readonly limit: number; readonly isDue?: boolean },
): Promise<readonly OwnedDocument[]> {
  const { rows } = await sql<DocumentRow>`
    with wanted as materialized (
      select i.* from invoices i where ${condition} and i.kind <> 'credit_note' and i.voided_at is null
      order by i.issued_at desc, i.id desc limit ${isDue ? null : limit}),
    sums as materialized (select id, outstanding_micros from ${documentSums(sql`(select distinct company_id from wanted)`)} s)
    select w.id, w.number, w.currency, w.company_id, c.name as company_name, s.outstanding_micros::text as due,
      array[c.name, d.details->>'legal_name', d.details->>'trade_name'] as names,
      array(select coalesce(a->>'iban', a->>'account_number') from jsonb_array_elements(d.details->'bank_accounts') a) as accounts,
      array[d.details->>'tax_number', d.details->>'vat_number'] as tax_numbers
    from wanted w
    join companies c on c.id = w.company_id
    join sums s on s.id = w.id
    left join company_details d on d.company_id = w.company_id and d.role = 'company'
    where not ${isDue}::boolean or s.outstanding_micros > 0
    order by w.issued_at desc, w.id desc limit ${limit}`.execute(db)
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

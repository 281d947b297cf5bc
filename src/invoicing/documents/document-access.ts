import { allow, mayBill, type Principal } from '../../companies/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import type { InvoicingRecords } from '../invoicing-deps.ts'

/** As whom the caller reads a document: as its buyer, within that company's own rows, or as who issued it. */
export interface ReadableDocument {
  readonly id: string
  readonly companyId: string
  /** Issued by the caller's company, so read as the system and not within the buyer's rows. */
  readonly isIssuer: boolean
  /** The issuer sells to the buyer still. */
  readonly mayCorrect: boolean
}

export type AccessFailure = Failure<'forbidden' | 'not_found'>

const noDocument = fail('not_found', 'There is no such document among those of your company.')

/** One of the caller's own company, with `billing:read`, or one that it issued, also where its buyer has another seller by now. */
export async function readableDocument(
  records: InvoicingRecords,
  caller: Principal,
  id: string,
): Promise<Result<ReadableDocument, AccessFailure>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  if (!isUuid(id)) return noDocument
  const issued = await records.asSystem((db) => readIssued(db, caller, id))
  if (issued) return ok(issued)
  const own = await records.withCompany(caller.companyId, (db) =>
    db.selectFrom('invoices').select(['id', 'company_id']).where('id', '=', id).executeTakeFirst(),
  )
  return own ? ok({ id: own.id, companyId: own.company_id, isIssuer: false, mayCorrect: false }) : noDocument
}

async function readIssued(
  db: Kysely<Database>,
  caller: Principal,
  id: string,
): Promise<ReadableDocument | null> {
  if (!allow(caller, 'billing:manage').ok) return null
  const row = await db
    .selectFrom('invoices')
    .select(['id', 'company_id'])
    .where('id', '=', id)
    .where('supplier_id', '=', caller.companyId)
    .executeTakeFirst()
  if (!row) return null
  const mayCorrect = (await issuedDocument(db, caller, id)).ok
  return { id: row.id, companyId: row.company_id, isIssuer: true, mayCorrect }
}

/**
 * A document that the caller may correct: its company issued it, and sells to the buyer still. A buyer that asks is told that it
 * may not; of anybody else's documents nothing is said.
 */
export async function issuedDocument(
  db: Kysely<Database>,
  caller: Principal,
  id: string,
): Promise<Result<{ readonly id: string; readonly companyId: string }, AccessFailure>> {
  const allowed = allow(caller, 'billing:manage')
  if (!allowed.ok) return allowed
  const row = isUuid(id)
    ? await db
        .selectFrom('invoices')
        .select(['id', 'company_id', 'supplier_id'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!row) return noDocument
  const billed = await mayBill(db, caller, row.company_id)
  if (billed.ok && row.supplier_id === caller.companyId) return ok({ id: row.id, companyId: row.company_id })
  if (row.company_id !== caller.companyId) return noDocument
  return fail('forbidden', 'A document is corrected by who issued it.')
}

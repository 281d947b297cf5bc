import { readDetails } from '../companies/index.ts'
import type { StoredDetails } from '../contract/index.ts'
import type { Language } from '../messages/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import type { Supplier } from './issue-document.ts'

/** What a supplier settled about its documents. */
export interface SupplierSettings {
  /** Registered for VAT; a small business may not be. */
  readonly isRegistered: boolean
  /** The standard rate of its country, hundredths of a percent. */
  readonly standardRateBasisPoints: number
  /** Days from the day of issue until a document is due. */
  readonly paymentDays: number
  /** How long late facts still join their month, hours. */
  readonly graceHours: number
  readonly series: { readonly invoice: string; readonly pro_forma: string; readonly credit_note: string }
}

/** A company as a buyer, and who sells to it. */
export interface Dealing {
  readonly buyer: {
    readonly id: string
    readonly name: string
    /** IANA name. */
    readonly timeZone: string
    readonly currency: string
    readonly details: StoredDetails
  }
  readonly supplier: Supplier & {
    /** Where the supplier's days are: those of its own company, or of the one that it is the provider of. */
    readonly timeZone: string
    readonly details: StoredDetails
    /** Null until somebody enters them: nothing can be issued before. */
    readonly settings: SupplierSettings | null
  }
}

/** Who sells to a company: the one it depends on, or its provider. Undefined where there is no such company. */
export async function readDealing(db: Kysely<Database>, companyId: string): Promise<Dealing | undefined> {
  const company = await db
    .selectFrom('companies as c')
    .leftJoin('companies as p', 'p.id', 'c.parent_id')
    .select([
      'c.id',
      'c.name',
      'c.time_zone',
      'c.currency',
      'p.id as parent_id',
      'p.time_zone as parent_zone',
    ])
    .where('c.id', '=', companyId)
    .executeTakeFirst()
  if (!company) return undefined
  const { id, name, time_zone: timeZone, currency } = company
  const supplier: Supplier =
    company.parent_id === null ? { id, role: 'provider' } : { id: company.parent_id, role: 'company' }
  return {
    buyer: { id, name, timeZone, currency, details: await readDetails(db, id, 'company') },
    supplier: {
      ...supplier,
      timeZone: company.parent_zone ?? timeZone,
      details: await readDetails(db, supplier.id, supplier.role),
      settings: await readSupplierSettings(db, supplier),
    },
  }
}

/** What documents are written in: the buyer's language, else the supplier's. */
export function languageOf({ buyer, supplier }: Dealing): Language {
  return buyer.details.language ?? supplier.details.language ?? 'en'
}

export async function readSupplierSettings(
  db: Kysely<Database>,
  { id, role }: Supplier,
): Promise<SupplierSettings | null> {
  const row = await db
    .selectFrom('supplier_settings')
    .selectAll()
    .where('supplier_id', '=', id)
    .where('supplier_role', '=', role)
    .executeTakeFirst()
  if (!row) return null
  return {
    isRegistered: row.is_registered,
    standardRateBasisPoints: row.standard_rate_basis_points,
    paymentDays: row.payment_days,
    graceHours: row.grace_hours,
    series: {
      invoice: row.invoice_series,
      pro_forma: row.pro_forma_series,
      credit_note: row.credit_note_series,
    },
  }
}

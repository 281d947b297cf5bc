import { addAuditEntry, allow, mayBill, type Principal } from '../../companies/index.ts'
import type { DetailsRole, SupplierSettingsPut, SupplierSettingsView } from '../../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import type { Supplier } from '../issue-document.ts'
import { basisPointsOf, percentOf } from '../written-numbers.ts'

export type SettingsFailure = Failure<'forbidden' | 'not_found' | 'settings_changed'>

/** What a form begins with; nothing is issued by these until they are put on record. */
const defaults: SupplierSettingsView = {
  is_registered: true,
  standard_rate_percent: '0',
  payment_days: 14,
  grace_hours: 24,
  invoice_series: 'INV',
  pro_forma_series: 'PF',
  credit_note_series: 'CN',
  version: 0,
}

/** What the caller's company settled as a supplier, or as the provider of itself. */
export async function viewSupplierSettings(
  { records }: Pick<InvoicingDeps, 'records'>,
  caller: Principal,
  role: DetailsRole,
): Promise<Result<SupplierSettingsView, Failure<'forbidden' | 'not_found'>>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  return await records.asSystem(async (db) => {
    const supplier = await supplierOf(db, caller, role)
    return supplier.ok ? ok(await readSettings(db, supplier.value)) : supplier
  })
}

/** Failure `settings_changed` when `version` is not the present one. */
export async function putSupplierSettings(
  { records, clock }: Pick<InvoicingDeps, 'records' | 'clock'>,
  caller: Principal,
  role: DetailsRole,
  put: SupplierSettingsPut,
): Promise<Result<SupplierSettingsView, SettingsFailure>> {
  return await records.asSystem(async (db) => {
    const allowed = await mayPut(db, caller, role)
    if (!allowed.ok) return allowed
    const supplier = await supplierOf(db, caller, role)
    if (!supplier.ok) return supplier
    const before = await readSettings(db, supplier.value)
    if (!(await write(db, supplier.value, put))) return changed
    const after = await readSettings(db, supplier.value)
    await addAuditEntry(db, caller, {
      act: 'supplier.settings_changed',
      companyId: caller.companyId,
      subject: { id: supplier.value.id, name: role },
      before: { ...before },
      after: { ...after },
      nowMs: clock(),
    })
    return ok(after)
  })
}

const changed = fail(
  'settings_changed',
  'Somebody else changed the settings meanwhile: read them again, put your changes in, and send them with the new version.',
)

/** A provider's are entered by who may bill the company, as its details are. */
async function mayPut(
  db: Kysely<Database>,
  caller: Principal,
  role: DetailsRole,
): Promise<Result<unknown, Failure<'forbidden' | 'not_found'>>> {
  return role === 'company' ? allow(caller, 'billing:manage') : await mayBill(db, caller, caller.companyId)
}

async function supplierOf(
  db: Kysely<Database>,
  { companyId }: Principal,
  role: DetailsRole,
): Promise<Result<Supplier, Failure<'not_found'>>> {
  const row = await db
    .selectFrom('companies')
    .select('parent_id')
    .where('id', '=', companyId)
    .executeTakeFirst()
  if (row && (role === 'company' || row.parent_id === null)) return ok({ id: companyId, role })
  return fail(
    'not_found',
    'Only a company that depends on no other has a provider: this one buys from the company above it.',
  )
}

async function readSettings(db: Kysely<Database>, { id, role }: Supplier): Promise<SupplierSettingsView> {
  const row = await db
    .selectFrom('supplier_settings')
    .selectAll()
    .where('supplier_id', '=', id)
    .where('supplier_role', '=', role)
    .executeTakeFirst()
  if (!row) return defaults
  const { is_registered, payment_days, grace_hours, version } = row
  const { invoice_series, pro_forma_series, credit_note_series } = row
  return {
    is_registered,
    standard_rate_percent: percentOf({ rateBasisPoints: row.standard_rate_basis_points }),
    payment_days,
    grace_hours,
    invoice_series,
    pro_forma_series,
    credit_note_series,
    version,
  }
}

/** False when `version` is no longer the one on record: then nothing is written. */
async function write(
  db: Kysely<Database>,
  supplier: Supplier,
  { version, standard_rate_percent, ...settled }: SupplierSettingsPut,
): Promise<boolean> {
  const row = {
    ...settled,
    standard_rate_basis_points: basisPointsOf(standard_rate_percent),
    version: version + 1,
  }
  const written =
    version === 0
      ? await db
          .insertInto('supplier_settings')
          .values({ supplier_id: supplier.id, supplier_role: supplier.role, ...row })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .updateTable('supplier_settings')
          .set(row)
          .where('supplier_id', '=', supplier.id)
          .where('supplier_role', '=', supplier.role)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst()
  return written !== undefined
}

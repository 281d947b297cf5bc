import { type Kysely, sql } from 'kysely'
import { ledgerKinds } from './0011-invoicing/ledger-kinds.ts'
import { invoicingRules } from './0011-invoicing/rules.ts'
import { invoicingTables } from './0011-invoicing/tables.ts'

/**
 * Invoices with their numbers and files, the closing of months, and what suppliers settle about them. The rules that a
 * document depends on once it is issued stand here as constraints and triggers: docs/decisions/0013-invoicing.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [ledgerKinds, invoicingTables, invoicingRules, policies])
    await sql.raw(statement).execute(db)
}

/** A company sees its own documents; suppliers act through the owner of the tables, after `mayBill`. */
const policies = `
grant select on invoices, invoice_files, month_closes to tallybook_app;
alter table invoices enable row level security;
create policy own_company on invoices to tallybook_app using (company_id = current_company_id());
alter table invoice_files enable row level security;
create policy own_company on invoice_files to tallybook_app
  using (exists (select from invoices where id = invoice_id and company_id = current_company_id()));
alter table month_closes enable row level security;
create policy own_company on month_closes to tallybook_app using (company_id = current_company_id());
alter table supplier_settings enable row level security;
create policy out_of_reach on supplier_settings to tallybook_app using (false);
alter table number_counters enable row level security;
create policy out_of_reach on number_counters to tallybook_app using (false);
`

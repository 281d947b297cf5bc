import { type Kysely, sql } from 'kysely'
import { chargebackKind } from './0013-payments/chargeback-kind.ts'
import { paymentRules } from './0013-payments/rules.ts'
import { paymentTables } from './0013-payments/tables.ts'

/**
 * Money that comes in: gateways with what they told us, checkouts, statements of banks with their lines, and the payments that
 * came of it. That a payment is money of the ledger, once, stands here as constraints and triggers: docs/decisions/0016-payments.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [chargebackKind, paymentTables, paymentRules, policies])
    await sql.raw(statement).execute(db)
}

const beyondReach = [
  'payment_gateways',
  'payment_inbox',
  'bank_statements',
  'statement_lines',
  'staff_payments',
]

/** A company sees what it paid; sellers act through the owner of the tables. */
const policies = `
grant select on checkouts, payments, payment_returns to tallybook_app;
alter table checkouts enable row level security;
create policy own_company on checkouts to tallybook_app using (company_id = current_company_id());
alter table payments enable row level security;
create policy own_company on payments to tallybook_app using (company_id = current_company_id());
alter table payment_returns enable row level security;
create policy own_company on payment_returns to tallybook_app
  using (exists (select from payments where id = payment_id and company_id = current_company_id()));
${beyondReach
  .map(
    (table) => `alter table ${table} enable row level security;
create policy out_of_reach on ${table} to tallybook_app using (false);`,
  )
  .join('\n')}
`

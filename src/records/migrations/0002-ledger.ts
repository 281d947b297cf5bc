import { type Kysely, sql } from 'kysely'
import { authorizationSql } from './0002-ledger/authorizations.ts'
import { postingSql } from './0002-ledger/posting.ts'
import { ledgerTables } from './0002-ledger/tables.ts'
import { ledgerTriggers } from './0002-ledger/triggers.ts'

/**
 * The ledger: accounts, transfers with their entries, holds, what staff enters, and passes of usage. The rules that money
 * depends on stand here as constraints and triggers, so that no path around the program's own breaks them:
 * docs/decisions/0009-ledger.md says why each is there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [ledgerTables, ledgerTriggers, postingSql, authorizationSql, policies]) {
    await sql.raw(statement).execute(db)
  }
}

/** A company sees its own rows and changes none: everything is posted by the owner of the tables. */
const policies = ['accounts', 'transfers', 'entries', 'authorizations', 'adjustments', 'usage_postings']
  .map(
    (table) => `
grant select on ${table} to tallybook_app;
alter table ${table} enable row level security;
create policy own_company on ${table} to tallybook_app using (company_id = current_company_id());
`,
  )
  .concat(
    `
alter table usage_passes enable row level security;
create policy out_of_reach on usage_passes to tallybook_app using (false);
`,
  )
  .join('')

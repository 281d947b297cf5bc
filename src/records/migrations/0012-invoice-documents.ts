import { type Kysely, sql } from 'kysely'
import { creditKind } from './0012-invoice-documents/credit-kind.ts'
import { creditRules } from './0012-invoice-documents/credit-rules.ts'
import { reopenedMonths } from './0012-invoice-documents/reopened-months.ts'

/**
 * Credit notes with what they take back of each line, what a credit moves in the ledger, the usage that a line of an invoice
 * stands for, and months that are closed again after their invoice became void: docs/decisions/0015-issued-documents.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [creditKind, usageLines, creditRules, reopenedMonths])
    await sql.raw(statement).execute(db)
}

/** Which entries of usage each line of an invoice took, line by line: it opens to them for as long as it is kept. */
const usageLines = `
alter table invoices
  add column usage_lines jsonb check (jsonb_typeof(usage_lines) = 'array'),
  add constraint invoice_has_usage_lines check ((kind = 'invoice') = (usage_lines is not null));
`

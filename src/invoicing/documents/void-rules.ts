import { type Failure, fail } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { paidOf } from './named-payments.ts'

export type VoidRefused = { readonly ok: false; readonly failure: Failure<'not_voidable'> }

const refused = {
  creditNote: fail(
    'not_voidable',
    'A credit note stays as it is: enter a correction, or wait for the next invoice.',
  ),
  already: fail('not_voidable', 'The document is void already.'),
  paid: fail('not_voidable', 'Payments name this pro-forma: it stays as it is.'),
  credited: fail(
    'not_voidable',
    'A credit note corrects this invoice already: issue another one for the rest.',
  ),
  notLast: fail(
    'not_voidable',
    'Only the last invoice of a company becomes void, before its next month is at hand: issue a credit note.',
  ),
}

/**
 * What keeps a document from becoming void; null where nothing does. A pro-forma does so until it is paid for; an invoice as long as
 * nothing rests on it: no credit note, no later invoice, no later month, which would take its usage once more.
 */
export async function whyNotVoid(db: Kysely<Database>, id: string): Promise<VoidRefused | null> {
  const document = await db
    .selectFrom('invoices')
    .select(['kind', 'company_id', 'period_to', 'voided_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { company_id, period_to } = document
  if (document.kind === 'credit_note') return refused.creditNote
  if (document.voided_at !== null) return refused.already
  if (document.kind === 'pro_forma') {
    const paid = await paidOf(db, [id])
    return (paid.get(id) ?? 0n) === 0n ? null : refused.paid
  }
  const credited = await db
    .selectFrom('invoices')
    .select('id')
    .where('corrects', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (credited) return refused.credited
  return period_to === null || (await hasLaterMonth(db, company_id, period_to)) ? refused.notLast : null
}

async function hasLaterMonth(db: Kysely<Database>, companyId: string, after: Date): Promise<boolean> {
  const invoice = await db
    .selectFrom('invoices')
    .select('id')
    .where('company_id', '=', companyId)
    .where('kind', '=', 'invoice')
    .where('voided_at', 'is', null)
    .where('period_to', '>', after)
    .limit(1)
    .executeTakeFirst()
  const month = await db
    .selectFrom('month_closes')
    .select('company_id')
    .where('company_id', '=', companyId)
    .where('period_to', '>', after)
    .limit(1)
    .executeTakeFirst()
  return invoice !== undefined || month !== undefined
}

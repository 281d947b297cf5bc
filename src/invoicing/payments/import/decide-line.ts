import { addAuditEntry, allow, callerName, mayBill, type Principal } from '../../../companies/index.ts'
import type { ImportedLine, LineDecision } from '../../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../../../core/index.ts'
import { lockBalance, type PostingFailure, withPostingFailures } from '../../../ledger/index.ts'
import type { Database, Kysely } from '../../../records/index.ts'
import type { CreditFailure } from '../credit/credit-payment.ts'
import { selectPayments } from '../credit/payment-rows.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import { creditLine } from './credit-line.ts'
import { type LineRow, lockLine } from './line-rows.ts'
import { toApiLines } from './list-lines.ts'
import { isOther, needsOther } from './needs-other.ts'

export type LineDecisionFailure =
  | CreditFailure
  | PostingFailure
  | Failure<'forbidden' | 'already_decided' | 'invalid_amount'>

/**
 * A person's word on a line: credit it to a company, with or without a document, of whatever amount; or leave it, with the
 * reason. The same decision again gives the same answer.
 */
export async function decideLine(
  deps: PaymentsDeps,
  caller: Principal,
  id: string,
  decision: LineDecision,
): Promise<Result<ImportedLine, LineDecisionFailure>> {
  const allowed = allow(caller, 'billing:manage')
  if (!allowed.ok) return allowed
  return await withPostingFailures(() =>
    deps.records.asSystem(async (db): Promise<Result<ImportedLine, LineDecisionFailure>> => {
      const row = isUuid(id) ? await lockLine(db, caller.companyId, id) : null
      if (!row) return fail('not_found', 'There is no such line of a statement.')
      const isOpen = row.state === 'proposed'
      const failure =
        decision.action === 'ignore'
          ? await ignore(db, deps, { caller, row, reason: decision.reason })
          : await credit(db, deps, { caller, row, ...decision })
      if (failure !== null) return { ok: false, failure }
      // The same decision again changes nothing.
      if (isOpen) await noteDecision(db, caller, row, { decision, nowMs: deps.clock() })
      const decided = await lockLine(db, caller.companyId, id)
      const [line] = decided ? await toApiLines(db, caller.companyId, [decided], deps.clock()) : []
      if (!line) throw new Error('a line is gone within its own transaction')
      return ok(line)
    }),
  )
}

/** In the log of the company whose account it is. */
async function noteDecision(
  db: Kysely<Database>,
  caller: Principal,
  { id, amount_micros, currency, booked_day, reference }: LineRow,
  { decision, nowMs }: { readonly decision: LineDecision; readonly nowMs: number },
): Promise<void> {
  const { action, ...said } = decision
  await addAuditEntry(db, caller, {
    act: action === 'ignore' ? 'statement.line_ignored' : 'statement.line_credited',
    companyId: caller.companyId,
    subject: { id, name: reference },
    after: { amount_micros, currency, booked_day, ...said },
    nowMs,
  })
}

async function ignore(
  db: Kysely<Database>,
  { clock }: Pick<PaymentsDeps, 'clock'>,
  { caller, row, reason }: { readonly caller: Principal; readonly row: LineRow; readonly reason: string },
): Promise<LineDecisionFailure | null> {
  if (row.state !== 'proposed') return row.ignored_because === reason ? null : alreadyDecided(row)
  await db
    .updateTable('statement_lines')
    .set({
      state: 'ignored',
      ignored_because: reason,
      decided_at: new Date(clock()),
      decided_by_user: caller.userId ?? null,
      decided_by_name: await callerName(db, caller),
    })
    .where('id', '=', row.id)
    .execute()
  return null
}

interface Crediting {
  readonly caller: Principal
  readonly row: LineRow
  readonly company_id: string
  readonly invoice_id?: string | undefined
}

async function credit(
  db: Kysely<Database>,
  deps: PaymentsDeps,
  { caller, row, company_id: companyId, invoice_id: invoiceId }: Crediting,
): Promise<LineDecisionFailure | null> {
  const company = await mayBill(db, caller, companyId)
  if (!company.ok) return company.failure
  if (invoiceId !== undefined && !isUuid(invoiceId))
    return fail('not_found', 'The company has no such document to pay.').failure
  if (row.state !== 'proposed') {
    const isSame = await isCreditedTo(db, row, companyId, invoiceId ?? null)
    return isSame ? null : alreadyDecided(row)
  }
  const amountMicros = BigInt(row.amount_micros)
  if (amountMicros <= 0n)
    return fail('invalid_amount', 'Money that went out cannot be credited: enter a refund or a correction.')
      .failure
  await lockBalance(db, companyId)
  const isBeyond = await needsOther(db, { companyId, amountMicros, nowMs: deps.clock() })
  if (isBeyond && !isOther(caller, row.uploaded_by_user)) return fail('forbidden', whoElse(row)).failure
  return await creditLine(db, deps, row, {
    companyId,
    invoiceId: invoiceId ?? null,
    by: { userId: caller.userId ?? null, name: await callerName(db, caller) },
    timeZone: caller.company.time_zone,
  })
}

/** Who stands behind a key nobody knows: what it uploaded has no second person. */
function whoElse({ uploaded_by_user }: LineRow): string {
  return uploaded_by_user === null
    ? 'A key uploaded the statement, so above the approval limit nobody can credit its lines: leave the line, and enter the payment as a person.'
    : 'Above the approval limit somebody else than who uploaded the statement has to credit the line, signed in as a person.'
}

async function isCreditedTo(
  db: Kysely<Database>,
  row: LineRow,
  companyId: string,
  invoiceId: string | null,
): Promise<boolean> {
  if (row.payment_id === null) return false
  const payment = await selectPayments(db).where('p.id', '=', row.payment_id).executeTakeFirst()
  return payment?.company_id === companyId && payment.invoice_id === invoiceId
}

function alreadyDecided(row: LineRow): Failure<'already_decided'> {
  const words = row.state === 'not_ours' ? 'is money that went out' : `is ${row.state} already`
  return fail('already_decided', `The line ${words}.`).failure
}

import { addAuditEntry, allow, callerName, type Principal } from '../../companies/index.ts'
import type { MonthClose } from '../../contract/index.ts'
import { type Failure, fail, isCleanText, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { readMonth } from './list-months.ts'

export type MonthDecisionFailure = Failure<'forbidden' | 'not_found' | 'conflict' | 'invalid_request'>

/** Has a month that was set aside tried again with the next run, since its cause is gone. Done twice it is the same. */
export async function retryMonth(
  deps: Pick<InvoicingDeps, 'records' | 'clock'>,
  caller: Principal,
  id: string,
): Promise<Result<MonthClose, MonthDecisionFailure>> {
  return await decide(deps, caller, id, async (db, month) => {
    if (month.state !== 'set_aside') return ok(undefined)
    await wait(db, id, { updated_at: new Date(deps.clock()) })
    await noteMonth(db, caller, { act: 'month.retried', month, nowMs: deps.clock() })
    return ok(undefined)
  })
}

/** Lets a month be closed though messages of it have no price: priced later, they are corrections of later invoices. */
export async function acceptUnrated(
  deps: Pick<InvoicingDeps, 'records' | 'clock'>,
  caller: Principal,
  id: string,
  reason: string,
): Promise<Result<MonthClose, MonthDecisionFailure>> {
  if (!isCleanText(reason))
    return fail('invalid_request', 'The reason must hold no NUL character and no half of a surrogate pair.')
  return await decide(deps, caller, id, async (db, month) => {
    if (month.state !== 'set_aside' || month.reason !== 'unrated')
      return fail('conflict', 'This month is not set aside for messages without a price.')
    const now = new Date(deps.clock())
    await wait(db, id, {
      updated_at: now,
      unrated_accepted_at: now,
      unrated_accepted_by: await callerName(db, caller),
      unrated_accepted_reason: reason,
    })
    await noteMonth(db, caller, { act: 'month.unrated_accepted', month, nowMs: now.getTime(), reason })
    return ok(undefined)
  })
}

async function noteMonth(
  db: Kysely<Database>,
  caller: Principal,
  noted: {
    readonly act: 'month.retried' | 'month.unrated_accepted'
    readonly month: MonthClose
    readonly nowMs: number
    readonly reason?: string
  },
): Promise<void> {
  const { act, month, nowMs, reason } = noted
  await addAuditEntry(db, caller, {
    act,
    companyId: month.company_id,
    subject: { id: month.id, name: month.company_name },
    before: { state: month.state, set_aside_for: month.reason },
    after: { state: 'waiting', month: month.month, ...(reason === undefined ? {} : { reason }) },
    nowMs,
  })
}

interface Waiting {
  readonly updated_at: Date
  readonly unrated_accepted_at?: Date
  readonly unrated_accepted_by?: string | null
  readonly unrated_accepted_reason?: string
}

async function wait(db: Kysely<Database>, id: string, columns: Waiting): Promise<void> {
  await db
    .updateTable('month_closes')
    .set({ state: 'waiting', reason: null, detail: null, ...columns })
    .where('id', '=', id)
    .execute()
}

async function decide(
  { records }: Pick<InvoicingDeps, 'records'>,
  caller: Principal,
  id: string,
  act: (db: Kysely<Database>, month: MonthClose) => Promise<Result<undefined, MonthDecisionFailure>>,
): Promise<Result<MonthClose, MonthDecisionFailure>> {
  const allowed = allow(caller, 'billing:manage')
  if (!allowed.ok) return allowed
  return await records.asSystem(async (db) => {
    const found = await readMonth(db, caller.companyId, id)
    if (!found) return noSuchMonth
    // Its state is looked at again under its lock: the close of the month may have been faster.
    await db.selectFrom('month_closes').select('id').where('id', '=', id).forUpdate().execute()
    const month = await readMonth(db, caller.companyId, id)
    if (!month) return noSuchMonth
    const acted = await act(db, month)
    if (!acted.ok) return acted
    const after = await readMonth(db, caller.companyId, id)
    return after ? ok(after) : noSuchMonth
  })
}

const noSuchMonth = fail('not_found', 'There is no such month of a company that you sell to.')

import type { Principal } from '../../companies/index.ts'
import type { MonthClose, MonthCloses, MonthClosesQuery } from '../../contract/index.ts'
import type { Failure, Result } from '../../core/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { acceptUnrated, type MonthDecisionFailure, retryMonth } from './decide-month.ts'
import { listMonths } from './list-months.ts'
import { type CloseAsked, type CloseReport, closeDueMonths } from './month-closer.ts'

/** The closing of months, and what those who sell see and decide about it. */
export interface ClosedMonths {
  /** Only in the process that posts usage, after it posted. */
  closeDueMonths(asked: CloseAsked): Promise<CloseReport>
  /** Months of companies that the caller sells to. */
  listMonths(
    caller: Principal,
    query: MonthClosesQuery,
  ): Promise<Result<MonthCloses, Failure<'forbidden' | 'invalid_cursor'>>>
  retryMonth(caller: Principal, id: string): Promise<Result<MonthClose, MonthDecisionFailure>>
  acceptUnrated(
    caller: Principal,
    id: string,
    reason: string,
  ): Promise<Result<MonthClose, MonthDecisionFailure>>
  /** How many months wait for somebody to do something. */
  monthsSetAside(): Promise<number>
}

export function createMonthCloses(deps: InvoicingDeps): ClosedMonths {
  return {
    closeDueMonths: (asked) => closeDueMonths(deps, asked),
    listMonths: (caller, query) => listMonths(deps, caller, query),
    retryMonth: (caller, id) => retryMonth(deps, caller, id),
    acceptUnrated: (caller, id, reason) => acceptUnrated(deps, caller, id, reason),
    async monthsSetAside() {
      const row = await deps.records.system
        .selectFrom('month_closes')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('state', '=', 'set_aside')
        .executeTakeFirst()
      return Number(row?.count ?? 0)
    },
  }
}

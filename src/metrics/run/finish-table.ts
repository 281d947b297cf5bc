import { type Failure, ok, type Result } from '../../core/index.ts'
import type { TablePlan } from '../plan/plan-table.ts'
import { fillRows } from './fill-rows.ts'
import { orderRows } from './order-rows.ts'
import type { Table, TableRow } from './table.ts'

export interface PlanResult {
  readonly table: Table
  /** There were more rows than the plan's limit. */
  readonly truncated: boolean
}

interface Found extends Pick<Table, 'totals' | 'basis'> {
  /** The rows are in the plan's order already. */
  readonly isOrdered: boolean
  /** What filled rows become before they are ordered. */
  readonly complete?: (row: TableRow) => TableRow
}

/** Completes rows that were found: filled, ordered, cut. Fails with `too_many_rows`. */
export function finishTable(
  rows: readonly TableRow[],
  plan: TablePlan,
  { isOrdered, complete, totals, basis }: Found,
): Result<PlanResult, Failure<'too_many_rows'>> {
  const filled = fillRows(rows, plan)
  if (!filled.ok) return filled
  const completed = complete ? filled.value.map(complete) : filled.value
  const ordered = isOrdered ? completed : orderRows(completed, plan)
  return ok({
    table: { rows: ordered.slice(0, plan.limit), totals, basis },
    truncated: ordered.length > plan.limit,
  })
}

import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import { buildQuery, maxGroups } from '../plan/build-query.ts'
import type { Plan } from '../plan/plan.ts'
import { askWithTotals } from './ask-with-totals.ts'
import { fillRows } from './fill-rows.ts'
import { fromEngineBasis, fromEngineRow } from './from-engine-row.ts'
import { orderRows } from './order-rows.ts'
import { emptyRow, type Table } from './table.ts'

export interface PlanResult {
  readonly table: Table
  /** There were more rows than the plan's limit. */
  readonly truncated: boolean
}

/** Asks the engine and completes its answer: filled, ordered, cut. Fails with `too_many_rows`. */
export async function runPlan(
  facts: CompanyFacts,
  plan: Plan,
): Promise<Result<PlanResult, Failure<'too_many_rows'>>> {
  const { rows: engineRows, totals } = await askWithTotals(facts, buildQuery(plan))
  if (plan.fill !== 'none' && engineRows.length > maxGroups)
    return fail(
      'too_many_rows',
      `The question has more than ${maxGroups} rows: use filters or fewer dimensions.`,
    )
  const rows = engineRows.map((row) => fromEngineRow(row, plan))
  const filled = fillRows(rows, plan)
  if (!filled.ok) return filled
  const ordered = plan.fill === 'none' ? filled.value : orderRows(filled.value, plan)
  return ok({
    table: {
      rows: ordered.slice(0, plan.limit),
      totals: totals ? { ...fromEngineRow(totals, plan), keys: [] } : emptyRow([], plan),
      basis: fromEngineBasis(totals ?? {}, plan),
    },
    truncated: ordered.length > plan.limit,
  })
}

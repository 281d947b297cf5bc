import { type Failure, fail, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import { buildQuery, maxGroups } from '../plan/build-query.ts'
import type { Plan } from '../plan/plan.ts'
import { askWithTotals } from './ask-with-totals.ts'
import { finishTable, type PlanResult } from './finish-table.ts'
import { fromEngineBasis, fromEngineRow } from './from-engine-row.ts'
import { emptyRow } from './table.ts'

/** Asks the engine and completes its answer: filled, ordered, cut. Fails with `too_many_rows`. */
export async function runPlan(
  facts: CompanyFacts,
  plan: Plan,
): Promise<Result<PlanResult, Failure<'too_many_rows'>>> {
  const { rows, totals } = await askWithTotals(facts, buildQuery(plan), plan.table)
  if (plan.fill !== 'none' && rows.length > maxGroups) return tooManyGroups(maxGroups)
  return finishTable(
    rows.map((row) => fromEngineRow(row, plan)),
    plan,
    {
      // Rows that need no filling are ordered by the engine.
      isOrdered: plan.fill === 'none',
      totals: totals ? { ...fromEngineRow(totals, plan), keys: [] } : emptyRow([], plan),
      basis: fromEngineBasis(totals ?? {}, plan),
    },
  )
}

export function tooManyGroups(limit: number): Result<never, Failure<'too_many_rows'>> {
  return fail('too_many_rows', `The question has more than ${limit} rows: use filters or fewer dimensions.`)
}

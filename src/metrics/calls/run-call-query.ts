import type { CallQuery, MetricsResult } from '../../contract/index.ts'
import { ok, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import type { PeriodInZone } from '../plan/period-of.ts'
import type { Plan } from '../plan/plan.ts'
import type { PlanContext, PlanFailure } from '../plan/plan-query.ts'
import { planTable } from '../plan/plan-table.ts'
import { runPlan } from '../run/run-plan.ts'
import { answerQuestion, type QueryFailure } from '../run/run-query.ts'
import { callMetricSpec } from './call-catalogue.ts'
import { callDimensionSpecs } from './call-dimensions.ts'
import { planCallSelection, startedColumns } from './call-selection.ts'
import { needsCharges } from './calls-with-charges.ts'

/** `POST /api/v1/metrics/query` about calls. */
export function runCallQuery(
  facts: CompanyFacts,
  query: CallQuery,
  context: PlanContext,
): Promise<Result<MetricsResult, QueryFailure>> {
  return answerQuestion(query, context, {
    plan: (inZone, asked) => planCallQuery(inZone, asked, context),
    run: (plan) => runPlan(facts, plan),
  })
}

function planCallQuery(
  inZone: PeriodInZone,
  query: CallQuery,
  { company }: PlanContext,
): Result<Plan, PlanFailure> {
  const table = planTable(inZone, query)
  if (!table.ok) return table
  const selection = planCallSelection(inZone, query.filters ?? {})
  if (!selection.ok) return selection
  return ok({
    ...table.value,
    table: needsCharges(query.metrics) ? 'charged_calls' : 'calls',
    moment: startedColumns,
    metrics: query.metrics.map((name) => callMetricSpec(name, query.by)),
    dimensions: query.by.map((name) => callDimensionSpecs[name]),
    selection: selection.value,
    currency: company.currency,
  })
}

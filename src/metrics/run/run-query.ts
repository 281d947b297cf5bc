import type { MessageQuery, MetricsQuery, MetricsResult } from '../../contract/index.ts'
import { type Failure, formatInstant, ok, previousPeriod, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import { fromApiPeriod, type PeriodInZone } from '../plan/period-of.ts'
import { type PlanContext, type PlanFailure, planQueryFor } from '../plan/plan-query.ts'
import type { TablePlan } from '../plan/plan-table.ts'
import type { PlanResult } from './finish-table.ts'
import { runPlan } from './run-plan.ts'
import { toApiPart } from './to-api-result.ts'

export type QueryFailure = PlanFailure | Failure<'too_many_rows'>

/** `POST /api/v1/metrics/query` about messages. */
export function runQuery(
  facts: CompanyFacts,
  query: MessageQuery,
  context: PlanContext,
): Promise<Result<MetricsResult, QueryFailure>> {
  return answerQuestion(query, context, {
    plan: (inZone, asked) => planQueryFor(inZone, asked, context),
    run: (plan) => runPlan(facts, plan),
  })
}

interface Planner<Query, Plan> {
  readonly plan: (inZone: PeriodInZone, query: Query) => Result<Plan, PlanFailure>
  readonly run: (plan: Plan) => Promise<Result<PlanResult, Failure<'too_many_rows'>>>
}

/** A question's answer: the period and, where asked, the one before it, side by side. */
export async function answerQuestion<
  Query extends Pick<MetricsQuery, 'from' | 'to' | 'time_zone' | 'compare' | 'granularity'>,
  Plan extends TablePlan,
>(
  query: Query,
  { company, asOfMs }: PlanContext,
  { plan: planFor, run }: Planner<Query, Plan>,
): Promise<Result<MetricsResult, QueryFailure>> {
  const inZone = fromApiPeriod(query, company.time_zone)
  if (!inZone.ok) return inZone
  const plan = planFor(inZone.value, query)
  if (!plan.ok) return plan
  const { period, zone, granularity } = plan.value
  // The same granularity on both sides, so that their buckets can be laid over each other.
  const before =
    query.compare === 'previous_period'
      ? planFor(
          { period: previousPeriod(period, zone), zone },
          granularity === null ? query : { ...query, granularity },
        )
      : undefined
  if (before && !before.ok) return before
  const [result, previous] = await Promise.all([run(plan.value), before ? run(before.value) : undefined])
  if (!result.ok) return result
  if (previous && !previous.ok) return previous
  return ok({
    ...toApiPart(result.value, plan.value),
    time_zone: zone,
    granularity,
    truncated: result.value.truncated,
    ...(before && previous ? { previous: toApiPart(previous.value, before.value) } : {}),
    as_of: formatInstant(asOfMs, zone),
  })
}

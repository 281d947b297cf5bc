import type { MessageQuery, MetricsResult } from '../../contract/index.ts'
import { type Failure, formatInstant, ok, previousPeriod, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import { type PlanContext, type PlanFailure, planQuery, planQueryFor } from '../plan/plan-query.ts'
import { runPlan } from './run-plan.ts'
import { toApiPart } from './to-api-result.ts'

export type QueryFailure = PlanFailure | Failure<'too_many_rows'>

/** `POST /api/v1/metrics/query`: the period and, where asked, the one before it, side by side. */
export async function runQuery(
  facts: CompanyFacts,
  query: MessageQuery,
  context: PlanContext,
): Promise<Result<MetricsResult, QueryFailure>> {
  const plan = planQuery(query, context)
  if (!plan.ok) return plan
  const { period, zone, granularity } = plan.value
  // The same granularity on both sides, so that their buckets can be laid over each other.
  const before =
    query.compare === 'previous_period'
      ? planQueryFor(
          { period: previousPeriod(period, zone), zone },
          granularity === null ? query : { ...query, granularity },
          context,
        )
      : undefined
  if (before && !before.ok) return before
  const [result, previous] = await Promise.all([
    runPlan(facts, plan.value),
    before ? runPlan(facts, before.value) : undefined,
  ])
  if (!result.ok) return result
  if (previous && !previous.ok) return previous
  return ok({
    ...toApiPart(result.value, plan.value),
    time_zone: zone,
    granularity,
    truncated: result.value.truncated,
    ...(before && previous ? { previous: toApiPart(previous.value, before.value) } : {}),
    as_of: formatInstant(context.asOfMs, zone),
  })
}

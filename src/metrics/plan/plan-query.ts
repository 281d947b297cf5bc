import type { Company, MessageQuery } from '../../contract/index.ts'
import { type Failure, ok, type Result } from '../../core/index.ts'
import { metricSpec } from '../catalogue/catalogue.ts'
import { dimensions } from '../catalogue/dimensions.ts'
import { fromApiPeriod, type PeriodInZone } from './period-of.ts'
import { createdColumns } from './period-sql.ts'
import type { Plan } from './plan.ts'
import { planTable, type TableFailure } from './plan-table.ts'
import { planSelection } from './selection.ts'
import type { TimeOuts } from './timed-out-sql.ts'

export type PlanFailure =
  | TableFailure
  | Failure<'invalid_time_zone' | 'invalid_period' | 'invalid_filter' | 'invalid_dimension'>

export interface PlanContext {
  readonly company: Company
  /** The moment of asking, epoch milliseconds: open messages are timed out by it. */
  readonly asOfMs: number
  readonly timeOuts: TimeOuts
}

/** Checks a question and turns it into a plan, or says what to change. */
export function planQuery(query: MessageQuery, context: PlanContext): Result<Plan, PlanFailure> {
  const inZone = fromApiPeriod(query, context.company.time_zone)
  if (!inZone.ok) return inZone
  return planQueryFor(inZone.value, query, context)
}

/** The same question about another period, such as the previous one. */
export function planQueryFor(
  { period, zone }: PeriodInZone,
  query: MessageQuery,
  { company, asOfMs, timeOuts }: PlanContext,
): Result<Plan, PlanFailure> {
  const table = planTable({ period, zone }, query)
  if (!table.ok) return table
  const selection = planSelection({ period, zone, filters: query.filters ?? {}, asOfMs, timeOuts })
  if (!selection.ok) return selection
  return ok({
    ...table.value,
    table: 'messages',
    moment: createdColumns,
    metrics: query.metrics.map((name) => metricSpec(name, query.by)),
    dimensions: query.by.map((name) => dimensions[name]),
    selection: selection.value,
    currency: company.currency,
  })
}

import type { Company, MessageDimension, MessageMetricName, MessageQuery } from '../../contract/index.ts'
import {
  autoGranularity,
  bucketsOf,
  type Failure,
  fail,
  type Granularity,
  ok,
  type Result,
} from '../../core/index.ts'
import { metricSpec } from '../catalogue/catalogue.ts'
import { dimensions } from '../catalogue/dimensions.ts'
import { fromApiPeriod, type PeriodInZone } from './period-of.ts'
import type { Fill, OrderKey, Plan } from './plan.ts'
import { planSelection } from './selection.ts'
import type { TimeOuts } from './timed-out-sql.ts'

/** More points than this no chart or table can use. */
export const maxBuckets = 10_000

export type PlanFailure = Failure<
  | 'invalid_time_zone'
  | 'invalid_period'
  | 'invalid_filter'
  | 'invalid_order'
  | 'duplicate_metric'
  | 'duplicate_dimension'
  | 'too_many_buckets'
>

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
  if (new Set(query.metrics).size < query.metrics.length)
    return fail('duplicate_metric', 'Name each metric once.')
  if (new Set(query.by).size < query.by.length)
    return fail('duplicate_dimension', 'Name each dimension of `by` once.')
  const order = planOrder(query)
  if (!order.ok) return order
  const time = planTime({ period, zone }, query)
  if (!time.ok) return time
  const selection = planSelection({ period, zone, filters: query.filters ?? {}, asOfMs, timeOuts })
  if (!selection.ok) return selection
  return ok({
    period,
    zone,
    metrics: query.metrics.map(metricSpec),
    dimensions: query.by.map((name) => dimensions[name]),
    ...time.value,
    selection: selection.value,
    fill: fillOf(query.by),
    order: order.value,
    limit: query.limit,
    currency: company.currency,
  })
}

type PlannedTime = Pick<Plan, 'granularity' | 'bucketStarts'>

function planTime({ period, zone }: PeriodInZone, query: MessageQuery): Result<PlannedTime, PlanFailure> {
  if (!query.by.includes('time')) return ok({ granularity: null, bucketStarts: [] })
  const granularity = query.granularity ?? autoGranularity(period, zone)
  const bucketStarts = bucketsOf(period, granularity, zone)
  if (bucketStarts.length <= maxBuckets) return ok({ granularity, bucketStarts })
  const coarser = coarserThan[granularity]
  return fail(
    'too_many_buckets',
    `The period has ${bucketStarts.length} buckets, more than ${maxBuckets}: use the granularity ${coarser}.`,
  )
}

/** Only hours can be too many in five years. */
const coarserThan: Readonly<Record<Granularity, Granularity>> = {
  hour: 'day',
  day: 'week',
  week: 'month',
  month: 'month',
}

const calendarDimensions: ReadonlySet<MessageDimension> = new Set(['weekday', 'hour'])

function fillOf(by: readonly MessageDimension[]): Fill {
  if (by.includes('time')) return 'time'
  return by.length > 0 && by.every((name) => calendarDimensions.has(name)) ? 'calendar' : 'none'
}

/** By default time ascending, then the first metric descending. */
function planOrder({
  by,
  metrics,
  order,
}: MessageQuery): Result<readonly OrderKey[], Failure<'invalid_order'>> {
  if (!order || order.length === 0) {
    const time: readonly OrderKey[] = by.includes('time')
      ? [{ kind: 'dimension', index: by.indexOf('time'), descending: false }]
      : []
    return ok([...time, { kind: 'metric', index: 0, descending: true }])
  }
  const keys: OrderKey[] = []
  for (const { key, direction } of order) {
    const dimension = by.indexOf(key as MessageDimension)
    const metric = metrics.indexOf(key as MessageMetricName)
    const index = dimension === -1 ? metric : dimension
    if (index === -1)
      return fail('invalid_order', `Order by a key of the rows: ${[...by, ...metrics].join(', ')}.`)
    keys.push({ kind: dimension === -1 ? 'metric' : 'dimension', index, descending: direction === 'desc' })
  }
  if (new Set(order.map(({ key }) => key)).size < order.length)
    return fail('invalid_order', 'Order by each key once.')
  return ok(keys)
}

import type { MetricsQuery } from '../../contract/index.ts'
import {
  autoGranularity,
  bucketsOf,
  type Failure,
  fail,
  type Granularity,
  ok,
  type Period,
  type Result,
} from '../../core/index.ts'
import type { PeriodInZone } from './period-of.ts'

/** More points than this no chart or table can use. */
export const maxBuckets = 10_000

/** One key of the order of rows; ties are broken by the dimensions, ascending. Null comes last either way. */
export interface OrderKey {
  readonly kind: 'dimension' | 'metric'
  /** Place in the plan's dimensions or metrics. */
  readonly index: number
  readonly descending: boolean
}

/** Which rows are returned without items behind them. */
export type Fill = 'none' | 'time' | 'calendar'

/** What the shape of an answer follows from, whatever is counted. */
export interface TablePlan {
  readonly period: Period
  readonly zone: string
  readonly metrics: readonly { readonly name: string; readonly whenEmpty: 0 | null }[]
  readonly dimensions: readonly { readonly name: string }[]
  /** Null unless rows are divided by time. */
  readonly granularity: Granularity | null
  /** Starts of the buckets, epoch milliseconds; empty unless rows are divided by time. */
  readonly bucketStarts: readonly number[]
  readonly fill: Fill
  readonly order: readonly OrderKey[]
  readonly limit: number
}

export type TableFailure = Failure<
  'invalid_order' | 'duplicate_metric' | 'duplicate_dimension' | 'too_many_buckets'
>

type Asked = Pick<MetricsQuery, 'metrics' | 'by' | 'granularity' | 'order' | 'limit'>

/** Checks what a question says of its rows: buckets, order, which of them are filled. */
export function planTable(
  { period, zone }: PeriodInZone,
  query: Asked,
): Result<Omit<TablePlan, 'metrics' | 'dimensions'>, TableFailure> {
  if (new Set(query.metrics).size < query.metrics.length)
    return fail('duplicate_metric', 'Name each metric once.')
  if (new Set(query.by).size < query.by.length)
    return fail('duplicate_dimension', 'Name each dimension of `by` once.')
  const order = planOrder(query)
  if (!order.ok) return order
  const time = planTime({ period, zone }, query)
  if (!time.ok) return time
  return ok({
    period,
    zone,
    ...time.value,
    fill: fillOf(query.by),
    order: order.value,
    limit: query.limit,
  })
}

type PlannedTime = Pick<TablePlan, 'granularity' | 'bucketStarts'>

function planTime({ period, zone }: PeriodInZone, query: Asked): Result<PlannedTime, TableFailure> {
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

const calendarDimensions: ReadonlySet<string> = new Set(['weekday', 'hour'])

function fillOf(by: readonly string[]): Fill {
  if (by.includes('time')) return 'time'
  return by.length > 0 && by.every((name) => calendarDimensions.has(name)) ? 'calendar' : 'none'
}

/** By default time ascending, then the first metric descending. */
function planOrder({ by, metrics, order }: Asked): Result<readonly OrderKey[], Failure<'invalid_order'>> {
  if (!order || order.length === 0) {
    const time: readonly OrderKey[] = by.includes('time')
      ? [{ kind: 'dimension', index: by.indexOf('time'), descending: false }]
      : []
    return ok([...time, { kind: 'metric', index: 0, descending: true }])
  }
  const keys: OrderKey[] = []
  for (const { key, direction } of order) {
    const dimension = by.findIndex((name) => name === key)
    const metric = metrics.findIndex((name) => name === key)
    const index = dimension === -1 ? metric : dimension
    if (index === -1)
      return fail('invalid_order', `Order by a key of the rows: ${[...by, ...metrics].join(', ')}.`)
    keys.push({ kind: dimension === -1 ? 'metric' : 'dimension', index, descending: direction === 'desc' })
  }
  if (new Set(order.map(({ key }) => key)).size < order.length)
    return fail('invalid_order', 'Order by each key once.')
  return ok(keys)
}

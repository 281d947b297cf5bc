import type { QueryParams } from '../../facts/index.ts'
import { type DimensionSpec, dimensions } from '../catalogue/dimensions.ts'
import type { Measure, MetricSpec } from '../catalogue/metric-spec.ts'
import { bucketSql } from './local-time-sql.ts'
import type { Plan } from './plan.ts'
import type { OrderKey } from './plan-table.ts'

/** Groups that one question reads at most; more are a question about single items. */
export const maxGroups = 100_000

/** Names of the columns that the engine returns. */
export const column = {
  dimension: (index: number): string => `by_${index}`,
  aggregate: (index: number): string => `aggregate_${index}`,
}

/** The aggregates that a plan's metrics are made of, each once, in the order of their columns. */
export function aggregatesOf(plan: Plan): readonly string[] {
  const measures = plan.metrics.flatMap((metric) => [
    metric.measure,
    metric.denominatorMeasure,
    metric.samples,
    metric.leftOut,
  ])
  const named = measures.flatMap((measure) => (measure ? [measure.of, measure.less ?? measure.of] : []))
  // A question that counts nothing yet (spend without charges) still has groups.
  return named.length > 0 ? [...new Set(named)] : ['count()']
}

export interface BuiltQuery {
  /** `messages` is the table, or the subquery that stands for the company's part of it. */
  readonly sql: (messages: string) => string
  readonly sqlWithoutTotals: (messages: string) => string
  readonly params: QueryParams
  readonly totals: boolean
}

/**
 * Writes a plan as one SELECT: one pass over the period, groups and totals together. Rows that need no filling
 * are ordered and cut by the engine; the others when they are filled.
 */
export function buildQuery(plan: Plan): BuiltQuery {
  const grouped = plan.dimensions.length > 0
  const bucket = plan.bucketStarts.length > 0 ? bucketSql(plan.bucketStarts, plan.moment) : undefined
  const aliases = [
    ...plan.selection.aliases,
    ...(bucket ? [{ ...bucket, sql: `${bucket.sql} AS bucket` }] : []),
  ]
  const { where } = plan.selection
  const select = (messages: string, grouping: string): string =>
    [
      `WITH\n  ${aliases.map((alias) => alias.sql).join(',\n  ')}`,
      `SELECT\n  ${selectList(plan).join(',\n  ')}`,
      `FROM ${messages}`,
      `WHERE ${where.sql}`,
      ...(grouped ? [`${grouping}\n${orderAndLimit(plan)}`] : []),
    ].join('\n')
  const groupBy = `GROUP BY ${plan.dimensions.map((_, index) => column.dimension(index)).join(', ')}`
  return {
    sql: (messages) => select(messages, `${groupBy} WITH TOTALS`),
    sqlWithoutTotals: (messages) => select(messages, groupBy),
    params: Object.assign(
      { company_currency: plan.currency },
      where.params,
      ...aliases.map((alias) => alias.params),
    ),
    totals: grouped,
  }
}

function selectList(plan: Plan): string[] {
  return [
    ...plan.dimensions.map(({ sql }, index) => `${sql} AS ${column.dimension(index)}`),
    ...aggregatesOf(plan).map((sql, index) => `${sql} AS ${column.aggregate(index)}`),
  ]
}

function orderAndLimit(plan: Plan): string {
  if (plan.fill !== 'none') return `LIMIT ${maxGroups + 1}`
  const ties = plan.dimensions.map((dimension, index) => dimensionTerm(dimension, index, 'ASC'))
  const order = [...plan.order.map((key) => orderTerm(plan, key)), ...ties]
  return `ORDER BY ${order.join(', ')}\nLIMIT ${plan.limit + 1}`
}

function orderTerm(plan: Plan, { kind, index, descending }: OrderKey): string {
  const direction = descending ? 'DESC' : 'ASC'
  if (kind === 'metric') return `${metricOrderSql(plan.metrics[index])} ${direction} NULLS LAST`
  const dimension: DimensionSpec<string> = plan.dimensions[index] ?? dimensions.time
  return dimensionTerm(dimension, index, direction)
}

/** What the engine orders rows by: the metric's value as it is computed from the answer. */
function metricOrderSql(metric: MetricSpec<string> | undefined): string {
  if (!metric?.measure) return 'NULL'
  const measured =
    metric.place === undefined ? measureSql(metric.measure) : `${metric.measure.of}[${metric.place + 1}]`
  const amount = metric.unit === 'money' ? `toDecimal128(${measured}, 6)` : measured
  const value =
    metric.unit === 'ratio' && metric.denominatorMeasure
      ? `${amount} / ${measureSql(metric.denominatorMeasure)}`
      : amount
  return metric.samples ? `if(${measureSql(metric.samples)} = 0, NULL, ${value})` : value
}

function measureSql({ of, less }: Measure): string {
  return less === undefined ? of : `(${of} - ${less})`
}

/** Not known comes last, whatever the direction. */
function dimensionTerm(dimension: DimensionSpec<string>, index: number, direction: 'ASC' | 'DESC'): string {
  const name = column.dimension(index)
  const suffix = direction === 'DESC' ? ' DESC' : ''
  return dimension.unknown === null
    ? `${name}${suffix}`
    : `${name} = '${dimension.unknown}', ${name}${suffix}`
}

import type { QueryParams } from '../../facts/index.ts'
import { type DimensionSpec, dimensions } from '../catalogue/dimensions.ts'
import { bucketSql } from './local-time-sql.ts'
import type { OrderKey, Plan } from './plan.ts'

/** Groups that one question reads at most; more are a question about single items. */
export const maxGroups = 100_000

/** Names of the columns that the engine returns. */
export const column = {
  dimension: (index: number): string => `by_${index}`,
  value: (index: number): string => `value_${index}`,
  denominator: (index: number): string => `denominator_${index}`,
  leftOut: (index: number): string => `left_out_${index}`,
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
  const bucket = plan.bucketStarts.length > 0 ? bucketSql(plan.bucketStarts) : undefined
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
    ...plan.metrics.flatMap((metric, index) => [
      `${metric.unit === 'money' ? `toString(${metric.valueSql})` : metric.valueSql} AS ${column.value(index)}`,
      ...(metric.denominatorSql === null ? [] : [`${metric.denominatorSql} AS ${column.denominator(index)}`]),
      ...(metric.leftOutSql === '0' ? [] : [`${metric.leftOutSql} AS ${column.leftOut(index)}`]),
    ]),
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
  if (kind === 'metric') return `${plan.metrics[index]?.valueSql} ${direction} NULLS LAST`
  const dimension = plan.dimensions[index] ?? dimensions.time
  return dimensionTerm(dimension, index, direction)
}

/** Not known comes last, whatever the direction. */
function dimensionTerm(dimension: DimensionSpec, index: number, direction: 'ASC' | 'DESC'): string {
  const name = column.dimension(index)
  const suffix = direction === 'DESC' ? ' DESC' : ''
  return dimension.unknown === null
    ? `${name}${suffix}`
    : `${name} = '${dimension.unknown}', ${name}${suffix}`
}

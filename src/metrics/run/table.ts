import type { MetricValue } from '../../contract/index.ts'
import type { TablePlan } from '../plan/plan-table.ts'

/** Value of a dimension in a row: the start of a bucket in epoch milliseconds, a word, a number, or null. */
export type KeyValue = string | number | null

/** A row between the engine and the API: values by place, as in the plan. */
export interface TableRow {
  readonly keys: readonly KeyValue[]
  readonly values: readonly MetricValue[]
}

export interface Basis {
  readonly denominator: number | null
  readonly leftOut: number
}

export interface Table {
  readonly rows: readonly TableRow[]
  readonly totals: TableRow
  /** Per metric, for the totals. */
  readonly basis: readonly Basis[]
}

/** The row of a group without items. */
export function emptyRow(keys: readonly KeyValue[], plan: Pick<TablePlan, 'metrics'>): TableRow {
  return { keys, values: plan.metrics.map(({ whenEmpty }) => whenEmpty) }
}

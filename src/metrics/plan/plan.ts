import type { Granularity, Period } from '../../core/index.ts'
import type { DimensionSpec } from '../catalogue/dimensions.ts'
import type { MetricSpec } from '../catalogue/metric-spec.ts'
import type { Selection } from './selection.ts'

/** One key of the order of rows; ties are broken by the dimensions, ascending. Null comes last either way. */
export interface OrderKey {
  readonly kind: 'dimension' | 'metric'
  /** Place in the plan's dimensions or metrics. */
  readonly index: number
  readonly descending: boolean
}

/** Which rows are returned without messages behind them. */
export type Fill = 'none' | 'time' | 'calendar'

/** A question, checked and ready to be written as SQL. */
export interface Plan {
  readonly period: Period
  readonly zone: string
  readonly metrics: readonly MetricSpec[]
  readonly dimensions: readonly DimensionSpec[]
  /** Null unless rows are divided by time. */
  readonly granularity: Granularity | null
  /** Starts of the buckets, epoch milliseconds; empty unless rows are divided by time. */
  readonly bucketStarts: readonly number[]
  readonly selection: Selection
  readonly fill: Fill
  readonly order: readonly OrderKey[]
  readonly limit: number
  /** The company's, ISO 4217: of all money in the answer. */
  readonly currency: string
}

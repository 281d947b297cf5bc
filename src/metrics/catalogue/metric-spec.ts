import type { MessageMetricName, MetricDefinition } from '../../contract/index.ts'

/** A text of the catalogue in both languages. */
export interface LocalText {
  readonly en: string
  readonly ru: string
}

/**
 * One metric as data: what the page shows and what the engine computes. The SQL pieces name columns of `messages`, the
 * alias `timed_out` (docs/decisions/0006-metrics-planner.md) and the parameter `company_currency`.
 */
export interface MetricSpec {
  readonly name: MessageMetricName
  readonly title: LocalText
  /** What it counts and what it leaves out. */
  readonly definition: LocalText
  readonly unit: MetricDefinition['unit']
  /** What it is a share or a percentile of; null for plain counts and sums. */
  readonly denominator: LocalText | null
  /** Rows of a partition add up to the whole. */
  readonly additive: boolean
  /** Aggregate over the selection; NULL without a sample. */
  readonly valueSql: string
  /** Aggregate: size of the denominator. */
  readonly denominatorSql: string | null
  /** Aggregate: messages of the selection that the metric could not count. */
  readonly leftOutSql: string
  /** Condition on one message: it is among those that the number opens. */
  readonly itemSql: string
  /** Value of a selection without messages. */
  readonly whenEmpty: 0 | null
}

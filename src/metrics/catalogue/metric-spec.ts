import type { MessageMetricName, MetricDefinition } from '../../contract/index.ts'

/** A text of the catalogue in both languages. */
export interface LocalText {
  readonly en: string
  readonly ru: string
}

/**
 * An aggregate over the selection, or the difference of two. Metrics that name the same aggregate share it: the engine
 * computes each once per question, and shares are divided here.
 */
export interface Measure {
  readonly of: string
  readonly less?: string
}

/**
 * One metric as data: what the page shows and what the engine computes. The SQL pieces name columns of `messages` (or of `calls`),
 * the alias `timed_out` (docs/decisions/0006-metrics-planner.md) and the parameter `company_currency`.
 */
export interface MetricSpec<Name extends string = MessageMetricName> {
  readonly name: Name
  readonly title: LocalText
  /** What it counts and what it leaves out. */
  readonly definition: LocalText
  readonly unit: MetricDefinition['unit']
  /** What it is a share or a percentile of; null for plain counts and sums. */
  readonly denominator: LocalText | null
  /** Rows of a partition add up to the whole. */
  readonly additive: boolean
  /** The value; of a share, its numerator. Null where nothing can be counted yet. */
  readonly measure: Measure | null
  /** Which element of the measure, from 0, where the engine returns several percentiles at once. */
  readonly place?: number
  /** Size of the denominator. */
  readonly denominatorMeasure: Measure | null
  /** Samples behind the value; without any it is null. Null: always a value. */
  readonly samples: Measure | null
  /** Messages of the selection that the metric could not count; null: there are never any. */
  readonly leftOut: Measure | null
  /** Of money: its currency is the value of this dimension, and not the company's. */
  readonly currencyBy?: string
  /** Condition on one message: it is among those that the number opens. */
  readonly itemSql: string
  /** Value of a selection without messages. */
  readonly whenEmpty: 0 | null
}

import type { DimensionSpec } from '../catalogue/dimensions.ts'
import type { MetricSpec } from '../catalogue/metric-spec.ts'
import type { TablePlan } from './plan-table.ts'
import type { Selection } from './selection.ts'

/** A question about messages, checked and ready to be written as SQL. */
export interface Plan extends TablePlan {
  readonly metrics: readonly MetricSpec[]
  readonly dimensions: readonly DimensionSpec[]
  readonly selection: Selection
  /** The company's, ISO 4217: of all money in the answer. */
  readonly currency: string
}

import type { DimensionSpec } from '../catalogue/dimensions.ts'
import type { MetricSpec } from '../catalogue/metric-spec.ts'
import type { FactTable } from '../items/fact-table.ts'
import type { MomentColumns } from './period-sql.ts'
import type { TablePlan } from './plan-table.ts'
import type { Selection } from './selection.ts'

/** A question about messages or calls, checked and ready to be written as SQL. */
export interface Plan extends TablePlan {
  readonly table: FactTable
  /** Which moment puts an item of the table into a period. */
  readonly moment: MomentColumns
  readonly metrics: readonly MetricSpec<string>[]
  readonly dimensions: readonly DimensionSpec<string>[]
  readonly selection: Selection
  /** The company's, ISO 4217: of all money in the answer. */
  readonly currency: string
}

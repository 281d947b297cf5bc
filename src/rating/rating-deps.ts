import type { Clock } from '../core/index.ts'
import type { Records } from '../records/index.ts'

/** What price lists are kept with. */
export interface PriceListDeps {
  readonly records: Records
  readonly clock: Clock
  /** Called after a commit that changed what is in force for somebody. */
  readonly onChange: () => void
}

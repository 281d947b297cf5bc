import { z } from 'zod'
import { granularities } from '../../../src/contract/index.ts'
import { selectionSearchShape } from '../../ui/selection/selection-search.ts'

/** Everything that the Analytics page can be set to, as it stands in its address. */
export const analyticsSearchSchema = z.object({
  ...selectionSearchShape,
  granularity: z.enum(granularities).optional().catch(undefined),
  compare: z.enum(['previous_period', 'none']).optional().catch(undefined),
})
export type AnalyticsSearch = z.output<typeof analyticsSearchSchema>

import { z } from 'zod'
import { granularities } from '../../../src/contract/index.ts'
import { isTimeZone } from '../../../src/core/time/index.ts'
import { selectionSearchShape } from '../../ui/selection/selection-search.ts'

/** Dimensions that the breakdown table can be cut by. */
export const breakdownDimensions = [
  'channel',
  'connection',
  'sender',
  'country',
  'network',
  'campaign',
  'template',
  'kind',
  'error',
] as const
export type BreakdownDimension = (typeof breakdownDimensions)[number]

/** Everything that the Analytics page can be set to, as it stands in its address. */
export const analyticsSearchSchema = z.object({
  ...selectionSearchShape,
  granularity: z.enum(granularities).optional().catch(undefined),
  compare: z.enum(['previous_period', 'none']).optional().catch(undefined),
  /** Another zone than the company's. */
  zone: z.string().max(64).refine(isTimeZone).optional().catch(undefined),
  /** Dimension of the breakdown table, and the column and direction that it is sorted by. */
  breakdown: z.enum(breakdownDimensions).optional().catch(undefined),
  sort: z.string().max(60).optional().catch(undefined),
  direction: z.enum(['asc', 'desc']).optional().catch(undefined),
})
export type AnalyticsSearch = z.output<typeof analyticsSearchSchema>

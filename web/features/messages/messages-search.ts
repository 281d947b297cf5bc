import { z } from 'zod'
import { messageMetricNames } from '../../../src/contract/index.ts'
import { isTimeZone } from '../../../src/core/time/index.ts'
import { selectionSearchShape } from '../../ui/selection/selection-search.ts'

/** Everything that the message list can be set to, as it stands in its address. */
export const messagesSearchSchema = z.object({
  ...selectionSearchShape,
  /** Another zone than the company's. */
  zone: z.string().max(64).refine(isTimeZone).optional().catch(undefined),
  /** The metric whose items are listed; all created messages by default. */
  metric: z.enum(messageMetricNames).optional().catch(undefined),
  search: z.string().max(200).optional().catch(undefined),
  /** The message whose card is open. */
  open: z.string().max(200).optional().catch(undefined),
  /** The event of that message whose request is shown. */
  event: z.string().max(200).optional().catch(undefined),
})
export type MessagesSearch = z.output<typeof messagesSearchSchema>

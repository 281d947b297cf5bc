import type { ReportFilterName } from '../../contract/index.ts'

/** Filters of chats, and how they are counted. */
export const chatFilterNames: readonly ReportFilterName[] = [
  'messenger',
  'chat',
  'group',
  'operator',
  'close_by',
  'band',
  'weekday',
  'hour',
  'with_customer_messages',
  'business_time',
  'clock',
]

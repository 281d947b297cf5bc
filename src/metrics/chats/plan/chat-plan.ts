import type { ChatDimension, ChatFilters } from '../../../contract/index.ts'
import { dayMs } from '../../../core/index.ts'
import type { TablePlan } from '../../plan/plan-table.ts'
import type { ChatTerms } from '../catalogue/chat-measure.ts'
import type { ChatCount, ChatMetricSpec, Presence } from '../catalogue/chat-metric-spec.ts'

/** A metric under the terms of a question. */
export type PlannedMetric = Pick<ChatMetricSpec, 'name' | 'whenEmpty'> &
  (
    | { readonly kind: 'items'; readonly count: ChatCount }
    | { readonly kind: 'presence'; readonly presence: Presence }
  )

/** What chats a question is about, and as of when. */
export interface ChatScope {
  readonly period: TablePlan['period']
  readonly zone: string
  readonly filters: ChatFilters
  readonly terms: ChatTerms
  readonly asOfMs: number
}

/** A question about chats, checked and ready to be written as SQL. */
export interface ChatPlan extends TablePlan, ChatScope {
  readonly metrics: readonly PlannedMetric[]
  readonly dimensions: readonly { readonly name: ChatDimension }[]
}

/** About two months of one company's chats: what the engine finds in some hundredths of a second. */
const longestBriefMs = 62 * dayMs

/** Whether a question is of so short a period that its statements need not be spread over cores. */
export function isBrief({ period }: Pick<ChatPlan, 'period'>): boolean {
  return period.toMs - period.fromMs <= longestBriefMs
}

import type { MessageItem, MessageItemsQuery } from '../../contract/index.ts'
import { type Failure, ok, type Result } from '../../core/index.ts'
import { metricSpec } from '../catalogue/catalogue.ts'
import { fromApiPeriod } from '../plan/period-of.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import { planSelection } from '../plan/selection.ts'
import { allOf, sqlText } from '../plan/sql-text.ts'
import type { ItemsPlan } from './build-items.ts'
import { listedMessages } from './listed-messages.ts'
import type { MessageRow } from './message-columns.ts'
import { searchCondition } from './search-condition.ts'

/** A question about the messages that one number counts. */
export type ItemsSelection = Omit<MessageItemsQuery, 'cursor' | 'limit'>

export type ItemsFailure = Failure<'invalid_time_zone' | 'invalid_period' | 'invalid_filter'>

/** The selection of the number itself, narrowed to the messages that it counts. */
export function planItems(
  query: ItemsSelection,
  context: PlanContext,
): Result<ItemsPlan<MessageRow, MessageItem>, ItemsFailure> {
  const inZone = fromApiPeriod(query, context.company.time_zone)
  if (!inZone.ok) return inZone
  const { period, zone } = inZone.value
  const selection = planSelection({
    period,
    zone,
    filters: query.filters ?? {},
    asOfMs: context.asOfMs,
    timeOuts: context.timeOuts,
  })
  if (!selection.ok) return selection
  const counted = sqlText(`(${metricSpec(query.metric).itemSql})`)
  const search = searchCondition(query.search ?? '')
  const where = allOf([selection.value.where, counted, ...(search ? [search] : [])])
  return ok({
    list: listedMessages,
    zone,
    selection: { ...selection.value, where },
    currency: context.company.currency,
  })
}

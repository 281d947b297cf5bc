import type { CallItem, CallItemsQuery } from '../../contract/index.ts'
import { ok, type Result } from '../../core/index.ts'
import type { ItemsPlan } from '../items/build-items.ts'
import type { ItemsFailure } from '../items/plan-items.ts'
import { fromApiPeriod } from '../plan/period-of.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import { allOf, type SqlText, sqlText } from '../plan/sql-text.ts'
import { callMetricSpec } from './call-catalogue.ts'
import { planCallSelection } from './call-selection.ts'
import { needsCharges } from './calls-with-charges.ts'
import { type CallRow, listedCalls } from './listed-calls.ts'

/** A question about the calls that one number counts. */
export type CallItemsSelection = Omit<CallItemsQuery, 'cursor' | 'limit'>

/** The selection of the number itself, narrowed to the calls that it counts. */
export function planCallItems(
  query: CallItemsSelection,
  { company }: Pick<PlanContext, 'company'>,
): Result<ItemsPlan<CallRow, CallItem>, ItemsFailure> {
  const inZone = fromApiPeriod(query, company.time_zone)
  if (!inZone.ok) return inZone
  const selection = planCallSelection(inZone.value, query.filters ?? {})
  if (!selection.ok) return selection
  const counted = sqlText(`(${callMetricSpec(query.metric).itemSql})`)
  const search = searchCondition(query.search ?? '')
  return ok({
    list: needsCharges([query.metric]) ? { ...listedCalls, table: 'charged_calls' } : listedCalls,
    zone: inZone.value.zone,
    selection: {
      ...selection.value,
      where: allOf([selection.value.where, counted, ...(search ? [search] : [])]),
    },
    currency: company.currency,
  })
}

/** What people type between the digits of a phone number. */
const phoneLike = /^[\d\s()+./-]+$/

/** Calls are found by part of their id, of a number, however it is written, or of the operator's id, in any case of letters. */
function searchCondition(search: string): SqlText | undefined {
  const text = search.trim()
  if (text === '') return undefined
  const digits = text.replaceAll(/\D/g, '')
  const byDigits = phoneLike.test(text) && digits !== ''
  const conditions = [
    ...['call_id', 'caller', 'callee', 'operator_id'].map(
      (name) => `positionCaseInsensitiveUTF8(${name}, {search:String}) > 0`,
    ),
    ...(byDigits ? ['caller', 'callee'].map((name) => `position(${name}, {search_digits:String}) > 0`) : []),
  ]
  return sqlText(
    `(${conditions.join(' OR ')})`,
    byDigits ? { search: text, search_digits: digits } : { search: text },
  )
}

import type { MetricName, ReportFilters, ReportTypes } from '../../../../src/contract/index.ts'
import type { Period } from '../../../../src/core/time/index.ts'
import { startOfUnit } from '../../../../src/core/time/index.ts'
import type { Language } from '../../../../src/messages/index.ts'
import type { ReportCreation } from '../../../api/report-api.ts'
import { toApiChatFilters } from '../../../ui/chat-selection/chat-filters.ts'
import { toApiFilters } from '../../../ui/index.ts'
import { toApiPeriod } from '../../../ui/selection/selection.ts'
import { notKnownValue } from '../../../ui/selection/selection-search.ts'
import type { ReportFormSearch } from './report-form-search.ts'

export type OfferedType = ReportTypes['types'][number]

/** What the form asks for, without its name. */
type Content = Omit<ReportCreation, 'name'>

const unitOf = { daily: 'day', weekly: 'week', monthly: 'month' } as const

/** The last whole day, week or month that a recurring report would have been of. */
export function lastWhole(repeat: keyof typeof unitOf, nowMs: number, zone: string): Period {
  const unit = unitOf[repeat]
  return {
    fromMs: startOfUnit(nowMs, unit, -1, zone),
    toMs: startOfUnit(nowMs, unit, 0, zone),
  }
}

/** When the first one is made: at the end of the day, week or month of now. */
export function firstMadeMs(repeat: keyof typeof unitOf, nowMs: number, zone: string): number {
  return startOfUnit(nowMs, unitOf[repeat], 1, zone)
}

interface Asked {
  readonly search: ReportFormSearch
  readonly type: OfferedType
  readonly period: Period
  readonly zone: string
  readonly language: Language
}

/** A report as the API wants it; of an invoice there is no period. */
export function contentOf({ search, type, period, zone, language }: Asked): Content {
  const filters = filtersOf(search, type)
  const { format, columns, group_by, granularity } = search
  const known = columns?.filter((key) => type.columns.some((one) => one.key === key)) ?? []
  const groups = group_by?.filter((key) => type.group_by.some((one) => one.key === key)) ?? []
  const { from, to, time_zone } = toApiPeriod(period, zone)
  return {
    type: type.type,
    format: format ?? 'xlsx',
    language: search.language ?? language,
    csv_bom: search.bom !== 'no',
    time_zone,
    ...(filters.invoice_id === undefined ? { from, to } : {}),
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(known.length > 0 && { columns: known }),
    ...(groups.length > 0 && { group_by: groups }),
    ...(granularity !== undefined && type.group_by.length > 0 && { granularity }),
  }
}

/** The filters of the form that the type takes. */
export function filtersOf(search: ReportFormSearch, type: OfferedType): ReportFilters {
  if (search.invoice !== undefined && type.filters.includes('invoice_id'))
    return { invoice_id: search.invoice }
  const text = search.search?.trim()
  const all: ReportFilters = {
    ...toApiFilters(search),
    ...toApiChatFilters(search),
    metric: metricOf(search.metric, type),
    search: text === '' ? undefined : text,
    direction: search.direction,
    result: search.result?.map((one) => (one === notKnownValue ? null : one)),
    company_id: search.company,
    transaction_kind: search.transaction_kind,
    usage: search.usage,
    with_expenses: search.with_expenses === 'yes' ? true : undefined,
  }
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name, value]) => value !== undefined && type.filters.some((one) => one === name),
    ),
  )
}

/** A number of what the type is of. */
export function metricOf(
  metric: MetricName | undefined,
  { service }: Pick<OfferedType, 'service'>,
): MetricName | undefined {
  return metric?.startsWith(`${service}.`) ? metric : undefined
}

import type { Report } from '../../../../src/contract/index.ts'
import { noBand } from '../../../ui/chat-selection/chat-selection-search.ts'
import { notKnownValue } from '../../../ui/selection/selection-search.ts'
import { parseReportFormSearch, type ReportFormSearch } from './report-form-search.ts'

/** The form's address for another report like this one. */
export function searchLike(report: Omit<Report, 'id'>): ReportFormSearch {
  const { type, filters, period, columns, group_by, granularity, format, language, csv_bom } = report
  const { invoice_id, company_id, with_customer_messages, business_time, with_expenses, clock } = filters
  const values = Object.fromEntries(
    Object.entries(filters).map(([name, value]) => [name, Array.isArray(value) ? value.map(written) : value]),
  )
  return parseReportFormSearch({
    ...values,
    band: filters.band?.map((band) => band ?? noBand),
    business_time: business_time === true ? 'yes' : undefined,
    clock: clock === 'event' ? clock : undefined,
    customer_messages:
      with_customer_messages === undefined ? undefined : with_customer_messages ? 'yes' : 'no',
    with_expenses: with_expenses === true ? 'yes' : undefined,
    invoice: invoice_id,
    company: company_id,
    type,
    from: period?.from,
    to: period?.to,
    zone: period?.time_zone,
    columns: columns ?? undefined,
    group_by: group_by ?? undefined,
    granularity: granularity ?? undefined,
    format,
    language,
    bom: csv_bom ? undefined : 'no',
  })
}

/** Null, "not known", as it stands in an address. */
function written(value: unknown): unknown {
  return value === null ? notKnownValue : value
}

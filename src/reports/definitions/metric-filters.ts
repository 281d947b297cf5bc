import type { MetricFilters, ReportFilters } from '../../contract/index.ts'

/** The filters of a report that the planner of numbers takes. */
export function metricFiltersOf(filters: ReportFilters): MetricFilters {
  const {
    metric: _metric,
    search: _search,
    invoice_id: _invoice,
    company_id: _company,
    transaction_kind: _kind,
    usage: _usage,
    with_expenses: _expenses,
    ...rest
  } = filters
  return rest
}

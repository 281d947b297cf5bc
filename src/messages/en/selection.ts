import type { Area } from '../catalogue-types.ts'

/** The controls of period, zone and filters, wherever they stand. */
export const selection = {
  period: 'Period',
  period_start_date: 'Start date',
  period_start_time: 'Start time',
  period_end_date: 'End date',
  period_end_time: 'End time',
  period_end_help: 'Empty: to the end of the day. The end itself is not included.',
  period_apply: 'Apply',
  period_order: 'The end must be after the start.',
  period_presets: 'Named periods',
  zone: 'Time zone',
  zone_company: 'The company’s zone',
  filter: 'Filter',
  filter_add: 'Add a filter',
  filter_search: 'Search',
  filter_nothing: 'Nothing found',
  filter_empty: 'No values in this period',
  filter_remove: 'Remove the filter {name}',
  filter_change: 'Change the filter {name}',
  filter_clear: 'Clear filters',
  filter_more: { one: '{n} more', other: '{n} more' },
  filters_label: 'Filters',
  not_stated: 'Not stated',
} as const satisfies Area

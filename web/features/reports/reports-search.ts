import {
  type ReportService,
  type ReportState,
  type ReportType,
  reportServices,
  reportStates,
  reportTypes,
} from '../../../src/contract/report-words.ts'
import { oneOf, onlySet, type RawSearch, textOf } from '../../ui/selection/search-values.ts'
import { parseZonedSelectionSearch, type ZonedSelectionSearch } from '../../ui/selection/selection-search.ts'

/** Everything that the page of reports can be set to, as it stands in its address; the period is that of their creation. */
export interface ReportsSearch extends Pick<ZonedSelectionSearch, 'period' | 'from' | 'to' | 'zone'> {
  /** What is made again and again, instead of what was made. */
  readonly tab?: 'recurring' | undefined
  /** A part of the name. */
  readonly search?: string | undefined
  readonly state?: ReportState | undefined
  readonly service?: ReportService | undefined
  readonly type?: ReportType | undefined
  /** The report whose details are open; links of e-mails name it. */
  readonly open?: string | undefined
}

const maxTextLength = 200

export function parseReportsSearch(raw: RawSearch): ReportsSearch {
  const { period, from, to, zone } = parseZonedSelectionSearch(raw)
  return onlySet({
    period,
    from,
    to,
    zone,
    tab: oneOf(['recurring'], raw['tab']),
    search: textOf(raw['search'], maxTextLength),
    state: oneOf(reportStates, raw['state']),
    service: oneOf(reportServices, raw['service']),
    type: oneOf(reportTypes, raw['type']),
    open: textOf(raw['open'], maxTextLength),
  })
}

/** Back to all reports. The zone stays, as it is how times are written. */
export const noReportFilters: ReportsSearch = {
  period: undefined,
  from: undefined,
  to: undefined,
  search: undefined,
  state: undefined,
  service: undefined,
  type: undefined,
}

export function isNarrowed(search: ReportsSearch): boolean {
  return Object.keys(noReportFilters).some((name) => name in search)
}

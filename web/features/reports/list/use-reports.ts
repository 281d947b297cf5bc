import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReportsQuestion } from '../../../api/report-api.ts'
import { reportListQuery } from '../../../api/report-queries.ts'
import { useReportsView } from '../reports-view.tsx'

/** The reports that the address asks for, a page at a time; pages that are there stay where they are. */
export function useReports() {
  return useInfiniteQuery(reportListQuery(useReportsQuestion()))
}

function useReportsQuestion(): ReportsQuestion {
  const { search, selected } = useReportsView()
  const { search: text, state, service, type, period, from, to } = search
  const isOfPeriod = period !== undefined || (from !== undefined && to !== undefined)
  return {
    ...(text !== undefined && text.trim() !== '' && { search: text.trim() }),
    ...(state && { state }),
    ...(service && { service }),
    ...(type && { type }),
    ...(isOfPeriod && { from: selected.from, to: selected.to }),
  }
}

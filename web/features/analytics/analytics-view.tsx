import { useNavigate, useSearch } from '@tanstack/react-router'
import { createContext, type ReactNode, use, useCallback, useMemo } from 'react'
import type { Granularity } from '../../../src/contract/index.ts'
import { autoGranularity } from '../../../src/core/time/index.ts'
import type { MetricsQuestion } from '../../api/metrics-query.ts'
import { SelectionContext, useT, useWorkedOutSelection, type WorkedOutSelection } from '../../ui/index.ts'
import { type DrillDown, StatisticsPageContext } from '../../ui/statistics/drill-down.ts'
import type { AnalyticsSearch } from './analytics-search.ts'
import { itemsSearch } from './drill-down.ts'
import { summaryReportSearch } from './summary-report-search.ts'
import { useSelectionText } from './use-selection-text.ts'

/** What the page is set to, worked out from its address. */
export interface AnalyticsView extends WorkedOutSelection {
  readonly search: AnalyticsSearch
  readonly granularity: Granularity
  readonly compare: boolean
  /**
   * Changes the address; the step is kept for Back unless `replace` is set. Another period chooses its own granularity
   * unless one is named with it.
   */
  readonly change: (changes: Partial<AnalyticsSearch>, options?: { replace?: boolean }) => void
}

const ViewContext = createContext<AnalyticsView | null>(null)

export function useAnalyticsView(): AnalyticsView {
  const view = use(ViewContext)
  if (view === null) throw new Error('useAnalyticsView needs an AnalyticsViewProvider above it')
  return view
}

interface AnalyticsViewProviderProps {
  readonly nowMs: number
  readonly children: ReactNode
}

export function AnalyticsViewProvider({ nowMs, children }: AnalyticsViewProviderProps): ReactNode {
  const search = useSearch({ from: '/frame/analytics' })
  const navigate = useNavigate({ from: '/analytics' })
  const selection = useWorkedOutSelection(search, nowMs)
  const change = useCallback<AnalyticsView['change']>(
    (changes, options) => {
      const otherPeriod = 'period' in changes || 'from' in changes
      void navigate({
        search: (before) => ({ ...before, ...(otherPeriod && { granularity: undefined }), ...changes }),
        replace: options?.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
  const view = useMemo<AnalyticsView>(
    () => ({
      ...selection,
      search,
      granularity: search.granularity ?? autoGranularity(selection.period, selection.zone),
      compare: search.compare !== 'none',
      change,
    }),
    [selection, search, change],
  )
  return (
    <ViewContext value={view}>
      <SelectionContext value={view}>
        <CardsOfMessages>{children}</CardsOfMessages>
      </SelectionContext>
    </ViewContext>
  )
}

/** What cards do on this page: their items are messages. */
function CardsOfMessages({ children }: { readonly children: ReactNode }): ReactNode {
  const view = useAnalyticsView()
  const navigate = useNavigate()
  const selectionText = useSelectionText(view)
  const itemsLabel = useT()('analytics.menu_items')
  const page = useMemo(
    () => ({
      openItems: (drill: DrillDown) => void navigate({ to: '/messages', search: itemsSearch(view, drill) }),
      itemsLabel,
      selectionText,
      reportSearch: (question: MetricsQuestion) => summaryReportSearch(view.search, question),
    }),
    [view, navigate, selectionText, itemsLabel],
  )
  return <StatisticsPageContext value={page}>{children}</StatisticsPageContext>
}

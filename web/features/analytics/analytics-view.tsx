import { useNavigate, useSearch } from '@tanstack/react-router'
import { createContext, type ReactNode, use, useCallback, useMemo } from 'react'
import type { Granularity, MetricFilters } from '../../../src/contract/index.ts'
import { autoGranularity, type Period } from '../../../src/core/time/index.ts'
import { createFormats, type Formats } from '../../../src/messages/index.ts'
import { useSession } from '../../api/use-session.ts'
import { useLanguage } from '../../ui/index.ts'
import { periodOf, toApiFilters, toApiPeriod } from '../../ui/selection/selection.ts'
import type { AnalyticsSearch } from './analytics-search.ts'

/** The part of every question that the page's bar decides. */
export interface Selected {
  readonly from: string
  readonly to: string
  readonly time_zone: string
  readonly filters?: MetricFilters
}

/** What the page is set to, worked out from its address. */
export interface AnalyticsView {
  readonly search: AnalyticsSearch
  readonly period: Period
  readonly zone: string
  readonly companyZone: string
  readonly granularity: Granularity
  readonly compare: boolean
  readonly selected: Selected
  readonly nowMs: number
  /** Writes in the page's zone, which may differ from the company's. */
  readonly format: Formats
  /** Changes the address; the step is kept for Back unless `replace` is set. */
  readonly change: (changes: Partial<AnalyticsSearch>, options?: { replace?: boolean }) => void
}

export const ViewContext = createContext<AnalyticsView | null>(null)

export function useAnalyticsView(): AnalyticsView {
  const view = use(ViewContext)
  if (view === null) throw new Error('useAnalyticsView needs an AnalyticsViewProvider above it')
  return view
}

export function AnalyticsViewProvider({
  nowMs,
  children,
}: {
  readonly nowMs: number
  readonly children: ReactNode
}): ReactNode {
  const search = useSearch({ from: '/frame/analytics' })
  const navigate = useNavigate({ from: '/analytics' })
  const companyZone = useSession().company.time_zone
  const [language] = useLanguage()
  const zone = search.zone ?? companyZone

  const change = useCallback<AnalyticsView['change']>(
    (changes, options) => {
      void navigate({
        search: (before) => ({ ...before, ...changes }),
        replace: options?.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
  const format = useMemo(() => createFormats({ language, timeZone: zone }), [language, zone])
  const view = useMemo<AnalyticsView>(() => {
    const period = periodOf(search, zone, nowMs)
    const filters = toApiFilters(search)
    return {
      search,
      period,
      zone,
      companyZone,
      granularity: search.granularity ?? autoGranularity(period, zone),
      compare: search.compare !== 'none',
      selected: { ...toApiPeriod(period, zone), ...(filters ? { filters } : {}) },
      nowMs,
      format,
      change,
    }
  }, [search, zone, companyZone, nowMs, format, change])
  return <ViewContext value={view}>{children}</ViewContext>
}

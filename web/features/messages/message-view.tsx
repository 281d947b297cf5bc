import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo } from 'react'
import { autoGranularity } from '../../../src/core/time/index.ts'
import { createFormats } from '../../../src/messages/index.ts'
import { useSession } from '../../api/use-session.ts'
import { useLanguage } from '../../ui/index.ts'
import { periodOf, toApiFilters, toApiPeriod } from '../../ui/selection/selection.ts'
import { type AnalyticsView, ViewContext } from '../analytics/analytics-view.tsx'

interface MessageViewProviderProps {
  /** Taken once: a list that is being read does not slide away under its reader. */
  readonly nowMs: number
  readonly children: ReactNode
}

/** Gives the controls of period and filters, which Analytics owns, the address of the message list to work on. */
export function MessageViewProvider({ nowMs, children }: MessageViewProviderProps): ReactNode {
  const search = useSearch({ from: '/frame/messages' })
  const navigate = useNavigate({ from: '/messages' })
  const companyZone = useSession().company.time_zone
  const [language] = useLanguage()
  const zone = search.zone ?? companyZone

  const change = useCallback<AnalyticsView['change']>(
    ({ period, from, to, granularity: _granularity, ...changes }, options) => {
      void navigate({
        search: (before) => ({
          ...before,
          ...('period' in changes || period || from || to ? { period, from, to } : {}),
          ...changes,
          open: undefined,
          event: undefined,
        }),
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
      granularity: autoGranularity(period, zone),
      compare: false,
      selected: { ...toApiPeriod(period, zone), ...(filters ? { filters } : {}) },
      nowMs,
      format,
      change,
    }
  }, [search, zone, companyZone, nowMs, format, change])
  return <ViewContext value={view}>{children}</ViewContext>
}

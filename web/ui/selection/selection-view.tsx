import { createContext, use, useMemo } from 'react'
import type { MessageFilters } from '../../../src/contract/index.ts'
import type { Period } from '../../../src/core/time/index.ts'
import { createFormats, type Formats } from '../../../src/messages/index.ts'
import { useSession } from '../../api/use-session.ts'
import { useLanguage } from '../i18n/i18n-provider.tsx'
import { periodOf, toApiFilters, toApiPeriod } from './selection.ts'
import type { ZonedSelectionSearch } from './selection-search.ts'

/** The part of every question that period, zone and filters decide. */
export interface Selected {
  readonly from: string
  readonly to: string
  readonly time_zone: string
  readonly filters?: MessageFilters
}

/** What a page's address selects, worked out. */
export interface WorkedOutSelection {
  readonly search: ZonedSelectionSearch
  readonly period: Period
  readonly zone: string
  readonly companyZone: string
  readonly selected: Selected
  readonly nowMs: number
  /** Writes in the page's zone, which may differ from the company's. */
  readonly format: Formats
}

/** What the controls of period and filters work on; each page that has them provides its own. */
export interface SelectionView extends WorkedOutSelection {
  /** Changes the address; the step is kept for Back unless `replace` is set. */
  readonly change: (changes: Partial<ZonedSelectionSearch>, options?: { replace?: boolean }) => void
}

export const SelectionContext = createContext<SelectionView | null>(null)

export function useSelectionView(): SelectionView {
  const view = use(SelectionContext)
  if (view === null) throw new Error('useSelectionView needs a SelectionContext above it')
  return view
}

/** The instants, the zone and the API's filters that an address means at a moment. */
export function useWorkedOutSelection(search: ZonedSelectionSearch, nowMs: number): WorkedOutSelection {
  const companyZone = useSession().company.time_zone
  const [language] = useLanguage()
  const zone = search.zone ?? companyZone
  const format = useMemo(() => createFormats({ language, timeZone: zone }), [language, zone])
  return useMemo(() => {
    const period = periodOf(search, zone, nowMs)
    const filters = toApiFilters(search)
    const selected = { ...toApiPeriod(period, zone), ...(filters ? { filters } : {}) }
    return { search, period, zone, companyZone, selected, nowMs, format }
  }, [search, zone, companyZone, nowMs, format])
}

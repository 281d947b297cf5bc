import { useNavigate, useSearch } from '@tanstack/react-router'
import { createContext, type ReactNode, use, useCallback, useMemo } from 'react'
import { SelectionContext, useWorkedOutSelection, type WorkedOutSelection } from '../../ui/index.ts'
import { parseReportsSearch, type ReportsSearch } from './reports-search.ts'

/** What the page is set to, worked out from its address. */
interface ReportsView extends Omit<WorkedOutSelection, 'search'> {
  readonly search: ReportsSearch
  /** Changes the address; the step is kept for Back unless `replace` is set. */
  readonly change: (changes: Partial<ReportsSearch>, options?: { replace?: boolean }) => void
}

const ViewContext = createContext<ReportsView | null>(null)

export function useReportsView(): ReportsView {
  const view = use(ViewContext)
  if (view === null) throw new Error('useReportsView needs a ReportsViewProvider above it')
  return view
}

interface ReportsViewProviderProps {
  readonly nowMs: number
  readonly children: ReactNode
}

/** Gives the controls of the page its address to work on. */
export function ReportsViewProvider({ nowMs, children }: ReportsViewProviderProps): ReactNode {
  const written = useSearch({ from: '/frame/reports' })
  const search = useMemo(() => parseReportsSearch(written), [written])
  const navigate = useNavigate({ from: '/reports' })
  const selection = useWorkedOutSelection(search, nowMs)
  const change = useCallback<ReportsView['change']>(
    (changes, options) => {
      void navigate({
        search: (before) => ({ ...parseReportsSearch({ ...before, ...changes }) }),
        replace: options?.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
  const view = useMemo<ReportsView>(() => ({ ...selection, search, change }), [selection, search, change])
  const controls = useMemo(() => ({ ...selection, change }), [selection, change])
  return (
    <ViewContext value={view}>
      <SelectionContext value={controls}>{children}</SelectionContext>
    </ViewContext>
  )
}

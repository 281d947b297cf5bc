import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo } from 'react'
import { SelectionContext, type SelectionView, useWorkedOutSelection } from '../../../ui/index.ts'
import { parseInvoicesSearch } from '../invoices-search.ts'

interface InvoicesViewProviderProps {
  /** Taken once: a list that is being read does not slide away under its reader. */
  readonly nowMs: number
  readonly children: ReactNode
}

/** Gives the control of the period the address of the list to work on. Without a period it is the current month. */
export function InvoicesViewProvider({ nowMs, children }: InvoicesViewProviderProps): ReactNode {
  const search = useSearch({ from: '/frame/invoices' })
  const navigate = useNavigate({ from: '/invoices' })
  const periods = useMemo(() => ({ ...search, period: search.period ?? 'this_month' }) as const, [search])
  const selection = useWorkedOutSelection(periods, nowMs)
  const change = useCallback<SelectionView['change']>(
    (changes, options) => {
      void navigate({
        search: (before) => parseInvoicesSearch({ ...before, ...changes }),
        replace: options?.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
  const view = useMemo<SelectionView>(() => ({ ...selection, change }), [selection, change])
  return <SelectionContext value={view}>{children}</SelectionContext>
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo } from 'react'
import { SelectionContext, type SelectionView, useWorkedOutSelection } from '../../ui/index.ts'
import { parseTransactionsSearch } from './transactions-search.ts'

interface TransactionsViewProviderProps {
  /** Taken once: a statement that is being read does not slide away under its reader. */
  readonly nowMs: number
  readonly children: ReactNode
}

/** Gives the control of the period the address of the account transactions to work on. */
export function TransactionsViewProvider({ nowMs, children }: TransactionsViewProviderProps): ReactNode {
  const search = useSearch({ from: '/frame/transactions' })
  const navigate = useNavigate({ from: '/transactions' })
  const selection = useWorkedOutSelection(search, nowMs)
  const change = useCallback<SelectionView['change']>(
    (changes, options) => {
      void navigate({
        search: (before) => parseTransactionsSearch({ ...before, ...changes, open: undefined }),
        replace: options?.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
  const view = useMemo<SelectionView>(() => ({ ...selection, change }), [selection, change])
  return <SelectionContext value={view}>{children}</SelectionContext>
}

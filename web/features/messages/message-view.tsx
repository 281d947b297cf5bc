import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo } from 'react'
import { SelectionContext, type SelectionView, useWorkedOutSelection } from '../../ui/index.ts'

interface MessageViewProviderProps {
  /** Taken once: a list that is being read does not slide away under its reader. */
  readonly nowMs: number
  readonly children: ReactNode
}

/** Gives the controls of period and filters the address of the message list to work on. */
export function MessageViewProvider({ nowMs, children }: MessageViewProviderProps): ReactNode {
  const search = useSearch({ from: '/frame/messages' })
  const navigate = useNavigate({ from: '/messages' })
  const selection = useWorkedOutSelection(search, nowMs)
  const change = useCallback<SelectionView['change']>(
    (changes, options) => {
      void navigate({
        search: (before) => ({ ...before, ...changes, open: undefined, event: undefined }),
        replace: options?.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
  const view = useMemo<SelectionView>(() => ({ ...selection, change }), [selection, change])
  return <SelectionContext value={view}>{children}</SelectionContext>
}

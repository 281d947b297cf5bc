import { useRouterState } from '@tanstack/react-router'
import type { InvoicesSearch } from './invoices-search.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What the list of documents was set to from which a document was opened. */
    readonly documentList?: InvoicesSearch | undefined
  }
}

/** What the list was set to from which this place was reached; undefined where one came by a link from elsewhere. */
export function useListCameFrom(): InvoicesSearch | undefined {
  return useRouterState({ select: ({ location }) => location.state.documentList })
}

import { useNavigate } from '@tanstack/react-router'
import { type InvoicesSearch, parseInvoicesSearch } from '../invoices-search.ts'

/** Changes the address; what makes no sense is dropped from it. */
export function useChangeSearch(): (
  changes: Partial<InvoicesSearch>,
  options?: { replace: boolean },
) => void {
  const navigate = useNavigate({ from: '/invoices' })
  return (changes, options) =>
    void navigate({
      search: (before) => parseInvoicesSearch({ ...before, ...changes }),
      replace: options?.replace ?? false,
      resetScroll: false,
    })
}

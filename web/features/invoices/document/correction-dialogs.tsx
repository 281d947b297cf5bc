import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import type { InvoiceDetail } from '../../../../src/contract/index.ts'

// Loaded when opened.
const CreditDialog = lazy(async () => ({ default: (await import('./credit-dialog.tsx')).CreditDialog }))
const VoidDialog = lazy(async () => ({ default: (await import('./void-dialog.tsx')).VoidDialog }))

/** The form that the address names, where the reader may fill it in. */
export function CorrectionDialogs({ invoice }: { readonly invoice: InvoiceDetail }): ReactNode {
  const navigate = useNavigate({ from: '/invoices/$invoiceId' })
  const { enter } = useSearch({ from: '/frame/invoices/$invoiceId' })
  const close = (): void =>
    void navigate({
      search: (before) => ({ ...before, enter: undefined }),
      state: true,
      replace: true,
      resetScroll: false,
    })
  return (
    <Suspense>
      {enter === 'credit' && invoice.may_credit && <CreditDialog invoice={invoice} onClose={close} />}
      {enter === 'void' && invoice.may_void && <VoidDialog invoice={invoice} onClose={close} />}
    </Suspense>
  )
}

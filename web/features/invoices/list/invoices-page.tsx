import { useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Page, useT } from '../../../ui/index.ts'
import { CreateButton } from './create-button.tsx'
import { ExportInvoices } from './export-invoices.tsx'
import { InvoiceList } from './invoice-list.tsx'
import { InvoicesBar } from './invoices-bar.tsx'
import { InvoicesViewProvider } from './invoices-view.tsx'

// Loaded when first opened.
const CreateDialog = lazy(async () => ({
  default: (await import('../create/create-dialog.tsx')).CreateDialog,
}))

/** What the company was asked to pay, and what it asked others to pay. */
export function InvoicesPage(): ReactNode {
  const t = useT()
  const [nowMs] = useState(() => Date.now())
  return (
    <InvoicesViewProvider nowMs={nowMs}>
      <Page title={t('invoices.title')} actions={<Actions />} bar={<InvoicesBar />}>
        <InvoiceList />
      </Page>
      <WhatOpens />
    </InvoicesViewProvider>
  )
}

function Actions(): ReactNode {
  return (
    <>
      <ExportInvoices />
      <CreateButton />
    </>
  )
}

/** The form that the address names; once opened it stays, to fade out. */
function WhatOpens(): ReactNode {
  const { enter } = useSearch({ from: '/frame/invoices' })
  const [wanted, setWanted] = useState(false)
  if (enter !== undefined && !wanted) setWanted(true)
  return <Suspense>{(wanted || enter !== undefined) && <CreateDialog />}</Suspense>
}

import { useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Page, useT } from '../../ui/index.ts'
import { EntryActions } from './entries/entry-actions.tsx'
import { WaitingSettings } from './entries/waiting-settings.tsx'
import { WaitingStrip } from './entries/waiting-strip.tsx'
import { StatementStrip } from './statement-strip.tsx'
import { TransactionList } from './transaction-list.tsx'
import { TransactionsBar } from './transactions-bar.tsx'
import { TransactionsViewProvider } from './transactions-view.tsx'

// Loaded when first opened: neither is needed to see the statement.
const TransactionDrawer = lazy(async () => ({
  default: (await import('./transaction-drawer.tsx')).TransactionDrawer,
}))
const EntryDialogs = lazy(async () => ({
  default: (await import('./entries/entry-dialogs.tsx')).EntryDialogs,
}))

/** What came in, what was used, and what was left: the account of the company. */
export function TransactionsPage(): ReactNode {
  const t = useT()
  const [nowMs] = useState(() => Date.now())
  return (
    <TransactionsViewProvider nowMs={nowMs}>
      <Page title={t('transactions.title')} actions={<EntryActions />} bar={<TransactionsBar />}>
        <WaitingSettings />
        <WaitingStrip />
        <StatementStrip />
        <TransactionList />
      </Page>
      <WhatOpens />
    </TransactionsViewProvider>
  )
}

/** The details and the form that the address names; once opened they stay, to slide out and to come back at once. */
function WhatOpens(): ReactNode {
  const { open, enter } = useSearch({ from: '/frame/transactions' })
  const [wanted, setWanted] = useState({ drawer: false, dialogs: false })
  const now = {
    drawer: wanted.drawer || open !== undefined,
    dialogs: wanted.dialogs || enter !== undefined,
  }
  if (now.drawer !== wanted.drawer || now.dialogs !== wanted.dialogs) setWanted(now)
  return (
    <Suspense>
      {now.drawer && <TransactionDrawer />}
      {now.dialogs && <EntryDialogs />}
    </Suspense>
  )
}

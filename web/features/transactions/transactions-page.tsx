import { type ReactNode, useState } from 'react'
import { Page, useT } from '../../ui/index.ts'
import { EntryActions } from './entries/entry-actions.tsx'
import { EntryDialogs } from './entries/entry-dialogs.tsx'
import { WaitingStrip } from './entries/waiting-strip.tsx'
import { StatementStrip } from './statement-strip.tsx'
import { TransactionDrawer } from './transaction-drawer.tsx'
import { TransactionList } from './transaction-list.tsx'
import { TransactionsBar } from './transactions-bar.tsx'
import { TransactionsViewProvider } from './transactions-view.tsx'

/** What came in, what was used, and what was left: the account of the company. */
export function TransactionsPage(): ReactNode {
  const t = useT()
  const [nowMs] = useState(() => Date.now())
  return (
    <TransactionsViewProvider nowMs={nowMs}>
      <Page title={t('transactions.title')} actions={<EntryActions />} bar={<TransactionsBar />}>
        <WaitingStrip />
        <StatementStrip />
        <TransactionList />
      </Page>
      <TransactionDrawer />
      <EntryDialogs />
    </TransactionsViewProvider>
  )
}

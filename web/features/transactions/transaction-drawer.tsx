import { Drawer, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Transaction } from '../../../src/contract/index.ts'
import { transactionBase } from '../../../src/messages/index.ts'
import { useSession } from '../../api/use-session.ts'
import { CopyButton } from '../../ui/controls/copy-button.tsx'
import { useSelectionView, useT } from '../../ui/index.ts'
import { KindMark } from './kind-mark.tsx'
import classes from './transactions.module.css'
import { useTransactions, useTransactionsQuestion } from './use-transactions.ts'

/** The transaction that the address names, beside the list. */
export function TransactionDrawer(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/transactions' })
  const { open } = useSearch({ from: '/frame/transactions' })
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useTransactions(useTransactionsQuestion())
  const found = answer.data?.pages.flatMap(({ transactions }) => transactions).find(({ id }) => id === open)
  // While the drawer slides out it still shows the transaction it was about.
  const [last, setLast] = useState(found)
  if (found !== undefined && found.id !== last?.id) setLast(found)
  const shown = open === undefined ? last : found
  return (
    <Drawer
      opened={open !== undefined && !answer.isPending}
      onClose={() =>
        void navigate({ search: (before) => ({ ...before, open: undefined }), resetScroll: false })
      }
      position="right"
      size={isNarrow ? '100%' : 520}
      title={t('transactions.details_title')}
      overlayProps={{ backgroundOpacity: 0.25 }}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {shown ? (
        <Details transaction={shown} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('transactions.not_in_list')}
        </Text>
      )}
    </Drawer>
  )
}

function Details({ transaction }: { readonly transaction: Transaction }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const { company } = useSession()
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('transactions.column_date'), format.dateTimeExact(transaction.at)],
    [t('transactions.column_base'), transactionBase(t, transaction)],
    [t('transactions.column_reference'), transaction.reference],
    [t('transactions.balance_after'), format.moneyExact(transaction.balance_after)],
    [t('transactions.charges'), transaction.charges === null ? null : format.number(transaction.charges)],
    [t('transactions.by'), transaction.by],
    [t('transactions.company'), transaction.company_id === company.id ? company.name : null],
    [
      t('transactions.column_company'),
      <CopyableId key="company" id={transaction.company_id} label={t('transactions.copy_company')} />,
    ],
    [t('transactions.id'), <CopyableId key="id" id={transaction.id} label={t('transactions.copy_id')} />],
  ]
  const sign = transaction.amount.amount.startsWith('-') ? '' : '+'
  return (
    <div className={classes['details']}>
      <div>
        <KindMark kind={transaction.kind} />
        <p className={classes['detailAmount']}>
          {sign}
          {format.moneyExact(transaction.amount)}
        </p>
      </div>
      <dl className={classes['facts']}>
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}

function CopyableId({ id, label }: { readonly id: string; readonly label: string }): ReactNode {
  return (
    <span className={classes['copyable']}>
      <code className={classes['id']}>{id}</code>
      <CopyButton value={id} label={label} size={28} />
    </span>
  )
}

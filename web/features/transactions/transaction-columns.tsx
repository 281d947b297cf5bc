import type { ReactNode } from 'react'
import type { Transaction } from '../../../src/contract/index.ts'
import {
  type Formats,
  type MessageKey,
  noValue,
  type Translate,
  transactionBase,
} from '../../../src/messages/index.ts'
import { KindMark } from './kind-mark.tsx'
import classes from './transactions.module.css'
import type { TransactionTab } from './transactions-search.ts'

interface CellContext {
  readonly t: Translate
  readonly format: Formats
}

export interface TransactionColumn {
  readonly id: string
  readonly title: Extract<MessageKey, `transactions.column_${string}`>
  readonly align?: 'right'
  /** Takes what the others leave. */
  readonly grows?: boolean
  readonly cell: (transaction: Transaction, context: CellContext) => ReactNode
}

const date: TransactionColumn = {
  id: 'date',
  title: 'transactions.column_date',
  cell: ({ at }, { format }) => format.dateTime(at),
}
const base: TransactionColumn = {
  id: 'base',
  title: 'transactions.column_base',
  grows: true,
  cell: (transaction, { t }) => {
    const text = transactionBase(t, transaction)
    return <span title={text}>{text}</span>
  },
}

const isOut = ({ amount }: Transaction): boolean => amount.amount.startsWith('-')

/** The account as its reader knows it: deposits with their reason, or everything with what was left after it. */
export const transactionColumns: Readonly<Record<TransactionTab, readonly TransactionColumn[]>> = {
  deposits: [
    date,
    base,
    {
      id: 'refill',
      title: 'transactions.column_refill',
      align: 'right',
      cell: ({ amount }, { format }) => (
        <span className={classes['in']} title={format.moneyExact(amount)}>
          {format.money(amount)}
        </span>
      ),
    },
    {
      id: 'company',
      title: 'transactions.column_company',
      cell: ({ company_id }) => <code className={classes['id']}>{company_id}</code>,
    },
  ],
  all: [
    date,
    {
      id: 'kind',
      title: 'transactions.column_kind',
      cell: ({ kind }) => <KindMark kind={kind} />,
    },
    base,
    {
      id: 'reference',
      title: 'transactions.column_reference',
      cell: ({ reference }) => reference ?? noValue,
    },
    {
      id: 'in',
      title: 'transactions.column_in',
      align: 'right',
      cell: (transaction, { format }) =>
        isOut(transaction) ? (
          ''
        ) : (
          <span className={classes['in']} title={format.moneyExact(transaction.amount)}>
            {format.money(transaction.amount)}
          </span>
        ),
    },
    {
      id: 'out',
      title: 'transactions.column_out',
      align: 'right',
      cell: (transaction, { format }) =>
        isOut(transaction) ? (
          <span title={format.moneyExact(transaction.amount)}>{format.money(transaction.amount)}</span>
        ) : (
          ''
        ),
    },
    {
      id: 'balance',
      title: 'transactions.column_balance',
      align: 'right',
      cell: ({ balance_after }, { format }) => (
        <span title={format.moneyExact(balance_after)}>{format.money(balance_after)}</span>
      ),
    },
  ],
}

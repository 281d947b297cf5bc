import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MoneyValue } from '../../../src/messages/index.ts'
import { useSelectionView, useT } from '../../ui/index.ts'
import classes from './transactions.module.css'
import { useTransactions, useTransactionsQuestion } from './use-transactions.ts'

/** Where the period began, what it changed, where it ended. */
export function StatementStrip(): ReactNode {
  const t = useT()
  const { format, period, nowMs } = useSelectionView()
  const { tab = 'deposits', kind } = useSearch({ from: '/frame/transactions' })
  const answer = useTransactions(useTransactionsQuestion())
  const statement = answer.data?.pages[0]
  if (answer.isError && !statement) return null
  const isRunning = period.toMs > nowMs
  const changeTitle =
    tab === 'deposits'
      ? t('transactions.total_deposits')
      : kind === undefined
        ? t('transactions.total_change')
        : t('transactions.total_chosen')
  return (
    <dl className={classes['strip']} data-stale={answer.isPlaceholderData || undefined}>
      <Sum
        title={t('transactions.opening')}
        note={format.dateTime(period.fromMs)}
        value={statement?.opening}
      />
      <Sum
        title={changeTitle}
        note={statement && t('transactions.count', { n: statement.count })}
        value={statement?.total}
        isChange={tab === 'all'}
      />
      <Sum
        title={isRunning ? t('transactions.closing_now') : t('transactions.closing')}
        note={format.dateTime(Math.min(period.toMs, nowMs))}
        value={statement?.closing}
      />
    </dl>
  )
}

interface SumProps {
  readonly title: string
  readonly note: string | undefined
  readonly value: MoneyValue | undefined
  /** A plus is written before what rose. */
  readonly isChange?: boolean
}

function Sum({ title, note, value, isChange = false }: SumProps): ReactNode {
  const { format } = useSelectionView()
  const sign = isChange && value && isPositive(value.amount) ? '+' : ''
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <strong title={value && `${sign}${format.moneyExact(value)}`}>
          {value ? `${sign}${format.money(value)}` : <span className={classes['sumSkeleton']} />}
        </strong>
        <small>{note ?? '\u00a0'}</small>
      </dd>
    </div>
  )
}

function isPositive(amount: string): boolean {
  return !amount.startsWith('-') && /[1-9]/.test(amount)
}

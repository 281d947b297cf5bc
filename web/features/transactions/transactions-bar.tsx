import { MultiSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { transferKinds } from '../../../src/contract/money-words.ts'
import { PeriodControl, useT, ZoneMark } from '../../ui/index.ts'
import { ExportTransactions } from './export-transactions.tsx'
import classes from './transactions.module.css'
import { parseTransactionsSearch } from './transactions-search.ts'

/** The period of the statement and, among all transactions, their kinds; all of it stands in the address. */
export function TransactionsBar(): ReactNode {
  const { tab } = useSearch({ from: '/frame/transactions' })
  return (
    <div className={classes['bar']}>
      <PeriodControl />
      <ZoneMark />
      {tab === 'all' && <KindFilter />}
      <span className={classes['end']}>
        <ExportTransactions />
      </span>
    </div>
  )
}

function KindFilter(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/transactions' })
  const { kind = [] } = useSearch({ from: '/frame/transactions' })
  return (
    <MultiSelect
      className={classes['kinds'] ?? ''}
      aria-label={t('transactions.kinds')}
      placeholder={kind.length === 0 ? t('transactions.all_kinds') : ''}
      data={transferKinds.map((value) => ({ value, label: t(`transactions.kind_${value}`) }))}
      value={kind}
      clearable
      onChange={(next) =>
        void navigate({
          search: (before) => parseTransactionsSearch({ ...before, kind: next, open: undefined }),
          resetScroll: false,
        })
      }
    />
  )
}

import { Button, Skeleton, Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconReceiptOff } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Card, EmptyState, ErrorState, useT } from '../../ui/index.ts'
import { TransactionRows, TransactionTable } from './transaction-table.tsx'
import classes from './transactions.module.css'
import { type TransactionTab, transactionTabs } from './transactions-search.ts'
import { useTransactions, useTransactionsQuestion } from './use-transactions.ts'

const skeletonRows = 10

/** Deposits, or all transactions: two tabs over one list. */
export function TransactionList(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/transactions' })
  const { tab = 'deposits' } = useSearch({ from: '/frame/transactions' })
  return (
    <Card flush>
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            search: ({ period, from, to, zone }) => ({
              period,
              from,
              to,
              zone,
              tab: next === 'all' ? ('all' satisfies TransactionTab) : undefined,
            }),
            resetScroll: false,
          })
        }
      >
        <Tabs.List px="xs" aria-label={t('transactions.tabs')}>
          {transactionTabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`transactions.tab_${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <ListOfTab />
        </Tabs.Panel>
      </Tabs>
    </Card>
  )
}

function ListOfTab(): ReactNode {
  const t = useT()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useTransactions(useTransactionsQuestion())
  if (answer.isPending)
    return (
      <div className={classes['skeleton']} aria-busy>
        {Array.from({ length: skeletonRows }, (_, row) => (
          <Skeleton key={row} height={16} />
        ))}
      </div>
    )
  if (answer.isError && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const transactions = answer.data?.pages.flatMap((page) => page.transactions) ?? []
  if (transactions.length === 0) return <EmptyList />
  const total = answer.data?.pages[0]?.count ?? transactions.length
  return (
    <div className={classes['list']} data-stale={answer.isPlaceholderData || undefined}>
      {isNarrow ? (
        <TransactionRows transactions={transactions} />
      ) : (
        <TransactionTable transactions={transactions} />
      )}
      <div className={classes['foot']}>
        <span aria-live="polite">{t('transactions.shown_of', { shown: transactions.length, total })}</span>
        {answer.hasNextPage && (
          <Button
            variant="default"
            size="sm"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {t('transactions.load_more')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Nothing fits: the way out depends on what was asked. */
function EmptyList(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/transactions' })
  const { tab = 'deposits', kind, period } = useSearch({ from: '/frame/transactions' })
  const isWide = period === 'this_year' || period === 'last_year'
  return (
    <EmptyState
      icon={<IconReceiptOff size={28} stroke={1.5} />}
      title={tab === 'deposits' ? t('transactions.empty_deposits') : t('transactions.empty_all')}
      text={t('transactions.empty_text')}
      action={
        kind === undefined ? (
          !isWide && (
            <Button
              variant="default"
              onClick={() =>
                void navigate({
                  search: (before) => ({ ...before, period: 'this_year', from: undefined, to: undefined }),
                })
              }
            >
              {t('transactions.widen_period')}
            </Button>
          )
        ) : (
          <Button
            variant="default"
            onClick={() => void navigate({ search: (before) => ({ ...before, kind: undefined }) })}
          >
            {t('transactions.show_all_kinds')}
          </Button>
        )
      }
    />
  )
}

import { VisuallyHidden } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Transaction } from '../../../src/contract/index.ts'
import { transactionBase } from '../../../src/messages/index.ts'
import { useSelectionView, useT } from '../../ui/index.ts'
import table from '../../ui/page/data-table.module.css'
import rows from '../../ui/page/phone-rows.module.css'
import { transactionColumns } from './transaction-columns.tsx'
import classes from './transactions.module.css'

interface TransactionTableProps {
  readonly transactions: readonly Transaction[]
}

/** One line a transaction; a row opens its details, and its date is the link that keyboards reach. */
export function TransactionTable({ transactions }: TransactionTableProps): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const navigate = useNavigate({ from: '/transactions' })
  const { open, tab = 'deposits' } = useSearch({ from: '/frame/transactions' })
  const columns = transactionColumns[tab]
  const openDetails = (id: string): void => {
    // Text that is being selected in a row is not a click on it.
    if (window.getSelection()?.type === 'Range') return
    void navigate({ search: (before) => ({ ...before, open: id }), resetScroll: false })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={classes['scroll']} tabIndex={0} aria-label={t(`transactions.tab_${tab}`)}>
      <table className={`${table['table']} ${classes['table']}`} data-clickable data-titles-stay>
        <thead>
          <tr>
            {columns.map(({ id, title, align, grows }) => (
              <th key={id} scope="col" data-align={align} data-grows={grows || undefined}>
                {t(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {transactions.map((transaction) => (
            <tr
              key={transaction.id}
              data-open={transaction.id === open || undefined}
              onClick={() => openDetails(transaction.id)}
            >
              {columns.map(({ id, align, grows, cell }, place) => (
                <td key={id} data-align={align} data-grows={grows || undefined}>
                  {place === 0 ? (
                    <Link
                      from="/transactions"
                      to="."
                      search={(before) => ({ ...before, open: transaction.id })}
                      resetScroll={false}
                      className={table['link'] ?? ''}
                      onClick={(event) => event.stopPropagation()}
                    >
                      {cell(transaction, { t, format })}
                      <VisuallyHidden>{t('transactions.open_details')}</VisuallyHidden>
                    </Link>
                  ) : (
                    cell(transaction, { t, format })
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The list on a phone: two lines a transaction. */
export function TransactionRows({ transactions }: TransactionTableProps): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const { tab = 'deposits' } = useSearch({ from: '/frame/transactions' })
  return (
    <ul className={rows['rows']} aria-label={t(`transactions.tab_${tab}`)}>
      {transactions.map((transaction) => (
        <li key={transaction.id}>
          <Link
            from="/transactions"
            to="."
            search={(before) => ({ ...before, open: transaction.id })}
            resetScroll={false}
            className={rows['row'] ?? ''}
          >
            <span className={rows['main']}>{transactionBase(t, transaction)}</span>
            <span
              className={classes['rowAmount']}
              data-in={!transaction.amount.amount.startsWith('-') || undefined}
            >
              {format.money(transaction.amount)}
            </span>
            <span className={rows['muted']}>
              {format.dateTime(transaction.at)}
              {tab === 'all' && ` · ${t(`transactions.kind_${transaction.kind}`)}`}
            </span>
            <span className={rows['muted']}>{tab === 'all' && format.money(transaction.balance_after)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type TransferKind, transferKinds } from '../../../src/contract/money-words.ts'
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
  const choose = (next: readonly TransferKind[]): void =>
    void navigate({
      search: (before) => parseTransactionsSearch({ ...before, kind: next, open: undefined }),
      resetScroll: false,
    })
  const names = kind.map((value) => t(`transactions.kind_${value}`))
  const check = <IconCheck size={16} stroke={1.6} aria-hidden />
  return (
    <Menu position="bottom-start" width={220} closeOnItemClick={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
          aria-label={`${t('transactions.kinds')}: ${names.join(', ') || t('transactions.all_kinds')}`}
        >
          {names.join(', ') || t('transactions.all_kinds')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={kind.length === 0 && check} onClick={() => choose([])}>
          {t('transactions.all_kinds')}
        </Menu.Item>
        <Menu.Divider />
        {transferKinds.map((value) => (
          <Menu.Item
            key={value}
            aria-current={kind.includes(value) || undefined}
            rightSection={kind.includes(value) && check}
            onClick={() =>
              choose(kind.includes(value) ? kind.filter((one) => one !== value) : [...kind, value])
            }
          >
            {t(`transactions.kind_${value}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

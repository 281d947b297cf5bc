import { Popover, UnstyledButton } from '@mantine/core'
import { IconAlertOctagon, IconAlertTriangle, IconChevronDown } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { noValue } from '../../../../src/messages/index.ts'
import { useSession } from '../../../api/use-session.ts'
import { withMoneyWords } from '../../../ui/i18n/load-translate.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import classes from './balance-button.module.css'
import { balanceState } from './balance-state.ts'
import { useBalance } from './use-balance.ts'

const BalanceDetails = lazy(async () => ({
  default: (await withMoneyWords(() => import('./balance-details.tsx'))).BalanceDetails,
}))

const marks = { good: null, low: IconAlertTriangle, used_up: IconAlertOctagon } as const

/** What the company has left, at the top of every page; for those who may see it. */
export function BalanceButton(): ReactNode {
  const { scopes, company } = useSession()
  return scopes.includes('billing:read') ? <CompanyBalance key={company.id} /> : null
}

function CompanyBalance(): ReactNode {
  const t = useT()
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  const answer = useBalance()
  const state = answer.data ? balanceState(answer.data) : 'good'
  const amount = answer.data ? format.money(answer.data.balance) : undefined
  const Mark = marks[state]
  const name = state === 'good' ? 'shell.balance' : (`shell.balance_${state}` as const)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes['button'] ?? ''}
          data-state={state}
          aria-label={amount === undefined ? t('shell.balance_unknown') : t(name, { amount })}
          onClick={() => setOpened(!opened)}
        >
          {Mark && <Mark size={16} stroke={1.8} aria-hidden />}
          <span className={classes['amount']}>
            {amount ?? (answer.isError ? noValue : <span className={classes['skeleton']} />)}
          </span>
          <IconChevronDown className={classes['chevron']} size={14} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <Suspense fallback={<div className={classes['waiting']} />}>
          <BalanceDetails answer={answer} state={state} onClose={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

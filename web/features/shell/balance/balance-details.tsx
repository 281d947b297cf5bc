import { Button } from '@mantine/core'
import { IconAlertOctagon, IconAlertTriangle } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Balance } from '../../../../src/contract/index.ts'
import { useSession } from '../../../api/use-session.ts'
import { ErrorState, useFormat, useT } from '../../../ui/index.ts'
import classes from './balance-button.module.css'
import type { BalanceState } from './balance-state.ts'

interface BalanceDetailsProps {
  readonly answer: UseQueryResult<Balance>
  readonly state: BalanceState
  readonly onClose: () => void
}

/** What the balance is made of, and where to go from it. */
export function BalanceDetails({ answer, state, onClose }: BalanceDetailsProps): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  const topUp = scopes.includes('billing:manage')
    ? ({ to: '/transactions', search: { enter: 'deposit' } } as const)
    : ({ to: '/top-up' } as const)
  return (
    <section className={classes['details']} aria-label={t('balance.details')}>
      {answer.data ? (
        <Details balance={answer.data} state={state} />
      ) : answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <div className={classes['waiting']} />
      )}
      <div className={classes['acts']}>
        <Button renderRoot={(props) => <Link {...topUp} {...props} />} onClick={onClose}>
          {t('balance.top_up')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/transactions" {...props} />}
          onClick={onClose}
        >
          {t('balance.account_detail')}
        </Button>
      </div>
    </section>
  )
}

function Details({ balance, state }: { readonly balance: Balance; readonly state: BalanceState }): ReactNode {
  const t = useT()
  const format = useFormat()
  const facts = [
    [t('balance.held'), format.money(balance.held)],
    [t('balance.credit_limit'), format.money(balance.credit_limit)],
    [t('balance.available'), format.money(balance.available)],
  ] as const
  return (
    <>
      <div className={classes['head']}>
        <span className={classes['title']}>{t('balance.title')}</span>
        <span className={classes['total']}>{format.money(balance.balance)}</span>
        <span className={classes['asOf']}>{t('balance.as_of', { time: format.time(balance.as_of) })}</span>
      </div>
      <StateNote balance={balance} state={state} />
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function StateNote({
  balance,
  state,
}: {
  readonly balance: Balance
  readonly state: BalanceState
}): ReactNode {
  const t = useT()
  const format = useFormat()
  if (balance.blocked || !isAvailable(balance))
    return (
      <p className={classes['note']} data-state="used_up">
        <IconAlertOctagon size={16} stroke={1.8} aria-hidden />
        {balance.blocked ? t('balance.blocked') : t('balance.used_up')}
      </p>
    )
  if (state !== 'low') return null
  return (
    <p className={classes['note']} data-state="low">
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
      {t('balance.low', { threshold: format.money(balance.low_balance_threshold) })}
    </p>
  )
}

function isAvailable({ available }: Balance): boolean {
  return /[1-9]/.test(available.amount) && !available.amount.startsWith('-')
}

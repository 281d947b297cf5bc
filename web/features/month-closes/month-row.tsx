import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MonthClose } from '../../../src/contract/index.ts'
import { invoiceApi } from '../../api/invoice-api.ts'
import { monthsQueryKey } from '../../api/invoice-queries.ts'
import { useFormat, useNotify, useT } from '../../ui/index.ts'
import { useDays } from '../../ui/invoicing/use-days.ts'
import classes from './month-closes.module.css'
import { SetAsideReason } from './set-aside-reason.tsx'
import { StateMark } from './state-mark.tsx'

interface MonthRowProps {
  readonly month: MonthClose
  /** When the answer came that it is from. */
  readonly askedAtMs: number
  readonly onAccept: (month: MonthClose) => void
}

/** One month of one company: where it stands, and what is to be done. */
export function MonthRow({ month, askedAtMs, onAccept }: MonthRowProps): ReactNode {
  const days = useDays()
  const period = days.period(month)
  return (
    <li className={classes['row']}>
      <strong className={classes['company']}>{month.company_name}</strong>
      <span title={month.time_zone}>{period}</span>
      <span>
        <StateMark state={month.state} />
      </span>
      <div className={classes['what']}>
        {month.state === 'waiting' && <Waiting month={month} askedAtMs={askedAtMs} />}
        {month.state === 'closed' && <Closed month={month} />}
        {month.state === 'set_aside' && <SetAside month={month} onAccept={onAccept} />}
        <Accepted month={month} />
      </div>
    </li>
  )
}

function Waiting({ month, askedAtMs }: Pick<MonthRowProps, 'month' | 'askedAtMs'>): ReactNode {
  const t = useT()
  const format = useFormat()
  if (Date.parse(month.closes_at) <= askedAtMs) return <span>{t('month_closes.closes_soon')}</span>
  return (
    <>
      <span>
        {t('month_closes.closes_at')} {format.dateTime(month.closes_at)}
      </span>
      <small>{t('month_closes.waits')}</small>
    </>
  )
}

function Closed({ month: { invoice, outcome } }: { readonly month: MonthClose }): ReactNode {
  const t = useT()
  const format = useFormat()
  if (invoice)
    return (
      <span className={classes['invoice']}>
        <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }} className={classes['link'] ?? ''}>
          {invoice.number}
        </Link>
        <span>{format.money(invoice.gross)}</span>
      </span>
    )
  if (outcome === 'carried')
    return (
      <>
        <span>{t('month_closes.outcome_carried')}</span>
        <small>{t('month_closes.outcome_carried_help')}</small>
      </>
    )
  return <span>{t('month_closes.outcome_nothing_to_pay')}</span>
}

function SetAside({ month, onAccept }: Pick<MonthRowProps, 'month' | 'onAccept'>): ReactNode {
  const t = useT()
  const days = useDays()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const retry = useMutation({
    mutationFn: () => invoiceApi.months.retry(month.id),
    onSuccess: async () => {
      notify.done(t('month_closes.retried', { company: month.company_name, month: days.month(month.month) }))
      await queryClient.invalidateQueries({ queryKey: monthsQueryKey })
    },
    onError: notify.failed,
  })
  return (
    <>
      <SetAsideReason month={month} />
      <div className={classes['acts']}>
        <Button variant="default" size="xs" loading={retry.isPending} onClick={() => retry.mutate()}>
          {t('month_closes.retry')}
        </Button>
        {month.reason === 'unrated' && (
          <Button variant="subtle" size="xs" onClick={() => onAccept(month)}>
            {t('month_closes.accept')}
          </Button>
        )}
      </div>
    </>
  )
}

/** Who answers for closing it without some of its messages. */
function Accepted({ month: { unrated_accepted: accepted } }: { readonly month: MonthClose }): ReactNode {
  const t = useT()
  const format = useFormat()
  if (accepted === null) return null
  return (
    <small>
      {t('month_closes.accepted_by', {
        name: accepted.by ?? t('month_closes.somebody'),
        time: format.dateTime(accepted.at),
        reason: accepted.reason,
      })}
    </small>
  )
}

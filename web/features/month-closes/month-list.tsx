import { Button, Skeleton } from '@mantine/core'
import { IconCalendarCheck } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { MonthClose } from '../../../src/contract/index.ts'
import { Card, EmptyState, ErrorState, useT } from '../../ui/index.ts'
import classes from './month-closes.module.css'
import { MonthRow } from './month-row.tsx'
import { useMonths } from './use-months.ts'

// Loaded when opened.
const AcceptDialog = lazy(async () => ({ default: (await import('./accept-dialog.tsx')).AcceptDialog }))

const skeletonRows = 6

/** The months, the latest first, in all states of the answer. */
export function MonthList(): ReactNode {
  const [accepted, setAccepted] = useState<MonthClose>()
  return (
    <>
      <Card flush>
        <Months onAccept={setAccepted} />
      </Card>
      <Suspense>
        {accepted && <AcceptDialog month={accepted} onClose={() => setAccepted(undefined)} />}
      </Suspense>
    </>
  )
}

function Months({ onAccept }: { readonly onAccept: (month: MonthClose) => void }): ReactNode {
  const t = useT()
  const answer = useMonths()
  if (answer.isPending)
    return (
      <div className={classes['skeleton']} aria-busy>
        {Array.from({ length: skeletonRows }, (_, row) => (
          <Skeleton key={row} height={20} />
        ))}
      </div>
    )
  if (answer.isError && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const months = answer.data?.pages.flatMap((page) => page.months) ?? []
  if (months.length === 0) return <EmptyMonths />
  return (
    <div className={classes['list']} data-stale={answer.isPlaceholderData || undefined}>
      <div className={classes['titles']} aria-hidden>
        <span>{t('month_closes.company')}</span>
        <span>{t('month_closes.period')}</span>
        <span>{t('month_closes.state')}</span>
        <span>{t('month_closes.what')}</span>
      </div>
      <ul className={classes['rows']} aria-label={t('month_closes.title')}>
        {months.map((month) => (
          <MonthRow key={month.id} month={month} askedAtMs={answer.dataUpdatedAt} onAccept={onAccept} />
        ))}
      </ul>
      {answer.hasNextPage && (
        <div className={classes['foot']}>
          <Button
            variant="default"
            size="sm"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {t('month_closes.load_more')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Nothing fits, or nothing has ended yet. */
function EmptyMonths(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/month-closes' })
  const { month, state } = useSearch({ from: '/frame/month-closes' })
  const icon = <IconCalendarCheck size={28} stroke={1.5} />
  if (month === undefined && state === undefined)
    return <EmptyState icon={icon} title={t('month_closes.empty')} text={t('month_closes.empty_text')} />
  return (
    <EmptyState
      icon={icon}
      title={t('month_closes.empty_filters')}
      action={
        <Button variant="default" onClick={() => void navigate({ search: {} })}>
          {t('month_closes.show_all')}
        </Button>
      }
    />
  )
}

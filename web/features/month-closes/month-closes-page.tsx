import { NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useSession } from '../../api/use-session.ts'
import { Definition, Page, useFormat, useT } from '../../ui/index.ts'
import { useDays } from '../../ui/invoicing/use-days.ts'
import { lastMonths } from './last-months.ts'
import classes from './month-closes.module.css'
import { MonthList } from './month-list.tsx'
import { StateCounts } from './state-counts.tsx'
import { UsageNotPosted } from './usage-not-posted.tsx'
import { useMonths } from './use-months.ts'

/** How far the closing of months is, and what somebody has to do about it. */
export function MonthClosesPage(): ReactNode {
  const t = useT()
  return (
    <Page
      title={t('month_closes.title')}
      actions={<AsOf />}
      bar={
        <div className={classes['bar']}>
          <MonthSelect />
          <Definition text={t('month_closes.definition')} />
        </div>
      }
    >
      <UsageNotPosted />
      <StateCounts />
      <MonthList />
    </Page>
  )
}

/** When the page was answered last; it asks again by itself. */
function AsOf(): ReactNode {
  const t = useT()
  const format = useFormat()
  const { dataUpdatedAt } = useMonths()
  if (dataUpdatedAt === 0) return null
  return (
    <span className={classes['asOf']}>
      {t('month_closes.as_of', { time: format.timeExact(dataUpdatedAt) })}
    </span>
  )
}

const monthsToChoose = 24
/** Of the choice that leaves the month open. */
const allMonths = ''

function MonthSelect(): ReactNode {
  const t = useT()
  const days = useDays()
  const navigate = useNavigate({ from: '/month-closes' })
  const { month } = useSearch({ from: '/frame/month-closes' })
  const { company } = useSession()
  const [nowMs] = useState(() => Date.now())
  const months = lastMonths(nowMs, company.time_zone, monthsToChoose)
  const shown = month === undefined || months.includes(month) ? months : [month, ...months]
  return (
    <NativeSelect
      aria-label={t('month_closes.month')}
      w={200}
      data={[
        { value: allMonths, label: t('month_closes.all_months') },
        ...shown.map((value) => ({ value, label: days.month(value) })),
      ]}
      value={month ?? allMonths}
      onChange={(event) => {
        const next = event.currentTarget.value
        void navigate({
          search: (before) => ({ ...before, month: next === allMonths ? undefined : next }),
          resetScroll: false,
        })
      }}
    />
  )
}

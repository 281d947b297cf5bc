import { Alert, Button, Skeleton } from '@mantine/core'
import { IconCalendarRepeat, IconMailOff, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { schedulesQuery } from '../../../api/report-queries.ts'
import { EmptyState, ErrorState, useT } from '../../../ui/index.ts'
import { ScheduleRow } from './schedule-row.tsx'
import classes from './schedules.module.css'

/** What is made of each day, week or month: first what is so by itself. */
export function ScheduleList(): ReactNode {
  const t = useT()
  const answer = useQuery(schedulesQuery)
  if (answer.isPending)
    return (
      <div className={classes['skeleton']} aria-busy>
        {[1, 2, 3, 4].map((row) => (
          <Skeleton key={row} height={40} />
        ))}
      </div>
    )
  if (answer.isError && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const { schedules, sends_mail: sendsMail } = answer.data
  const isSentAnywhere = schedules.some(({ recipients }) => recipients.length > 0)
  return (
    <>
      {!sendsMail && isSentAnywhere && (
        <Alert m="md" color="yellow" variant="light" icon={<IconMailOff size={20} aria-hidden />}>
          {t('report_page.no_mail')}
        </Alert>
      )}
      {schedules.length === 0 ? (
        <EmptyState
          icon={<IconCalendarRepeat size={28} stroke={1.5} />}
          title={t('report_page.schedules_empty')}
          text={t('report_page.schedules_empty_text')}
          action={
            <Button
              leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
              renderRoot={(props) => <Link to="/reports/new" search={{ repeat: 'monthly' }} {...props} />}
            >
              {t('report_page.schedule_new')}
            </Button>
          }
        />
      ) : (
        <ul className={classes['rows']} aria-label={t('report_page.tab_recurring')}>
          {schedules.map((schedule) => (
            <ScheduleRow key={schedule.id} schedule={schedule} />
          ))}
        </ul>
      )}
    </>
  )
}

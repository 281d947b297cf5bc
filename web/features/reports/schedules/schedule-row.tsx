import { Badge, Switch, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ReportSchedule } from '../../../../src/contract/index.ts'
import { createFormats, noValue } from '../../../../src/messages/index.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import { useReportsView } from '../reports-view.tsx'
import { useFilterTexts } from '../use-filter-texts.ts'
import { ScheduleMenu } from './schedule-menu.tsx'
import classes from './schedules.module.css'
import { useChangeSchedule } from './use-schedule-acts.ts'

interface ScheduleProps {
  readonly schedule: ReportSchedule
}

/** One schedule: what, how often, when next, for whom; and whether it is on. */
export function ScheduleRow({ schedule }: ScheduleProps): ReactNode {
  const t = useT()
  const { name, enabled, recipients } = schedule
  const change = useChangeSchedule(schedule)
  return (
    <li className={classes['row']} data-off={!enabled || undefined}>
      <div className={classes['what']}>
        <span className={classes['name']}>
          {name}
          {schedule.automatic && <AutomaticMark />}
        </span>
        <WhatText schedule={schedule} />
      </div>
      <dl className={classes['facts']}>
        <div>
          <dt>{t('report_page.schedule_next')}</dt>
          <dd>
            <NextText schedule={schedule} />
          </dd>
        </div>
        <div>
          <dt>{t('report_page.schedule_recipients')}</dt>
          <dd title={recipients.join(', ')}>{recipients.join(', ') || t('report_page.schedule_nobody')}</dd>
        </div>
        <div>
          <dt>{t('report_page.schedule_last')}</dt>
          <dd>
            <LatestLink schedule={schedule} />
          </dd>
        </div>
      </dl>
      <div className={classes['acts']}>
        <Switch
          aria-label={t('report_page.schedule_switch', { name })}
          checked={enabled}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ enabled: event.currentTarget.checked })}
        />
        <ScheduleMenu schedule={schedule} />
      </div>
    </li>
  )
}

function AutomaticMark(): ReactNode {
  const t = useT()
  return (
    <Tooltip
      label={t('report_page.schedule_automatic_help')}
      multiline
      maw={320}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Badge variant="light" color="gray" tt="none" fw={500} tabIndex={0}>
        {t('report_page.schedule_automatic')}
      </Badge>
    </Tooltip>
  )
}

function WhatText({ schedule }: ScheduleProps): ReactNode {
  const t = useT()
  const textsOf = useFilterTexts()
  const { service, type, frequency, format, filters } = schedule
  const parts = [
    t(`reports.frequency_${frequency}`),
    t(`reports.service_${service}`),
    t(`reports.type_${type}`),
    t(`reports.format_${format}`),
    ...textsOf(filters).map(({ label, text }) => `${label}: ${text}`),
  ]
  return <span className={classes['muted']}>{[...new Set(parts)].join(' · ')}</span>
}

/** When the next one is made, in the zone in which its days begin. */
function NextText({ schedule }: ScheduleProps): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { next_at, time_zone } = schedule
  if (next_at === null) return t('report_page.schedule_off')
  const format = createFormats({ language, timeZone: time_zone })
  return <span title={time_zone}>{format.dateTime(next_at)}</span>
}

function LatestLink({ schedule }: ScheduleProps): ReactNode {
  const t = useT()
  const { search } = useReportsView()
  const { last_report_id: open, name } = schedule
  if (open === null) return noValue
  return (
    <Link
      to="/reports"
      search={{ ...search, open }}
      resetScroll={false}
      aria-label={t('report_page.schedule_last_named', { name })}
    >
      {t('report_page.schedule_open_last')}
    </Link>
  )
}

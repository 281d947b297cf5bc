import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ChatCalendar } from '../../../../../src/contract/index.ts'
import { useFormat, useT } from '../../../../ui/index.ts'
import { useSinceText } from '../use-since-text.ts'
import classes from './calendars.module.css'
import { type DaySpan, isWholeDay, textOf, weekSummary } from './week-summary.ts'

interface VersionSummaryProps {
  readonly version: ChatCalendar['versions'][number]
  readonly isInForce: boolean
  readonly isComing: boolean
}

/** Since when, whose clocks, and the hours of a week in a few lines. */
export function VersionSummary({ version, isInForce, isComing }: VersionSummaryProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const sinceText = useSinceText()
  const { from, time_zone, weekdays, days } = version
  const daysOf = ({ first, last }: DaySpan): string =>
    first === last ? format.weekday(first) : `${format.weekday(first)}–${format.weekday(last)}`
  const hoursOf = ({ hours }: DaySpan): string => {
    if (hours.length === 0) return t('chat_settings.closed')
    return isWholeDay(hours) ? t('chat_settings.always_open') : textOf(hours)
  }
  return (
    <div>
      <div className={classes['versionHead']}>
        <span>
          {t('chat_settings.from')} {sinceText(from, time_zone)}
        </span>
        {isInForce && (
          <Badge variant="light" color="teal" size="sm">
            {t('chat_settings.now')}
          </Badge>
        )}
        {isComing && (
          <Badge variant="light" color="blue" size="sm">
            {t('chat_settings.coming')}
          </Badge>
        )}
      </div>
      <dl className={classes['summary']}>
        {weekSummary(weekdays).map((span) => [
          <dt key={`${span.first} days`}>{daysOf(span)}</dt>,
          <dd key={`${span.first} hours`}>{hoursOf(span)}</dd>,
        ])}
      </dl>
      <div className={classes['muted']}>
        {time_zone.replaceAll('_', ' ')}
        {days.length > 0 && ` · ${t('chat_settings.special_count', { n: days.length })}`}
      </div>
    </div>
  )
}

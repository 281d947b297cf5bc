import '@mantine/dates/styles.layer.css'
import { Button, TextInput } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { type FormEvent, type ReactNode, useState } from 'react'
import { formatInstant } from '../../../src/core/time/index.ts'
import { localeOf } from '../../../src/messages/index.ts'
import { useLanguage, useT } from '../i18n/i18n-provider.tsx'
import styles from './period.module.css'
import { useSelectionView } from './selection-view.tsx'
import { endAtWall, instantAtWall, wallEnd, wallTime } from './wall-time.ts'
import { ZoneControl } from './zone-control.tsx'
import 'dayjs/locale/ru.js'
import 'dayjs/locale/en-gb.js'

/** Start and end with date and time, on a calendar or by typing, in the zone that is named below. */
export function OwnPeriodForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { period, zone, change } = useSelectionView()
  const [start, setStart] = useState(() => wallTime(period.fromMs, zone))
  const [end, setEnd] = useState(() => wallEnd(period.toMs, zone))
  const fromMs = instantAtWall(start.date, start.time, zone)
  const toMs = endAtWall(end.date, end.time, zone)
  const isRight = fromMs !== undefined && toMs !== undefined && fromMs < toMs
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isRight) return
    change({
      from: formatInstant(fromMs, zone),
      to: formatInstant(toMs, zone),
      period: undefined,
    })
    onDone()
  }
  return (
    <form className={styles['ownPeriod']} onSubmit={submit}>
      <DatePicker
        type="range"
        allowSingleDateInRange
        size="sm"
        locale={localeOf[language].toLowerCase() === 'ru-ru' ? 'ru' : 'en-gb'}
        firstDayOfWeek={1}
        weekendDays={[]}
        defaultDate={end.date || start.date}
        value={[start.date || null, end.date || null]}
        onChange={([first, last]) => {
          if (first !== null) setStart({ ...start, date: first })
          setEnd({ ...end, date: last ?? '' })
        }}
      />
      <div className={styles['ownFields']}>
        <TextInput
          type="date"
          label={t('selection.period_start_date')}
          value={start.date}
          onChange={(event) => setStart({ ...start, date: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('selection.period_start_time')}
          value={start.time}
          onChange={(event) => setStart({ ...start, time: event.currentTarget.value || '00:00' })}
        />
        <TextInput
          type="date"
          label={t('selection.period_end_date')}
          value={end.date}
          onChange={(event) => setEnd({ ...end, date: event.currentTarget.value })}
          error={toMs !== undefined && fromMs !== undefined && fromMs >= toMs && t('selection.period_order')}
        />
        <TextInput
          type="time"
          label={t('selection.period_end_time')}
          value={end.time}
          onChange={(event) => setEnd({ ...end, time: event.currentTarget.value })}
        />
      </div>
      <p className={styles['help']}>{t('selection.period_end_help')}</p>
      <ZoneControl />
      <Button type="submit" disabled={!isRight}>
        {t('selection.period_apply')}
      </Button>
    </form>
  )
}

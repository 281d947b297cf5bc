import { ActionIcon, Input } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../../../../ui/index.ts'
import classes from './calendars.module.css'
import { HoursList } from './hours-list.tsx'
import type { CalendarForm } from './use-calendar-form.ts'

export const isoDays = [1, 2, 3, 4, 5, 6, 7] as const

/** Hours of every weekday. */
export function WeekEditor({ form }: { readonly form: CalendarForm }): ReactNode {
  const t = useT()
  return (
    <fieldset className={classes['part']}>
      <legend className={classes['legend']}>{t('chat_settings.week')}</legend>
      <Input.Description>{t('chat_settings.week_help')}</Input.Description>
      <div className={classes['week']}>
        {isoDays.map((isoDay) => {
          const path = `weekdays.${isoDay - 1}`
          const day = t(`chat_settings.day_${isoDay}`)
          const before = form.values.weekdays[isoDay - 2]
          const beforeDay = isoDays.find((other) => other === isoDay - 1)
          const label =
            beforeDay &&
            t('chat_settings.as_day_before', { day, before: t(`chat_settings.day_${beforeDay}`) })
          return (
            <fieldset key={isoDay} className={classes['day']} aria-label={day}>
              <span className={classes['dayName']} aria-hidden>
                {day}
              </span>
              <HoursList form={form} path={path} hours={form.values.weekdays[isoDay - 1] ?? []} day={day}>
                {label !== undefined && (
                  <ActionIcon
                    variant="default"
                    size={32}
                    aria-label={label}
                    title={label}
                    onClick={() =>
                      form.getInputProps(path).onChange((before ?? []).map((hours) => ({ ...hours })))
                    }
                  >
                    <IconCopy size={16} />
                  </ActionIcon>
                )}
              </HoursList>
            </fieldset>
          )
        })}
      </div>
    </fieldset>
  )
}

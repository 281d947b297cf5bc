import { ActionIcon, Button, Input, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { maxSpecialDays } from '../../../../../src/contract/chat-settings-words.ts'
import { useT } from '../../../../ui/index.ts'
import classes from './calendars.module.css'
import { HoursList } from './hours-list.tsx'
import type { CalendarForm } from './use-calendar-form.ts'

/** Dates with hours of their own; a new one is a holiday, closed. */
export function SpecialDays({ form }: { readonly form: CalendarForm }): ReactNode {
  const t = useT()
  const { days } = form.values
  const listRef = useRef<HTMLDivElement>(null)
  const addRef = useRef<HTMLButtonElement>(null)
  const [focus, setFocus] = useState<{ readonly on: 'last' | 'add' } | null>(null)
  useEffect(() => {
    if (focus?.on === 'last')
      [...(listRef.current?.querySelectorAll<HTMLInputElement>('input[type=date]') ?? [])].at(-1)?.focus()
    if (focus?.on === 'add') addRef.current?.focus()
  }, [focus])
  return (
    <fieldset className={classes['part']}>
      <legend className={classes['legend']}>{t('chat_settings.special_days')}</legend>
      <Input.Description>{t('chat_settings.special_days_help')}</Input.Description>
      <div className={classes['week']} ref={listRef}>
        {days.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('chat_settings.no_special_days')}
          </Text>
        )}
        {days.map(({ hours }, index) => {
          const n = index + 1
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a day has no name before its date is chosen
            <div key={index} className={classes['special']}>
              <TextInput
                type="date"
                aria-label={t('chat_settings.special_date', { n })}
                {...form.getInputProps(`days.${index}.date`)}
              />
              <TextInput
                aria-label={t('chat_settings.special_name', { n })}
                placeholder={t('chat_settings.special_name_hint')}
                maxLength={100}
                {...form.getInputProps(`days.${index}.name`)}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t('chat_settings.remove_special_day', { n })}
                onClick={() => {
                  form.removeListItem('days', index)
                  setFocus({ on: 'add' })
                }}
              >
                <IconTrash size={16} />
              </ActionIcon>
              <div className={classes['specialHours']}>
                <HoursList
                  form={form}
                  path={`days.${index}.hours`}
                  hours={hours}
                  day={t('chat_settings.special_day', { n })}
                />
              </div>
            </div>
          )
        })}
      </div>
      <Button
        ref={addRef}
        variant="default"
        size="xs"
        mt="sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={days.length >= maxSpecialDays}
        onClick={() => {
          form.insertListItem('days', { date: '', name: '', hours: [] })
          setFocus({ on: 'last' })
        }}
      >
        {t('chat_settings.add_special_day')}
      </Button>
    </fieldset>
  )
}

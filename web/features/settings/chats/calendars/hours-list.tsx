import { ActionIcon, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { maxDayHours } from '../../../../../src/contract/chat-settings-words.ts'
import { useT } from '../../../../ui/index.ts'
import { type HoursValue, nextHours } from './calendar-values.ts'
import classes from './calendars.module.css'
import { parseTime } from './parse-time.ts'
import type { CalendarForm } from './use-calendar-form.ts'

interface HoursListProps {
  readonly form: CalendarForm
  /** Of the day's hours in the form: `weekdays.0`. */
  readonly path: string
  readonly hours: readonly HoursValue[]
  /** Whose hours these are, in words. */
  readonly day: string
  /** Further buttons behind the one that adds. */
  readonly children?: ReactNode
}

/** The hours of one day, one below the other; none: closed. */
export function HoursList({ form, path, hours, day, children }: HoursListProps): ReactNode {
  const t = useT()
  const listRef = useRef<HTMLDivElement>(null)
  const addRef = useRef<HTMLButtonElement>(null)
  // Whoever adds or removes hours by keyboard goes on at them.
  const [focus, setFocus] = useState<{ readonly on: 'last' | 'add' } | null>(null)
  useEffect(() => {
    if (focus?.on === 'last') [...(listRef.current?.querySelectorAll('input') ?? [])].at(-2)?.focus()
    if (focus?.on === 'add') addRef.current?.focus()
  }, [focus])
  const add = (): void => {
    form.insertListItem(path, nextHours(hours))
    setFocus({ on: 'last' })
  }
  const remove = (index: number): void => {
    form.removeListItem(path, index)
    setFocus({ on: 'add' })
  }
  return (
    <div className={classes['hoursList']} ref={listRef}>
      <div className={classes['intervals']}>
        {hours.length === 0 && <span className={classes['closed']}>{t('chat_settings.closed')}</span>}
        {hours.map((_hours, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- hours have no name but their place
          <div key={index} className={classes['interval']}>
            <TimeInput
              form={form}
              path={`${path}.${index}.from`}
              label={t('chat_settings.hours_from', { day, n: index + 1 })}
            />
            <span aria-hidden>–</span>
            <TimeInput
              form={form}
              path={`${path}.${index}.to`}
              label={t('chat_settings.hours_to', { day, n: index + 1 })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t('chat_settings.remove_hours', { n: index + 1, day })}
              onClick={() => remove(index)}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
      </div>
      <div className={classes['hoursActs']}>
        <ActionIcon
          ref={addRef}
          variant="default"
          size={32}
          disabled={hours.length >= maxDayHours}
          aria-label={t('chat_settings.add_hours', { day })}
          title={t('chat_settings.add_hours', { day })}
          onClick={add}
        >
          <IconPlus size={16} />
        </ActionIcon>
        {children}
      </div>
    </div>
  )
}

interface TimeInputProps {
  readonly form: CalendarForm
  readonly path: string
  readonly label: string
}

/** A time as people write it; put in order when it is left. */
function TimeInput({ form, path, label }: TimeInputProps): ReactNode {
  const props = form.getInputProps(path)
  return (
    <TextInput
      {...props}
      className={classes['time'] ?? ''}
      aria-label={label}
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      onBlur={(event) => props.onChange(parseTime(event.currentTarget.value) ?? event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
    />
  )
}

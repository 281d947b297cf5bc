import { Radio, Stack, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useT } from '../../../ui/index.ts'
import { instantAtWall } from '../../../ui/selection/wall-time.ts'
import { effectText } from './effect-text.ts'

export interface MomentValue {
  readonly isFromFirst: boolean
  readonly date: string
}

/** Beginning of the day in the zone, ms; null: from the first chat on; undefined: no date. */
export function momentMs({ isFromFirst, date }: MomentValue, zone: string): number | null | undefined {
  if (isFromFirst) return null
  return date === '' ? undefined : instantAtWall(date, '00:00', zone)
}

interface MomentFieldProps {
  readonly value: MomentValue
  readonly onChange: (value: MomentValue) => void
  readonly zone: string
  readonly error?: ReactNode
  /** Said instead of how many chats are measured again. */
  readonly note?: string | undefined
}

/** From when on something is in force, and what that does to chats until now. */
export function MomentField({ value, onChange, zone, error, note }: MomentFieldProps): ReactNode {
  const t = useT()
  const [nowMs] = useState(() => Date.now())
  const fromMs = momentMs(value, zone)
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('chat_settings.from')}
        value={value.isFromFirst ? 'first' : 'date'}
        onChange={(choice) => onChange({ ...value, isFromFirst: choice === 'first' })}
      >
        <Stack gap="xs" mt={6}>
          <Radio value="first" label={t('chat_settings.from_first')} />
          <Radio value="date" label={t('chat_settings.from_date')} />
        </Stack>
      </Radio.Group>
      {!value.isFromFirst && (
        <TextInput
          type="date"
          maw={220}
          label={t('chat_settings.date')}
          data-path="date"
          value={value.date}
          error={error}
          onChange={(event) => onChange({ ...value, date: event.currentTarget.value })}
        />
      )}
      <Text size="xs" c="dimmed">
        {!value.isFromFirst && `${t('chat_settings.date_help', { zone })} `}
        {fromMs !== undefined && (note ?? effectText(t, fromMs, nowMs))}
      </Text>
    </Stack>
  )
}

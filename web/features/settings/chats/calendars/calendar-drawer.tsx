import { Drawer, Stack, Text, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { FormFooter } from '../../../../ui/form/form-footer.tsx'
import { TimeZoneSelect } from '../../../../ui/form/time-zone-select.tsx'
import { useT } from '../../../../ui/index.ts'
import { MomentField } from '../moment-field.tsx'
import { useSinceText } from '../use-since-text.ts'
import { SpecialDays } from './special-days.tsx'
import { type CalendarEdit, useCalendarForm } from './use-calendar-form.ts'
import { WeekEditor } from './week-editor.tsx'

interface CalendarDrawerProps {
  readonly edit: CalendarEdit
  /** Some group is measured by the calendar. */
  readonly isUsed: boolean
  readonly onClose: () => void
}

/** Makes a calendar, or hours of one: from when on, zone, week, special days. */
export function CalendarDrawer(props: CalendarDrawerProps): ReactNode {
  const t = useT()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const { edit, onClose } = props
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={isNarrow ? '100%' : 560}
      title={titleOf(t, edit)}
      // A click beside it must not lose a week of hours.
      closeOnClickOutside={false}
      overlayProps={{ backgroundOpacity: 0.25 }}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <CalendarFields {...props} />
    </Drawer>
  )
}

function titleOf(t: ReturnType<typeof useT>, edit: CalendarEdit): string {
  if (edit.kind === 'calendar') return t('chat_settings.new_calendar')
  const { name } = edit.calendar
  return edit.kind === 'version'
    ? t('chat_settings.new_version_of', { name })
    : t('chat_settings.edit_version_of', { name })
}

function CalendarFields({ edit, isUsed, onClose }: CalendarDrawerProps): ReactNode {
  const t = useT()
  const sinceText = useSinceText()
  const [nowMs] = useState(() => Date.now())
  const { form, onSubmit, isSaving, failure } = useCalendarForm(edit, nowMs, onClose)
  const { isFromFirst, date, time_zone } = form.values
  const isNew = edit.kind === 'calendar'
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {isNew && (
          <TextInput
            label={t('chat_settings.name')}
            autoComplete="off"
            maxLength={200}
            data-autofocus
            {...form.getInputProps('name')}
          />
        )}
        {edit.kind === 'hours' ? (
          <Text size="sm">
            {t('chat_settings.from')} {sinceText(edit.from, time_zone)}
          </Text>
        ) : (
          <MomentField
            value={{ isFromFirst, date }}
            onChange={(value) => {
              form.getInputProps('isFromFirst').onChange(value.isFromFirst)
              form.getInputProps('date').onChange(value.date)
            }}
            zone={time_zone}
            error={form.getInputProps('date').error}
            note={isUsed ? undefined : t('chat_settings.effect_unused')}
          />
        )}
        <TimeZoneSelect
          label={t('chat_settings.time_zone')}
          description={t('chat_settings.time_zone_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          {...form.getInputProps('time_zone')}
        />
        <WeekEditor form={form} />
        <SpecialDays form={form} />
        <FormFooter
          action={t(isNew ? 'chat_settings.create_calendar' : 'chat_settings.save_hours')}
          isSaving={isSaving}
          isDirty={form.isDirty()}
          failure={failure}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

import { Select, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ChatCalendar, ChatGroup, ChatSettingsChanged } from '../../../../../src/contract/index.ts'
import { chatSettingsApi } from '../../../../api/chat-settings-api.ts'
import { useSession } from '../../../../api/use-session.ts'
import { FormDialog } from '../../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../../ui/form/use-api-form.ts'
import { useT } from '../../../../ui/index.ts'
import { wallTime } from '../../../../ui/selection/wall-time.ts'
import { effectText } from '../effect-text.ts'
import { MomentField, momentMs } from '../moment-field.tsx'
import { settingErrors } from '../setting-errors.ts'
import { useSaved } from '../use-change.ts'
import { useSinceText } from '../use-since-text.ts'
import { versionToStartFrom } from '../version-in-force.ts'
import { TargetInput } from './target-input.tsx'
import { fromTargetValue, type TargetValue, toTargetValue } from './target-values.ts'

interface TargetsDialogProps {
  readonly group: ChatGroup
  /** False: of chats without a group, which nobody measured yet. */
  readonly isEntered: boolean
  /** Of targets that are there; undefined: new ones from a date. */
  readonly from: string | null | undefined
  readonly calendars: readonly ChatCalendar[]
  readonly onClose: () => void
}

type Values = {
  isFromFirst: boolean
  date: string
  calendar_id: string | null
  first_target_s: TargetValue
  later_target_s: TargetValue
}

/** What a group is measured by, from a date on. */
export function TargetsDialog(props: TargetsDialogProps): ReactNode {
  const { group, from, onClose } = props
  const t = useT()
  const sinceText = useSinceText()
  const zone = useSession().company.time_zone
  const [nowMs] = useState(() => Date.now())
  const { form, onSubmit, isSaving, failure } = useTargetsForm(props, nowMs, zone)
  const { isFromFirst, date } = form.values
  return (
    <FormDialog
      title={t('chat_settings.targets_of', { name: group.name })}
      size={480}
      action={t('shell.save')}
      onSubmit={onSubmit}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onClose={onClose}
    >
      <TargetInput
        label={t('chat_settings.sl1')}
        description={t('chat_settings.sl1_help')}
        isFirst
        {...form.getInputProps('first_target_s')}
      />
      <TargetInput
        label={t('chat_settings.sl2')}
        description={t('chat_settings.sl2_help')}
        {...form.getInputProps('later_target_s')}
      />
      <Select
        label={t('chat_settings.calendar')}
        description={t('chat_settings.calendar_help')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={t('chat_settings.no_calendar')}
        data={choices(props)}
        clearable
        clearButtonProps={{ 'aria-label': t('chat_settings.no_calendar') }}
        {...form.getInputProps('calendar_id')}
      />
      {from === undefined ? (
        <MomentField
          value={{ isFromFirst, date }}
          onChange={(value) => {
            form.getInputProps('isFromFirst').onChange(value.isFromFirst)
            form.getInputProps('date').onChange(value.date)
          }}
          zone={zone}
          error={form.getInputProps('date').error}
        />
      ) : (
        <Text size="xs" c="dimmed">
          {`${t('chat_settings.from')} ${sinceText(from, zone)}. `}
          {effectText(t, from === null ? null : Date.parse(from), nowMs)}
        </Text>
      )}
    </FormDialog>
  )
}

/** Those of the archive only where the group has them. */
function choices({ calendars, group }: TargetsDialogProps): { value: string; label: string }[] {
  return calendars
    .filter(
      ({ id, is_archived }) => !is_archived || group.targets.some(({ calendar_id }) => calendar_id === id),
    )
    .map(({ id, name }) => ({ value: id, label: name }))
}

function useTargetsForm(
  { group, isEntered, from, onClose }: TargetsDialogProps,
  nowMs: number,
  zone: string,
): ReturnType<typeof useApiForm<Values, ChatSettingsChanged>> {
  const t = useT()
  const saved = useSaved()
  const { targets } = group
  const start =
    from === undefined ? versionToStartFrom(targets, nowMs) : targets.find((version) => version.from === from)
  const faultOf = (value: TargetValue): string | null =>
    fromTargetValue(value) === undefined ? t('chat_settings.target_wrong') : null
  return useApiForm<Values, ChatSettingsChanged>({
    initialValues: {
      isFromFirst: targets.length === 0,
      date: wallTime(nowMs, zone).date,
      calendar_id: start?.calendar_id ?? null,
      first_target_s: toTargetValue(start?.first_target_s ?? null),
      later_target_s: toTargetValue(start?.later_target_s ?? null),
    },
    validate: (values) => ({
      first_target_s: faultOf(values.first_target_s),
      later_target_s: faultOf(values.later_target_s),
      date:
        from === undefined && momentMs(values, zone) === undefined ? t('chat_settings.date_missing') : null,
    }),
    save: async (values) => {
      if (!isEntered) await chatSettingsApi.putGroup({ id: group.id, name: group.name })
      const ms = momentMs(values, zone)
      return await chatSettingsApi.putTargets({
        group_id: group.id,
        from: from === undefined ? (typeof ms === 'number' ? new Date(ms).toISOString() : null) : from,
        calendar_id: values.calendar_id,
        first_target_s: fromTargetValue(values.first_target_s) ?? null,
        later_target_s: fromTargetValue(values.later_target_s) ?? null,
      })
    },
    fieldErrors: (error) => {
      const { from: moment, ...errors } = settingErrors(t, error)
      return { ...errors, ...(moment !== undefined && { date: moment }) }
    },
    onSaved: async (changed) => {
      onClose()
      await saved(changed)
    },
  })
}

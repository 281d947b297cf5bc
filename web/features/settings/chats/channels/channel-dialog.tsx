import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { maxSourceIdLength } from '../../../../../src/contract/chat-settings-words.ts'
import { wellKnownMessengers } from '../../../../../src/contract/chat-words.ts'
import type {
  ChatChannel,
  ChatSettingsAnswer,
  ChatSettingsChanged,
} from '../../../../../src/contract/index.ts'
import { chatSettingsApi } from '../../../../api/chat-settings-api.ts'
import { connectionsQuery } from '../../../../api/queries.ts'
import { FormDialog } from '../../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../../ui/form/use-api-form.ts'
import { useT } from '../../../../ui/index.ts'
import { checkNewId } from '../check-new-id.ts'
import { messengerName } from '../messenger-name.ts'
import { settingErrors } from '../setting-errors.ts'
import { useSaved } from '../use-change.ts'

interface ChannelDialogProps {
  readonly channel: ChatChannel
  readonly isNew: boolean
  readonly settings: ChatSettingsAnswer
  readonly onClose: () => void
}

type Values = { id: string; name: string; messenger: string | null; connection_id: string | null }

/** Enters a configured chat, or changes one. */
export function ChannelDialog({ channel, isNew, settings, onClose }: ChannelDialogProps): ReactNode {
  const t = useT()
  const saved = useSaved()
  const connections = useQuery(connectionsQuery)
  const isSeen = isNew && channel.id !== ''
  const { form, onSubmit, isSaving, failure } = useApiForm<Values, ChatSettingsChanged>({
    initialValues: { ...channel, messenger: channel.messenger || null },
    validate: ({ id, name, messenger }) => ({
      id: isNew ? checkNewId(t, id, settings.channels) : null,
      name: name.trim() === '' ? t('chat_settings.name_missing') : null,
      messenger: messenger ? null : t('chat_settings.messenger_missing'),
    }),
    save: ({ id, name, messenger, connection_id }) =>
      chatSettingsApi.putChannel({ id, name: name.trim(), messenger: messenger ?? '', connection_id }),
    fieldErrors: (error) => settingErrors(t, error),
    onSaved: async (changed) => {
      onClose()
      await saved(changed)
    },
  })
  // Any other messenger that chats came from can be chosen too.
  const messengers = new Set<string>([
    ...wellKnownMessengers,
    ...[...settings.seen, ...settings.channels, channel].map(({ messenger }) => messenger),
  ])
  messengers.delete('')
  return (
    <FormDialog
      title={t(isNew ? 'chat_settings.add_channel' : 'chat_settings.edit_channel')}
      action={t(isNew ? 'chat_settings.add_channel' : 'shell.save')}
      onSubmit={onSubmit}
      isSaving={isSaving}
      isDirty={form.isDirty() || isSeen}
      failure={failure}
      onClose={onClose}
    >
      {isNew && (
        <TextInput
          label={t('chat_settings.source_id')}
          description={t('chat_settings.source_id_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          spellCheck={false}
          maxLength={maxSourceIdLength}
          readOnly={isSeen}
          {...(!isSeen && { 'data-autofocus': true })}
          {...form.getInputProps('id')}
        />
      )}
      <TextInput
        label={t('chat_settings.name')}
        autoComplete="off"
        maxLength={200}
        {...((isSeen || !isNew) && { 'data-autofocus': true })}
        {...form.getInputProps('name')}
      />
      <Select
        label={t('chat_settings.messenger')}
        data={[...messengers].map((value) => ({ value, label: messengerName(t, value) }))}
        searchable
        {...form.getInputProps('messenger')}
      />
      {(connections.data?.length ?? 0) > 0 && (
        <Select
          label={t('chat_settings.connection')}
          placeholder={t('chat_settings.no_connection')}
          data={(connections.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          clearButtonProps={{ 'aria-label': t('chat_settings.no_connection') }}
          {...form.getInputProps('connection_id')}
        />
      )}
    </FormDialog>
  )
}

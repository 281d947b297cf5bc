import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { maxSourceIdLength } from '../../../../../src/contract/chat-settings-words.ts'
import type { ChatGroup, ChatSettingsChanged } from '../../../../../src/contract/index.ts'
import { chatSettingsApi } from '../../../../api/chat-settings-api.ts'
import { FormDialog } from '../../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../../ui/form/use-api-form.ts'
import { useT } from '../../../../ui/index.ts'
import { checkNewId } from '../check-new-id.ts'
import { settingErrors } from '../setting-errors.ts'
import { useSaved } from '../use-change.ts'

interface GroupDialogProps {
  /** Of a group that chats name already; empty: a new one. */
  readonly id: string
  readonly name: string
  readonly groups: readonly ChatGroup[]
  readonly onClose: () => void
}

type Values = { id: string; name: string }

/** Enters a group by its id at the source. */
export function GroupDialog({ id, name, groups, onClose }: GroupDialogProps): ReactNode {
  const t = useT()
  const saved = useSaved()
  const isSeen = id !== ''
  const { form, onSubmit, isSaving, failure } = useApiForm<Values, ChatSettingsChanged>({
    initialValues: { id, name },
    validate: (values) => ({
      id: checkNewId(t, values.id, groups),
      name: values.name.trim() === '' ? t('chat_settings.name_missing') : null,
    }),
    save: (values) => chatSettingsApi.putGroup({ id: values.id, name: values.name.trim() }),
    fieldErrors: (error) => settingErrors(t, error),
    onSaved: async (changed) => {
      onClose()
      await saved(changed)
    },
  })
  return (
    <FormDialog
      title={t('chat_settings.add_group')}
      action={t('chat_settings.add_group')}
      onSubmit={onSubmit}
      isSaving={isSaving}
      isDirty={form.isDirty() || isSeen}
      failure={failure}
      onClose={onClose}
    >
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
      <TextInput
        label={t('chat_settings.name')}
        autoComplete="off"
        maxLength={200}
        {...(isSeen && { 'data-autofocus': true })}
        {...form.getInputProps('name')}
      />
    </FormDialog>
  )
}

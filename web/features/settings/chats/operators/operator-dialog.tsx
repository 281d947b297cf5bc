import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { maxSourceIdLength } from '../../../../../src/contract/chat-settings-words.ts'
import type { ChatOperator, ChatSettingsChanged } from '../../../../../src/contract/index.ts'
import { chatSettingsApi } from '../../../../api/chat-settings-api.ts'
import { FormDialog } from '../../../../ui/form/form-dialog.tsx'
import { isEmailLike } from '../../../../ui/form/is-email-like.ts'
import { useApiForm } from '../../../../ui/form/use-api-form.ts'
import { useT } from '../../../../ui/index.ts'
import { checkNewId } from '../check-new-id.ts'
import { settingErrors } from '../setting-errors.ts'
import { useSaved } from '../use-change.ts'

interface OperatorDialogProps {
  readonly operator: ChatOperator
  readonly isNew: boolean
  readonly operators: readonly ChatOperator[]
  readonly onClose: () => void
}

type Values = { id: string; name: string; email: string }

/** Enters an operator, or changes one. */
export function OperatorDialog({ operator, isNew, operators, onClose }: OperatorDialogProps): ReactNode {
  const t = useT()
  const saved = useSaved()
  const isSeen = isNew && operator.id !== ''
  const { form, onSubmit, isSaving, failure } = useApiForm<Values, ChatSettingsChanged>({
    initialValues: { ...operator, email: operator.email ?? '' },
    validate: ({ id, name, email }) => ({
      id: isNew ? checkNewId(t, id, operators) : null,
      name: name.trim() === '' ? t('chat_settings.name_missing') : null,
      email: email.trim() === '' || isEmailLike(email.trim()) ? null : t('chat_settings.email_wrong'),
    }),
    save: ({ id, name, email }) =>
      chatSettingsApi.putOperator({ id, name: name.trim(), email: email.trim() || null }),
    fieldErrors: (error) => settingErrors(t, error),
    onSaved: async (changed) => {
      onClose()
      await saved(changed)
    },
  })
  return (
    <FormDialog
      title={t(isNew ? 'chat_settings.add_operator' : 'chat_settings.edit_operator')}
      action={t(isNew ? 'chat_settings.add_operator' : 'shell.save')}
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
        label={t('chat_settings.operator_name')}
        autoComplete="off"
        maxLength={200}
        {...((isSeen || !isNew) && { 'data-autofocus': true })}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('chat_settings.email')}
        type="email"
        autoComplete="off"
        maxLength={254}
        {...form.getInputProps('email')}
      />
    </FormDialog>
  )
}

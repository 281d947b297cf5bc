import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ChatSettingsChanged } from '../../../../src/contract/index.ts'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useT } from '../../../ui/index.ts'
import { settingErrors } from './setting-errors.ts'
import { useSaved } from './use-change.ts'

interface NameDialogProps {
  readonly title: string
  readonly name: string
  readonly save: (name: string) => Promise<ChatSettingsChanged>
  readonly onClose: () => void
}

/** Another name of something that is there. */
export function NameDialog({ title, name, save, onClose }: NameDialogProps): ReactNode {
  const t = useT()
  const saved = useSaved()
  const { form, onSubmit, isSaving, failure } = useApiForm<{ name: string }, ChatSettingsChanged>({
    initialValues: { name },
    validate: (values) => ({ name: values.name.trim() === '' ? t('chat_settings.name_missing') : null }),
    save: (values) => save(values.name.trim()),
    fieldErrors: (error) => settingErrors(t, error),
    onSaved: async (changed) => {
      onClose()
      await saved(changed)
    },
  })
  return (
    <FormDialog
      title={title}
      action={t('shell.save')}
      onSubmit={onSubmit}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onClose={onClose}
    >
      <TextInput
        label={t('chat_settings.name')}
        autoComplete="off"
        maxLength={200}
        data-autofocus
        {...form.getInputProps('name')}
      />
    </FormDialog>
  )
}

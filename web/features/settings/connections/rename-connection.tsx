import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Connection } from '../../../../src/contract/index.ts'
import { api } from '../../../api/api.ts'
import { connectionsQuery } from '../../../api/queries.ts'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useT } from '../../../ui/index.ts'

interface RenameConnectionProps {
  readonly connection: Connection
  readonly onClose: () => void
}

export function RenameConnection({ connection, onClose }: RenameConnectionProps): ReactNode {
  const t = useT()
  const queryClient = useQueryClient()
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { name: connection.name },
    validate: ({ name }) => ({ name: name.trim() === '' ? t('connections.connection_name_missing') : null }),
    save: ({ name }) => api.connections.change(connection.id, { name: name.trim() }),
    onSaved: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey })
    },
  })
  return (
    <FormDialog
      title={t('settings.rename')}
      action={t('shell.save')}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextInput
        label={t('connections.connection_name')}
        autoComplete="off"
        data-path="name"
        data-autofocus
        {...form.getInputProps('name')}
      />
    </FormDialog>
  )
}

import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Connection } from '../../../../src/contract/index.ts'
import { type Provider, providers } from '../../../../src/contract/provider-words.ts'
import type { Translate } from '../../../../src/messages/index.ts'
import { api } from '../../../api/api.ts'
import { connectionsQuery } from '../../../api/queries.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { providerName, useT } from '../../../ui/index.ts'
import { ConnectHelp } from './connect-help.tsx'
import { connectionOf, noSettings, type SettingValues, settingErrors } from './provider-settings.ts'
import { SettingFields } from './setting-fields.tsx'

interface AddConnectionProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** First what the provider's signatures are checked with, then the address to paste at the provider. */
export function AddConnection({ opened, onClose }: AddConnectionProps): ReactNode {
  const t = useT()
  const [created, setCreated] = useState<Connection | null>(null)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={created === null ? t('connections.add_connection') : t('connections.connection_created')}
      size={560}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {created === null ? (
        <ConnectionForm onCreated={setCreated} onCancel={onClose} />
      ) : (
        <>
          <ConnectHelp connection={created} />
          <Group justify="flex-end" mt="lg">
            <Button onClick={onClose}>{t('settings.done')}</Button>
          </Group>
        </>
      )}
    </Modal>
  )
}

type ConnectionValues = SettingValues & { name: string; provider: Provider }

interface ConnectionFormProps {
  readonly onCreated: (connection: Connection) => void
  readonly onCancel: () => void
}

function ConnectionForm({ onCreated, onCancel }: ConnectionFormProps): ReactNode {
  const t = useT()
  const queryClient = useQueryClient()
  const { form, onSubmit, isSaving, failure } = useApiForm<ConnectionValues, Connection>({
    initialValues: { ...noSettings, name: '', provider: 'twilio' },
    validate: (values) => errorsOf(t, values),
    save: (values) => api.connections.create(connectionOf(values.provider, values.name, values)),
    onSaved: async (connection) => {
      onCreated(connection)
      await queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey })
    },
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <Select
          label={t('connections.provider')}
          data={providers.map((provider) => ({ value: provider, label: providerName(t, provider) }))}
          allowDeselect={false}
          searchable
          data-path="provider"
          {...form.getInputProps('provider')}
        />
        <TextInput
          label={t('connections.connection_name')}
          description={t('connections.connection_name_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          data-path="name"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <SettingFields provider={form.values.provider} inputProps={(name) => form.getInputProps(name)} />
        <FailureNote text={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('shell.cancel')}
          </Button>
          <Button type="submit" loading={isSaving}>
            {t('connections.create_connection')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function errorsOf(t: Translate, values: ConnectionValues): Record<string, string | null> {
  return {
    name: values.name.trim() === '' ? t('connections.connection_name_missing') : null,
    ...settingErrors(t, values.provider, values),
  }
}

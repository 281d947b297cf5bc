import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Connection } from '../../../../src/contract/index.ts'
import { api } from '../../../api/api.ts'
import { connectionsQuery } from '../../../api/queries.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useNotify, useT } from '../../../ui/index.ts'
import { noSettings, type SettingValues, settingErrors, settingsOf } from './provider-settings.ts'
import { SettingFields } from './setting-fields.tsx'

interface ReplaceSecretsProps {
  readonly connection: Connection
  readonly onClose: () => void
}

/** For how long the secrets before stay valid, hours. */
const validHours = ['0', '1', '24', '72', '168'] as const
/** As in the API; no setting of a provider is called so. */
const hoursField = 'previous_valid_hours'

/** Secrets are write-only: all of them are given anew. Those before stay valid while they are changed at the provider. */
export function ReplaceSecrets({ connection, onClose }: ReplaceSecretsProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { provider } = connection
  const { form, onSubmit, isSaving, failure } = useApiForm<SettingValues, Connection>({
    initialValues: { ...noSettings, [hoursField]: '24' },
    validate: (values) => settingErrors(t, provider, values),
    save: (values) =>
      api.connections.rotate(connection.id, {
        settings: settingsOf(provider, values),
        previous_valid_hours: Number(values[hoursField]),
      }),
    onSaved: async () => {
      onClose()
      notify.done(t('shell.saved'))
      await queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey })
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('connections.replace_secrets')} · ${connection.name}`}
      size={480}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <Text size="sm">{t('connections.replace_secrets_text')}</Text>
          <SettingFields provider={provider} inputProps={(name) => form.getInputProps(name)} />
          <NativeSelect
            label={t('connections.previous_valid')}
            description={t('connections.previous_valid_help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={validHours.map((value) => ({ value, label: t(`connections.previous_valid_${value}`) }))}
            {...form.getInputProps(hoursField)}
          />
          <FailureNote text={failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button type="submit" loading={isSaving}>
              {t('connections.replace_secrets')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

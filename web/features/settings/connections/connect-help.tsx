import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Connection } from '../../../../src/contract/index.ts'
import { providerDeclarations } from '../../../../src/contract/providers.ts'
import { CopyField } from '../../../ui/controls/copy-field.tsx'
import { useLanguage, useT } from '../../../ui/index.ts'

/** The address of a connection, and what to do with it at the provider. */
export function ConnectHelp({ connection }: { readonly connection: Connection }): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('connections.webhook_url')}
        </Text>
        <CopyField
          value={connection.webhook_url}
          copyLabel={t('connections.copy_webhook_url', { name: connection.name })}
        />
      </div>
      <List type="ordered" size="sm" spacing="xs">
        {providerDeclarations[connection.provider].steps.map((step) => (
          <List.Item key={step.en}>{step[language]}</List.Item>
        ))}
      </List>
      <Text size="xs" c="dimmed">
        {t('connections.public_address_note')}
      </Text>
    </Stack>
  )
}

interface ConnectHelpDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
}

export function ConnectHelpDialog({ connection, onClose }: ConnectHelpDialogProps): ReactNode {
  const t = useT()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('connections.how_to_connect')}
      size={560}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <ConnectHelp connection={connection} />
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{t('settings.done')}</Button>
      </Group>
    </Modal>
  )
}

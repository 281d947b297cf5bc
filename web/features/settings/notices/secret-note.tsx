import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { CopyField } from '../../../ui/controls/copy-field.tsx'
import { useT } from '../../../ui/index.ts'

interface SecretNoteProps {
  readonly secret: string
  readonly onClose: () => void
}

/** The secret of an endpoint, the only time that it can be seen. */
export function SecretNote({ secret, onClose }: SecretNoteProps): ReactNode {
  const t = useT()
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('notices.secret')}
        </Text>
        <CopyField value={secret} copyLabel={t('notices.copy_secret')} />
      </div>
      <Alert color="yellow" variant="light">
        {t('notices.secret_text')}
      </Alert>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('settings.done')}</Button>
      </Group>
    </Stack>
  )
}

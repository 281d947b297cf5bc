import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { CopyField } from '../../../ui/controls/copy-field.tsx'
import { useT } from '../../../ui/index.ts'

export interface PassedLink {
  readonly email: string
  readonly link: string
}

interface LinkDialogProps {
  readonly link: PassedLink
  readonly onClose: () => void
}

/** The link of an invitation, the only time that it can be seen. */
export function LinkDialog({ link: { email, link }, onClose }: LinkDialogProps): ReactNode {
  const t = useT()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('people.link_title')}
      size={520}
      // A click beside the dialog must not lose a link that cannot be shown again.
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <Stack gap="md">
        <CopyField value={link} copyLabel={t('people.copy_link')} />
        <Alert color="yellow" variant="light">
          {t('people.link_text', { email })}
        </Alert>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('settings.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

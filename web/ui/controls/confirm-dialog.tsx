import { Button, Group, Modal, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'

interface ConfirmDialogProps {
  readonly opened: boolean
  /** Names the thing that will be gone. */
  readonly title: string
  /** What follows from it. */
  readonly text: string
  /** The act itself, never just "OK". */
  readonly action: string
  /** Nothing is lost by it: the button is not red. */
  readonly isHarmless?: boolean
  readonly isBusy: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks before something is destroyed, or cannot be taken back. The focus starts on the harmless button. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const t = useT()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onCancel}
      title={props.title}
      centered
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <Text size="sm">{props.text}</Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={props.onCancel} data-autofocus>
          {t('shell.cancel')}
        </Button>
        <Button {...(!props.isHarmless && { color: 'red' })} onClick={props.onConfirm} loading={props.isBusy}>
          {props.action}
        </Button>
      </Group>
    </Modal>
  )
}

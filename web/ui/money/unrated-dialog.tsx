import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Unrated } from '../../../src/contract/index.ts'
import { useT } from '../i18n/i18n-provider.tsx'
import { UnratedGroups } from './unrated-groups.tsx'

interface UnratedDialogProps {
  readonly unrated: Unrated
  readonly opened: boolean
  readonly onClose: () => void
}

export function UnratedDialog({ unrated, opened, onClose }: UnratedDialogProps): ReactNode {
  const t = useT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('unrated.dialog')}
      size={920}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <UnratedGroups unrated={unrated} onLeave={onClose} />
    </Modal>
  )
}

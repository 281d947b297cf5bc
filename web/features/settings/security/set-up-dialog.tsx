import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../ui/index.ts'
import { SetUpSteps } from './set-up-steps.tsx'

export function SetUpDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useT()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('security.set_up_title')}
      size={480}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <SetUpSteps onDone={onClose} />
    </Modal>
  )
}

import type { ReactNode } from 'react'
import type { ChatSettingsChanged } from '../../../../src/contract/index.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { useChange } from './use-change.ts'

interface ConfirmRemovalProps {
  readonly title: string
  readonly text: string
  readonly action: string
  readonly remove: () => Promise<ChatSettingsChanged>
  readonly onClose: () => void
}

/** Asks before something is removed, and removes it. */
export function ConfirmRemoval({ title, text, action, remove, onClose }: ConfirmRemovalProps): ReactNode {
  const { run, isBusy } = useChange(remove, onClose)
  return (
    <ConfirmDialog
      opened
      title={title}
      text={text}
      action={action}
      isBusy={isBusy}
      onConfirm={run}
      onCancel={onClose}
    />
  )
}

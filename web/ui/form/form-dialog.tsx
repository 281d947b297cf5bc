import { Modal, Stack } from '@mantine/core'
import type { ReactNode, SyntheticEvent } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import { FormFooter, type FormFooterProps } from './form-footer.tsx'

interface FormDialogProps extends Omit<FormFooterProps, 'onCancel'> {
  readonly title: string
  /** Pixels, where it is wider than others. */
  readonly size?: number
  readonly onSubmit: (event?: SyntheticEvent<HTMLFormElement>) => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A small form in a dialog of its own; it is there while it is open. */
export function FormDialog({
  title,
  size,
  onSubmit,
  onClose,
  children,
  ...footer
}: FormDialogProps): ReactNode {
  const t = useT()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      {...(size !== undefined && { size })}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          {children}
          <FormFooter {...footer} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}

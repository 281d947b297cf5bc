import { Alert } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** Says above the buttons of a form why it could not be saved; read out as soon as it appears. */
export function FailureNote({ text }: { readonly text: string | null }): ReactNode {
  return (
    <div role="alert">
      {text !== null && (
        <Alert color="red" variant="light" icon={<IconAlertCircle size={20} aria-hidden />}>
          {text}
        </Alert>
      )}
    </div>
  )
}

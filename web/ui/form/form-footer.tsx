import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import { FailureNote } from './failure-note.tsx'

export interface FormFooterProps {
  /** The act itself, never just "OK". */
  readonly action: string
  /** Something is gone by it: the button is red. */
  readonly isDestructive?: boolean
  readonly isSaving: boolean
  /** Something was entered that can be sent. */
  readonly isDirty: boolean
  /** What went wrong with the whole, in words. */
  readonly failure: string | null
  readonly onCancel: () => void
}

/** The end of a form in a dialog: what went wrong, the way out and the act. */
export function FormFooter({
  action,
  isDestructive = false,
  isSaving,
  isDirty,
  failure,
  onCancel,
}: FormFooterProps): ReactNode {
  const t = useT()
  return (
    <>
      <FailureNote text={failure} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {t('shell.cancel')}
        </Button>
        <Button type="submit" loading={isSaving} disabled={!isDirty} {...(isDestructive && { color: 'red' })}>
          {action}
        </Button>
      </Group>
    </>
  )
}

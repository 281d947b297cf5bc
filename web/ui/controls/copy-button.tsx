import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'

interface CopyButtonProps {
  readonly value: string
  /** Says what is copied. */
  readonly label: string
  readonly size?: number
}

/** Copies a value, and says that it did. */
export function CopyButton({ value, label, size = 32 }: CopyButtonProps): ReactNode {
  const t = useT()
  const clipboard = useClipboard({ timeout: 1_500 })
  const CopyIcon = clipboard.copied ? IconCheck : IconCopy
  return (
    <Tooltip label={clipboard.copied ? t('shell.copied') : label}>
      <ActionIcon
        variant="subtle"
        color={clipboard.copied ? 'teal' : 'gray'}
        size={size}
        onClick={(event) => {
          event.stopPropagation()
          clipboard.copy(value)
        }}
        aria-label={clipboard.copied ? t('shell.copied') : label}
        aria-live="polite"
      >
        <CopyIcon size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}

import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './chats.module.css'

interface TabHeadProps {
  readonly text: string
  readonly action: string
  /** Undefined: it may not be done, or the empty state offers it. */
  readonly onAct: (() => void) | undefined
}

/** What a tab is about, and what may be added to it. */
export function TabHead({ text, action, onAct }: TabHeadProps): ReactNode {
  return (
    <div className={classes['head']}>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
      {onAct && (
        <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAct}>
          {action}
        </Button>
      )}
    </div>
  )
}

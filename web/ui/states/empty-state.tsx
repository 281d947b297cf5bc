import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './state.module.css'

interface EmptyStateProps {
  readonly title: string
  readonly text?: ReactNode
  readonly icon?: ReactNode
  /** The one next step. */
  readonly action?: ReactNode
}

/** Says why there is nothing, and what to do next. */
export function EmptyState({ title, text, icon, action }: EmptyStateProps): ReactNode {
  return (
    <div className={classes['state']}>
      {icon !== undefined && (
        <div className={classes['icon']} aria-hidden>
          {icon}
        </div>
      )}
      <Title order={2} size="h2">
        {title}
      </Title>
      {text !== undefined && (
        <Text c="dimmed" size="sm" maw={440}>
          {text}
        </Text>
      )}
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </div>
  )
}

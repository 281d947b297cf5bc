import { useComputedColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import type { MessageStatus } from '../../../src/contract/index.ts'
import { hatchedStatuses, statusColor } from '../../charts/palette.ts'
import { stepOfStatus } from '../../charts/status-steps.ts'
import { statusName, useT } from '../../ui/index.ts'
import classes from './status-mark.module.css'

/** A status in words, with its colour from the charts beside it. */
export function StatusMark({ status }: { readonly status: MessageStatus }): ReactNode {
  const t = useT()
  const scheme = useComputedColorScheme('light')
  const step = stepOfStatus(status)
  return (
    <span className={classes['mark']}>
      <span
        className={classes['dot']}
        style={{ '--dot': statusColor(step, scheme) }}
        data-hatched={hatchedStatuses.has(step) || undefined}
        aria-hidden
      />
      {statusName(t, status)}
    </span>
  )
}

import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../index.ts'
import { useSelectionView } from '../selection/selection-view.tsx'
import styles from './bar.module.css'
import { type LiveState, pollingSeconds } from './use-live.ts'

interface LiveMarkProps {
  readonly asOf: string | undefined
  readonly state: LiveState
}

/** From when the numbers are, and whether they follow by themselves. */
export function LiveMark({ asOf, state }: LiveMarkProps): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  if (asOf === undefined) return <span className={styles['asOf']} />
  const words = {
    live: t('analytics.live'),
    polling: t('analytics.polling', { n: pollingSeconds }),
    paused: t('analytics.paused'),
  }
  return (
    <Tooltip label={`${format.dateTimeExact(asOf)}. ${t('analytics.live_help')}`} multiline maw={280}>
      <span className={styles['asOf']}>
        {t('analytics.as_of', { time: format.time(asOf) })}
        <span className={styles['live']} data-state={state}>
          {words[state]}
        </span>
      </span>
    </Tooltip>
  )
}

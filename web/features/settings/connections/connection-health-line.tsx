import { Anchor, Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ConnectionHealth } from '../../../../src/contract/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import classes from './connection-row.module.css'

interface ConnectionHealthLineProps {
  readonly health: ConnectionHealth
  readonly onRefused: () => void
}

/** How much comes in, how late, and how much was refused. */
export function ConnectionHealthLine({ health, onRefused }: ConnectionHealthLineProps): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <div className={classes['health']}>
      <Tooltip label={t('connections.events_per_minute_help')}>
        <Text size="xs" c="dimmed">
          {t('connections.events_per_minute', { value: format.compact(health.events_per_minute) })}
        </Text>
      </Tooltip>
      {health.lag_ms !== null && (
        <Tooltip label={t('connections.lag_help')}>
          <Text size="xs" c="dimmed">
            {t('connections.lag', { time: format.duration(Math.max(health.lag_ms, 0)) })}
          </Text>
        </Tooltip>
      )}
      {health.repeats_last_hour > 0 && (
        <Tooltip label={t('connections.repeats_help')}>
          <Text size="xs" c="dimmed">
            {t('connections.repeats', { value: format.number(health.repeats_last_hour) })}
          </Text>
        </Tooltip>
      )}
      {health.refused_last_day > 0 && (
        <Anchor component="button" type="button" size="xs" onClick={onRefused}>
          {t('connections.refused_last_day', { value: format.number(health.refused_last_day) })}
        </Anchor>
      )}
    </div>
  )
}

import { Title } from '@mantine/core'
import { type ReactNode, useContext } from 'react'
import { isoWeekday, offsetMsAt } from '../../../src/core/time/index.ts'
import { Card, ErrorState, useT } from '../../ui/index.ts'
import { OnScreenContext, useShown } from '../../ui/statistics/use-on-screen.ts'
import { useChatsView } from './chats-view.tsx'
import styles from './today.module.css'
import { TodayCounterTile } from './today-counter-tile.tsx'
import { todayCounters } from './today-counters.ts'
import { useToday } from './use-today.ts'

/** Is today normal? Who waits now and how today went so far, beside the same weekday of the weeks before. */
export function TodayRow(): ReactNode {
  const t = useT()
  const { format, zone, nowMs } = useChatsView()
  const today = useToday()
  useShown(useContext(OnScreenContext), today.question, true)
  const { answer } = today
  if (answer.isError && !answer.data)
    return (
      <Card>
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      </Card>
    )
  const weekday = format.weekday(isoWeekday(nowMs + offsetMsAt(nowMs, zone)))
  return (
    <section aria-labelledby="chats-today" className={styles['section']}>
      <div className={styles['head']}>
        <Title order={2} size="h3" id="chats-today">
          {t('chat_graphs.today')}
        </Title>
        <span className={styles['help']}>
          {t('chat_graphs.today_help', { weekday, time: format.time(answer.data?.as_of ?? nowMs) })}
        </span>
      </div>
      <div
        className={styles['tiles']}
        aria-busy={answer.isFetching}
        data-stale={answer.isPlaceholderData || undefined}
      >
        {todayCounters.map((counter) => (
          <TodayCounterTile key={counter.metric} counter={counter} today={today} />
        ))}
      </div>
    </section>
  )
}

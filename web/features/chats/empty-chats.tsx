import { Button } from '@mantine/core'
import { IconCalendarSearch, IconFilterOff, IconPlugConnected } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MetricsResult } from '../../../src/contract/index.ts'
import { numberAt } from '../../api/metric-rows.ts'
import { isFiltered, noChatFilters } from '../../ui/chat-selection/chat-filters.ts'
import { useChatNames } from '../../ui/chat-selection/use-chat-names.ts'
import { Card, EmptyState, useT } from '../../ui/index.ts'
import { useChatsView } from './chats-view.tsx'

/** Whether an answer says that there is nothing to look at: nothing new, nothing open, nothing written. */
export function hasNoChats(result: MetricsResult | undefined): boolean {
  if (!result) return false
  const metrics = ['chats.new', 'chats.backlog', 'chats.closed', 'chats.messages_customer'] as const
  return metrics.every((metric) => (numberAt(result.totals, metric) ?? 0) === 0)
}

const icon = { size: 28, stroke: 1.5 } as const

/** Nothing to show: says why, and offers the one next step. */
export function EmptyChats(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const { search, period, change, format } = useChatsView()
  const { names } = useChatNames()
  if (isFiltered(search))
    return (
      <Card>
        <EmptyState
          icon={<IconFilterOff {...icon} />}
          title={t('analytics.empty_filtered_title')}
          text={t('chat_graphs.empty_filtered_text')}
          action={<Button onClick={() => change(noChatFilters)}>{t('selection.filter_clear')}</Button>}
        />
      </Card>
    )
  if (names?.chats.length === 0)
    return (
      <Card>
        <EmptyState
          icon={<IconPlugConnected {...icon} />}
          title={t('chat_graphs.empty_new_title')}
          text={t('chat_graphs.empty_new_text')}
          action={
            <Button onClick={() => void navigate({ to: '/settings/connections' })}>
              {t('analytics.connect_provider')}
            </Button>
          }
        />
      </Card>
    )
  return (
    <Card>
      <EmptyState
        icon={<IconCalendarSearch {...icon} />}
        title={t('chat_graphs.empty_title')}
        text={t('analytics.empty_text', {
          from: format.dateTime(period.fromMs),
          to: format.dateTime(period.toMs),
        })}
        action={
          <Button onClick={() => change({ period: 'this_year', from: undefined, to: undefined })}>
            {t('analytics.widen_period')}
          </Button>
        }
      />
    </Card>
  )
}

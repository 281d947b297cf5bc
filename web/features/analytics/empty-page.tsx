import { Button } from '@mantine/core'
import { IconCalendarSearch, IconFilterOff, IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { connectionsQuery } from '../../api/queries.ts'
import { Card, EmptyState, useT } from '../../ui/index.ts'
import { noFilters } from '../../ui/selection/selection-search.ts'
import { useAnalyticsView } from './analytics-view.tsx'

const icon = { size: 28, stroke: 1.5 } as const

/** Nothing to show: says why, and offers the one next step. */
export function EmptyPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const { selected, period, change, format } = useAnalyticsView()
  const { data: connections } = useQuery(connectionsQuery)
  if (selected.filters) {
    return (
      <Card>
        <EmptyState
          icon={<IconFilterOff {...icon} />}
          title={t('analytics.empty_filtered_title')}
          text={t('analytics.empty_filtered_text')}
          action={<Button onClick={() => change(noFilters)}>{t('selection.filter_clear')}</Button>}
        />
      </Card>
    )
  }
  if (connections?.length === 0)
    return (
      <Card>
        <EmptyState
          icon={<IconPlugConnected {...icon} />}
          title={t('analytics.empty_new_title')}
          text={t('analytics.empty_new_text')}
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
        title={t('analytics.empty_title')}
        text={t('analytics.empty_text', {
          from: format.dateTime(period.fromMs),
          to: format.dateTime(period.toMs),
        })}
        action={
          <Button
            onClick={() =>
              change({ period: 'this_year', from: undefined, to: undefined, granularity: undefined })
            }
          >
            {t('analytics.widen_period')}
          </Button>
        }
      />
    </Card>
  )
}

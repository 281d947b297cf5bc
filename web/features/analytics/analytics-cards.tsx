import { type ReactNode, useRef } from 'react'
import { numberAt } from '../../api/metric-rows.ts'
import { type MetricsAnswer, useMetrics } from '../../api/metrics-query.ts'
import { useT } from '../../ui/index.ts'
import styles from '../../ui/statistics/statistics.module.css'
import type { TimeAxis } from '../../ui/statistics/time-axis.ts'
import type { BreakdownDimension } from './analytics-search.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { ArrivalsCard } from './arrivals-card.tsx'
import { BreakdownCard } from './breakdown-card.tsx'
import { ChannelStatusCard } from './channel-status-card.tsx'
import { ChannelsCard } from './channels-card.tsx'
import { CostCard } from './cost-card.tsx'
import { DimensionCard } from './dimension-card.tsx'
import { ErrorsCard } from './errors-card.tsx'
import { FunnelCard } from './funnel-card.tsx'
import { LatencyBandsCard } from './latency-bands-card.tsx'
import { LatencyCard } from './latency-card.tsx'
import { channelStatusQuestion, type overviewQuestion } from './questions.ts'
import { ReceiptsCard } from './receipts-card.tsx'
import { SpendCard } from './spend-card.tsx'
import { StatusCard } from './status-card.tsx'
import { VolumeCard } from './volume-card.tsx'

export interface AnalyticsCardsProps {
  readonly overview: MetricsAnswer
  readonly question: ReturnType<typeof overviewQuestion>
  readonly axis: TimeAxis
}

/** What happened over time, how it splits, where it goes wrong, the tables. */
export function AnalyticsCards({ overview, question, axis }: AnalyticsCardsProps): ReactNode {
  const t = useT()
  const { selected, change } = useAnalyticsView()
  const channelStatus = channelStatusQuestion(selected)
  const channelStatusAnswer = useMetrics(channelStatus)
  const breakdown = useRef<HTMLDivElement>(null)
  const openTable = (dimension: BreakdownDimension) => (): void => {
    change({ breakdown: dimension }, { replace: true })
    breakdown.current?.scrollIntoView({ block: 'start' })
  }
  const hasSpend = numberAt(overview.data?.totals, 'messages.spend') !== null
  const hasCost = numberAt(overview.data?.totals, 'messages.cost') !== null
  return (
    <div className={styles['grid']}>
      <div className={styles['span12']}>
        <VolumeCard overview={overview} axis={axis} />
      </div>
      <div className={styles['span4']}>
        <StatusCard question={channelStatus} answer={channelStatusAnswer} />
      </div>
      <div className={styles['span4']}>
        <FunnelCard question={question} answer={overview} />
      </div>
      <div className={styles['span4']}>
        <ChannelsCard statuses={channelStatusAnswer} onAll={openTable('channel')} />
      </div>
      <div className={styles['span4']}>
        <DimensionCard
          dimension="country"
          title={t('analytics.countries')}
          definition={t('analytics.countries_definition')}
          onAll={openTable('country')}
        />
      </div>
      <div className={styles['span4']}>
        <DimensionCard
          dimension="network"
          title={t('analytics.networks')}
          definition={t('analytics.networks_definition')}
          onAll={openTable('network')}
        />
      </div>
      <div className={styles['span4']}>
        <ErrorsCard onAll={openTable('error')} />
      </div>
      <div className={styles['span6']}>
        <LatencyCard question={question} answer={overview} axis={axis} />
      </div>
      <div className={styles['span6']}>
        <LatencyBandsCard />
      </div>
      <div className={hasCost ? styles['span6'] : styles['span12']}>
        <ArrivalsCard />
      </div>
      {hasCost && (
        <div className={styles['span6']}>
          <CostCard question={question} answer={overview} axis={axis} />
        </div>
      )}
      {hasSpend && (
        <div className={styles['span12']}>
          <SpendCard overview={overview} axis={axis} />
        </div>
      )}
      <div className={styles['span12']}>
        <ChannelStatusCard question={channelStatus} answer={channelStatusAnswer} />
      </div>
      <div className={styles['span12']}>
        <ReceiptsCard />
      </div>
      <div className={styles['span12']}>
        <BreakdownCard card={breakdown} />
      </div>
    </div>
  )
}

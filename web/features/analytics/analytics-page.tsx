import { usePrefetchQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useMemo, useRef } from 'react'
import { numberAt } from '../../api/metric-rows.ts'
import { type MetricsAnswer, metricsQuery, useMetrics } from '../../api/metrics-query.ts'
import { withPriceWords } from '../../ui/i18n/load-translate.ts'
import { Card, ErrorState, Page, useT } from '../../ui/index.ts'
import bar from '../../ui/statistics/bar.module.css'
import { LiveMark } from '../../ui/statistics/live-mark.tsx'
import { QuestionsOnScreen } from '../../ui/statistics/questions-on-screen.ts'
import styles from '../../ui/statistics/statistics.module.css'
import { type TimeAxis, timeAxis } from '../../ui/statistics/time-axis.ts'
import { useLive } from '../../ui/statistics/use-live.ts'
import { useNow } from '../../ui/statistics/use-now.ts'
import { OnScreenContext, useShown } from '../../ui/statistics/use-on-screen.ts'
import { AnalyticsBar } from './analytics-bar.tsx'
import type { BreakdownDimension } from './analytics-search.ts'
import { AnalyticsViewProvider, useAnalyticsView } from './analytics-view.tsx'
import { ArrivalsCard } from './arrivals-card.tsx'
import { BreakdownCard } from './breakdown-card.tsx'
import { ChannelStatusCard } from './channel-status-card.tsx'
import { ChannelsCard } from './channels-card.tsx'
import { CostCard } from './cost-card.tsx'
import { Counters } from './counters.tsx'
import { DimensionCard } from './dimension-card.tsx'
import { EmptyPage } from './empty-page.tsx'
import { ErrorsCard } from './errors-card.tsx'
import { FunnelCard } from './funnel-card.tsx'
import { LatencyBandsCard } from './latency-bands-card.tsx'
import { LatencyCard } from './latency-card.tsx'
import { channelStatusQuestion, overviewQuestion } from './questions.ts'
import { SpendCard } from './spend-card.tsx'
import { StatusCard } from './status-card.tsx'
import { VolumeCard } from './volume-card.tsx'

// Comes after the numbers, with words of its own; most pages have nothing for it to say.
const UnratedAlert = lazy(async () => ({
  default: (await withPriceWords(() => import('../../ui/money/unrated-alert.tsx'))).UnratedAlert,
}))

/** Are our messages arriving, being read, and what do they cost? */
export function AnalyticsPage(): ReactNode {
  return (
    <AnalyticsViewProvider nowMs={useNow()}>
      <Analytics />
    </AnalyticsViewProvider>
  )
}

function Analytics(): ReactNode {
  const t = useT()
  const { selected, granularity } = useAnalyticsView()
  const client = useQueryClient()
  const onScreen = useMemo(() => new QuestionsOnScreen(client), [client])
  const live = useLive(onScreen)
  const question = overviewQuestion(selected, granularity)
  // Cards below ask in their own effects, which run before this page's: the most important question goes first.
  usePrefetchQuery(metricsQuery(question))
  const overview = useMetrics(question)
  const axis = useTimeAxis(overview)
  // The bar says from when the counters are, and stays on the screen.
  useShown(onScreen, question, true)
  return (
    <Page
      title={t('analytics.title')}
      actions={
        <span className={bar['phoneOnly']}>
          <LiveMark asOf={overview.data?.as_of} state={live} />
        </span>
      }
      bar={<AnalyticsBar asOf={overview.data?.as_of} live={live} />}
    >
      <OnScreenContext value={onScreen}>
        <Content overview={overview} question={question} axis={axis} />
      </OnScreenContext>
    </Page>
  )
}

interface CardsProps {
  readonly overview: MetricsAnswer
  readonly question: ReturnType<typeof overviewQuestion>
  readonly axis: TimeAxis
}

function Content(props: CardsProps): ReactNode {
  const { overview, axis } = props
  const { selected } = useAnalyticsView()
  const period = { from: selected.from, to: selected.to }
  // One failure is said once: where the counters cannot be had, the cards below fail for the same reason.
  if (overview.isError && !overview.data)
    return (
      <Card>
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      </Card>
    )
  if (overview.data && numberAt(overview.data.totals, 'messages.created') === 0) return <EmptyPage />
  return (
    <>
      <Suspense>
        <UnratedAlert period={period} />
      </Suspense>
      <Counters overview={overview} axis={axis} />
      <Cards {...props} />
    </>
  )
}

/** What happened over time, how it splits, where it goes wrong, the tables. */
function Cards({ overview, question, axis }: CardsProps): ReactNode {
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
        <BreakdownCard card={breakdown} />
      </div>
    </div>
  )
}

/** The places of time that all charts of the page share, from the answer that draws them. */
function useTimeAxis(overview: MetricsAnswer): TimeAxis {
  const { zone, granularity, format } = useAnalyticsView()
  const result = overview.data
  return useMemo(
    () =>
      timeAxis({
        times: result?.rows.map((row) => String(row['time'])) ?? [],
        period: { fromMs: Date.parse(result?.from ?? ''), toMs: Date.parse(result?.to ?? '') },
        granularity: result?.granularity ?? granularity,
        zone,
        asOfMs: Date.parse(result?.as_of ?? ''),
        format,
      }),
    [result, granularity, zone, format],
  )
}

import { usePrefetchQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { numberAt } from '../../api/metric-rows.ts'
import { type MetricsAnswer, metricsQuery, useMetrics } from '../../api/metrics-query.ts'
import { withPriceWords } from '../../ui/i18n/load-translate.ts'
import { Card, ErrorState, Page, useT } from '../../ui/index.ts'
import bar from '../../ui/statistics/bar.module.css'
import { LiveMark } from '../../ui/statistics/live-mark.tsx'
import { QuestionsOnScreen } from '../../ui/statistics/questions-on-screen.ts'
import { type TimeAxis, timeAxis } from '../../ui/statistics/time-axis.ts'
import { useLive } from '../../ui/statistics/use-live.ts'
import { useNow } from '../../ui/statistics/use-now.ts'
import { OnScreenContext, useShown } from '../../ui/statistics/use-on-screen.ts'
import { AnalyticsBar } from './analytics-bar.tsx'
import type { AnalyticsCardsProps } from './analytics-cards.tsx'
import { AnalyticsViewProvider, useAnalyticsView } from './analytics-view.tsx'
import { Counters } from './counters.tsx'
import { EmptyPage } from './empty-page.tsx'
import { overviewQuestion } from './questions.ts'

// Comes after the numbers, with words of its own; most pages have nothing for it to say.
const UnratedAlert = lazy(async () => ({
  default: (await withPriceWords(() => import('../../ui/money/unrated-alert.tsx'))).UnratedAlert,
}))

// Come beside the answers that they draw; the counters do not wait for them.
const cards = import('./analytics-cards.tsx')
const AnalyticsCards = lazy(async () => ({ default: (await cards).AnalyticsCards }))
/** About the first cards, so that the page has its length from the start. */
const cardsPx = 1_200

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

function Content(props: AnalyticsCardsProps): ReactNode {
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
      <Suspense fallback={<div style={{ minHeight: cardsPx }} />}>
        <AnalyticsCards {...props} />
      </Suspense>
    </>
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

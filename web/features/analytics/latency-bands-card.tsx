import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { MetricsResult } from '../../../src/contract/index.ts'
import { latencyBandsMs } from '../../../src/contract/metric-words.ts'
import type { Formats, Translate } from '../../../src/messages/index.ts'
import { dimensionAt, numberAt } from '../../api/metric-rows.ts'
import { useMetrics } from '../../api/metrics-query.ts'
import { Chart, type ChartData, ChartTable, stackedBarsOption, statusColor } from '../../charts/index.ts'
import { useT } from '../../ui/index.ts'
import { latencyBandText } from '../../ui/selection/latency-band.ts'
import { ChartCard } from '../../ui/statistics/chart-card.tsx'
import { shareText } from '../../ui/statistics/metric-text.ts'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { itemsSearch } from './drill-down.ts'
import { latencyBandsQuestion } from './questions.ts'

const heightPx = 264

/** How many messages took how long from sent to delivered. */
export function LatencyBandsCard(): ReactNode {
  const t = useT()
  const view = useAnalyticsView()
  const navigate = useNavigate()
  const theme = useChartTheme()
  const { format } = view
  const question = latencyBandsQuestion(view.selected)
  const answer = useMetrics(question)
  const counts = useMemo(() => bandCounts(answer.data), [answer.data])
  const color = statusColor('delivered', theme.scheme)
  const data = useMemo(() => bandData(counts, color, format, t), [counts, color, format, t])
  const option = useMemo(
    () => stackedBarsOption({ data, theme, formatAxis: (value) => format.compact(value) }),
    [data, theme, format],
  )
  const title = t('analytics.latency_bands')
  const known = counts.reduce((sum, count) => sum + count, 0)
  const most = counts.indexOf(Math.max(...counts))
  const summary =
    known === 0
      ? t('analytics.summary_none')
      : t('analytics.latency_bands_summary', {
          band: data.fullLabels[most] ?? '',
          share: shareText(counts[most] ?? 0, known, format),
        })
  const open = (index: number): void => {
    const lower = latencyBandsMs[index]
    if (lower === undefined) return
    void navigate({ to: '/messages', search: itemsSearch(view, { filters: { latency: [lower] } }) })
  }
  return (
    <ChartCard
      title={title}
      definition={t('analytics.latency_bands_definition')}
      question={question}
      answer={answer}
      heightPx={heightPx}
      drill={{ metric: 'messages.latency_p50_ms' }}
      isEmpty={known === 0}
      picture={() => ({ option, heightPx: 300 })}
      renderTable={() => (
        <ChartTable
          data={data}
          caption={title}
          placeTitle={t('words.dimension_latency')}
          format={(value) => format.number(value)}
          onPick={open}
          heightPx={heightPx}
        />
      )}
    >
      {() => (
        <Chart
          option={option}
          label={t('analytics.chart_label', { title, summary })}
          heightPx={heightPx}
          columns={data.labels.length}
          tooltip={({ index }) => ({
            title: data.fullLabels[index] ?? '',
            lines: [
              { name: t('analytics.messages_title'), value: format.number(counts[index] ?? null), color },
              { name: t('analytics.column_share'), value: shareText(counts[index] ?? 0, known, format) },
            ],
          })}
          failedText={t('analytics.chart_failed')}
          retryText={t('shell.retry')}
          onPick={({ index }) => open(index)}
        />
      )}
    </ChartCard>
  )
}

/** Messages per band, in the order of `latencyBandsMs`; those without a known delivery time are in none. */
function bandCounts(result: MetricsResult | undefined): readonly number[] {
  const byBand = new Map(
    result?.rows.map((row) => [dimensionAt(row, 'latency'), numberAt(row, 'messages.created') ?? 0]),
  )
  return latencyBandsMs.map((lower) => byBand.get(String(lower)) ?? 0)
}

function bandData(counts: readonly number[], color: string, format: Formats, t: Translate): ChartData {
  return {
    labels: latencyBandsMs.map((lower) => (lower === 0 ? '0' : format.duration(lower))),
    fullLabels: latencyBandsMs.map((lower) => latencyBandText(lower, format, t)),
    everyLabel: true,
    series: [{ key: 'messages', name: t('analytics.messages_title'), color, values: counts }],
  }
}

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { responseBandsMs } from '../../../../src/contract/chat-words.ts'
import { chatSettingsQuery } from '../../../api/chat-settings-queries.ts'
import { useMetrics } from '../../../api/metrics-query.ts'
import {
  accentColor,
  Chart,
  type ChartData,
  ChartTable,
  type HistogramMark,
  histogramOption,
  percentileColors,
} from '../../../charts/index.ts'
import { bandText } from '../../../ui/chat-selection/band-text.ts'
import { useT } from '../../../ui/index.ts'
import { ChartCard } from '../../../ui/statistics/chart-card.tsx'
import { useStatisticsPage } from '../../../ui/statistics/drill-down.ts'
import { shareText } from '../../../ui/statistics/metric-text.ts'
import { useChartTheme } from '../../../ui/statistics/use-chart-theme.ts'
import { bandsQuestion } from '../chat-questions.ts'
import { useChatsView } from '../chats-view.tsx'
import styles from './histogram.module.css'
import { bandCounts, placeAmongBands } from './speed-bands.ts'
import { targetsInForce } from './targets-in-force.ts'

const heightPx = 236
const legendPx = 28
const metric = 'chats.first_response_n'

/** How many first responses took how long, with the targets of the groups. */
export function HistogramCard(): ReactNode {
  const t = useT()
  const { selected, format } = useChatsView()
  const { openItems } = useStatisticsPage()
  const theme = useChartTheme()
  const question = bandsQuestion(selected)
  const answer = useMetrics(question)
  const counts = useMemo(() => bandCounts(answer.data), [answer.data])
  const color = accentColor[theme.scheme]
  const data = useMemo<ChartData>(
    () => ({
      labels: responseBandsMs.map((lower) => (lower === 0 ? '0' : format.duration(lower))),
      fullLabels: responseBandsMs.map((lower) => bandText(lower, format, t)),
      everyLabel: true,
      series: [{ key: 'responses', name: t('chat_graphs.responses'), color, values: counts }],
    }),
    [counts, color, format, t],
  )
  const marks = useTargetMarks()
  const option = useMemo(
    () => histogramOption({ data, theme, formatAxis: (value) => format.compact(value), marks }),
    [data, theme, format, marks],
  )
  const title = t('chat_graphs.histogram')
  const known = counts.reduce((sum, count) => sum + count, 0)
  const most = counts.indexOf(Math.max(...counts))
  const summary =
    known === 0
      ? t('analytics.summary_none')
      : t('chat_graphs.histogram_summary', {
          band: data.fullLabels[most] ?? '',
          share: shareText(counts[most] ?? 0, known, format),
        })
  const open = (index: number): void => {
    const band = responseBandsMs[index]
    if (band !== undefined) openItems({ metric, filters: { band: [band] } })
  }
  return (
    <ChartCard
      title={title}
      definition={t('chat_graphs.histogram_definition')}
      question={question}
      answer={answer}
      heightPx={heightPx + legendPx}
      drill={{ metric }}
      isEmpty={known === 0}
      picture={() => ({ option, heightPx: 300 })}
      renderTable={() => (
        <ChartTable
          data={data}
          caption={title}
          placeTitle={t('words.dimension_band')}
          format={(value) => format.number(value)}
          onPick={open}
          heightPx={heightPx + legendPx}
        />
      )}
    >
      {() => (
        <>
          <TargetLegend marks={marks} />
          <Chart
            option={option}
            label={t('analytics.chart_label', { title, summary })}
            heightPx={heightPx}
            columns={data.labels.length}
            tooltip={({ index }) => ({
              title: data.fullLabels[index] ?? '',
              lines: [
                { name: t('chat_graphs.responses'), value: format.number(counts[index] ?? null), color },
                { name: t('analytics.column_share'), value: shareText(counts[index] ?? 0, known, format) },
              ],
            })}
            failedText={t('analytics.chart_failed')}
            retryText={t('shell.retry')}
            onPick={({ index }) => open(index)}
          />
        </>
      )}
    </ChartCard>
  )
}

/** What the lines are: their places say how they compare, their names would lie over each other. */
function TargetLegend({ marks }: { readonly marks: readonly HistogramMark[] }): ReactNode {
  const t = useT()
  const [first] = marks
  return (
    <p className={styles['targets']}>
      {first && (
        <>
          <span style={{ '--mark': first.color } as Record<string, string>} aria-hidden="true" />
          {t('chat_graphs.sl1_at', { durations: marks.map(({ name }) => name).join(' · ') })}
        </>
      )}
    </p>
  )
}

/** A line for each target that is in force in the groups looked at. */
function useTargetMarks(): readonly HistogramMark[] {
  const { search, nowMs, format } = useChatsView()
  const { scheme } = useChartTheme()
  const { data: settings } = useQuery(chatSettingsQuery)
  return useMemo(
    () =>
      targetsInForce(settings?.groups ?? [], search.group, nowMs).map((targetMs) => ({
        at: placeAmongBands(targetMs),
        name: format.duration(targetMs),
        color: percentileColors.p99[scheme],
      })),
    [settings, search.group, nowMs, format, scheme],
  )
}

import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { MetricsResult } from '../../../src/contract/index.ts'
import { noValue } from '../../../src/messages/index.ts'
import { dimensionAt, numberAt } from '../../api/metric-rows.ts'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import { type StatusKey, statusColor, statusesOfStep, statusSteps, stepOfStatus } from '../../charts/index.ts'
import { useT, useValueNames } from '../../ui/index.ts'
import { notKnownValue } from '../../ui/selection/selection-search.ts'
import { ChartCard } from '../../ui/statistics/chart-card.tsx'
import styles from '../../ui/statistics/tables.module.css'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { itemsSearch } from './drill-down.ts'
import { reportsReads } from './known-reads.ts'

interface ChannelStatusCardProps {
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
}

interface CrossTable {
  readonly channels: readonly (string | null)[]
  readonly steps: readonly StatusKey[]
  /** Sum of the cells that match; undefined matches all. */
  readonly count: (channel?: string | null, step?: StatusKey) => number
}

/** Channel × status with totals; every number opens its messages. */
export function ChannelStatusCard({ question, answer }: ChannelStatusCardProps): ReactNode {
  const t = useT()
  const nameOf = useValueNames()
  const { scheme } = useChartTheme()
  const table = useMemo(() => crossTable(answer.data), [answer.data])
  const total = t('analytics.total')
  return (
    <ChartCard
      title={t('analytics.channel_status')}
      definition={t('analytics.channel_status_definition')}
      question={question}
      answer={answer}
      heightPx={Math.max(3, table.channels.length + 2) * 38}
      isEmpty={table.channels.length === 0}
    >
      {() => (
        <div className={styles['wide']}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('words.dimension_channel')}</th>
                <th scope="col">{total}</th>
                {table.steps.map((step) => (
                  <th scope="col" key={step}>
                    <span
                      className={styles['dot']}
                      style={{ '--dot': statusColor(step, scheme) } as Record<string, string>}
                    />
                    {t(`words.status_${step}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.channels.map((channel) => (
                <tr key={channel ?? ''}>
                  <th scope="row">{nameOf('channel', channel)}</th>
                  <CountCell value={table.count(channel)} channel={channel} />
                  {table.steps.map((step) => (
                    <CountCell key={step} value={table.count(channel, step)} channel={channel} step={step} />
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{total}</th>
                <CountCell value={table.count()} />
                {table.steps.map((step) => (
                  <CountCell key={step} value={table.count(undefined, step)} step={step} />
                ))}
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </ChartCard>
  )
}

function CountCell(props: {
  readonly value: number
  readonly channel?: string | null
  readonly step?: StatusKey
}): ReactNode {
  const { value, channel, step } = props
  const t = useT()
  const view = useAnalyticsView()
  const filters = {
    ...(channel === undefined ? {} : { channel: [channel ?? notKnownValue] }),
    ...(step === undefined ? {} : { status: [...statusesOfStep(step)] }),
  }
  if (value === 0) {
    const isUnknown = step === 'read' && channel !== undefined && !reportsReads(channel)
    return (
      <td
        className={styles['zero']}
        data-total={step === undefined || undefined}
        title={isUnknown ? t('analytics.reads_not_reported') : undefined}
      >
        {isUnknown ? noValue : 0}
      </td>
    )
  }
  return (
    <td data-total={step === undefined || undefined}>
      <Link to="/messages" search={itemsSearch(view, { filters })}>
        {view.format.number(value)}
      </Link>
    </td>
  )
}

function crossTable(result: MetricsResult | undefined): CrossTable {
  const cells = (result?.rows ?? []).map((row) => ({
    channel: dimensionAt(row, 'channel'),
    step: stepOfStatus(dimensionAt(row, 'status')),
    count: numberAt(row, 'messages.created') ?? 0,
  }))
  const count: CrossTable['count'] = (channel, step) =>
    cells
      .filter((cell) => channel === undefined || cell.channel === channel)
      .filter((cell) => step === undefined || cell.step === step)
      .reduce((sum, cell) => sum + cell.count, 0)
  const channels = [...new Set(cells.map(({ channel }) => channel))]
  return {
    channels: channels.toSorted((a, b) => count(b) - count(a)),
    steps: statusSteps.filter((step) => cells.some((cell) => cell.step === step)),
    count,
  }
}

import { Tooltip } from '@mantine/core'
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { MetricRow, MetricsResult } from '../../../src/contract/index.ts'
import { numberAt } from '../../api/metric-rows.ts'
import { accentColor, Sparkline, statusColor } from '../../charts/index.ts'
import { useT } from '../../ui/index.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { type Change, changeOf } from './comparison.ts'
import { type CounterDefinition, itemsMetricOf } from './counter-definitions.ts'
import { CounterFacts } from './counter-facts.tsx'
import styles from './counters.module.css'
import { itemsSearch } from './drill-down.ts'
import { counterValue } from './known-reads.ts'
import { shortText, unitOf } from './metric-text.ts'
import { type TimeAxis, untilNow } from './time-axis.ts'
import { useChartTheme } from './use-chart-theme.ts'

interface CounterProps {
  readonly definition: CounterDefinition
  readonly result: MetricsResult | undefined
  readonly before: MetricRow | undefined
  readonly partial: boolean
  readonly axis: TimeAxis
}

/** One number with its change, course and definition; opens the messages that it counts. */
export function Counter(props: CounterProps): ReactNode {
  const { definition, result, before, axis } = props
  const { metric, title, status } = definition
  const t = useT()
  const view = useAnalyticsView()
  const { scheme } = useChartTheme()
  const unit = unitOf(metric)
  const course = useMemo(
    () => untilNow(result?.rows.map((row) => numberAt(row, metric)) ?? [], axis),
    [result, metric, axis],
  )
  const name = t(`analytics.${title}`)
  if (!result)
    return (
      <div className={styles['counter']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['valueSkeleton']} aria-hidden="true" />
      </div>
    )
  const value = counterValue(result, metric)
  const isUnknownRead = metric === 'messages.read' && value === null
  return (
    <Tooltip
      label={<CounterFacts {...props} result={result} />}
      multiline
      w={300}
      openDelay={350}
      events={{ hover: true, focus: true, touch: false }}
      classNames={{ tooltip: styles['facts'] ?? '' }}
      position="bottom-start"
    >
      <Link
        to="/messages"
        search={itemsSearch(view, { metric: itemsMetricOf(metric) })}
        className={styles['counter'] ?? ''}
      >
        <span className={styles['name']}>{name}</span>
        <span className={styles['value']}>{shortText(value, unit, view.format)}</span>
        <span className={styles['under']}>
          {isUnknownRead && <span>{t('analytics.reads_not_reported')}</span>}
          {view.compare && before && !isUnknownRead && (
            <ChangeMark
              change={changeOf(
                numberAt(result.totals, metric),
                numberAt(before, metric),
                unit,
                definition.goodWhen,
              )}
            />
          )}
          <Beside definition={definition} result={result} />
        </span>
        <span className={styles['course']}>
          <Sparkline
            values={isUnknownRead ? [] : course}
            color={status ? statusColor(status, scheme) : accentColor[scheme]}
            heightPx={26}
          />
        </span>
      </Link>
    </Tooltip>
  )
}

function ChangeMark({ change }: { readonly change: Change | undefined }): ReactNode {
  const t = useT()
  const { format } = useAnalyticsView()
  if (!change) return <span title={t('analytics.change_unknown')}>–</span>
  const text = changeText(change, format.language, t)
  if (isNothing(change)) return <span className={styles['change']}>{t('analytics.change_none')}</span>
  const Arrow = change.by > 0 ? IconArrowUpRight : IconArrowDownRight
  return (
    <span className={styles['change']} data-tone={change.tone}>
      <Arrow size={14} stroke={2} aria-hidden />
      {text}
    </span>
  )
}

const leastShown = 0.0005

/** Too small to be written with the digits that a card has. */
function isNothing({ by }: Change): boolean {
  return Math.abs(by) < leastShown
}

function changeText({ by, kind }: Change, language: string, t: ReturnType<typeof useT>): string {
  const write = (style: 'percent' | 'decimal', value: number): string =>
    new Intl.NumberFormat(language, {
      style,
      signDisplay: 'exceptZero',
      maximumFractionDigits: Math.abs(by) < 1 ? 1 : 0,
    }).format(value)
  return kind === 'points'
    ? t('analytics.points', { points: write('decimal', by * 100) })
    : write('percent', by)
}

function Beside({
  definition,
  result,
}: {
  readonly definition: CounterDefinition
  readonly result: MetricsResult
}): ReactNode {
  const t = useT()
  const { format } = useAnalyticsView()
  const { totals, basis } = result
  switch (definition.beside) {
    case 'n': {
      const n = basis[definition.metric]?.denominator ?? null
      return n === null ? null : <span>{t('analytics.counter_n', { count: format.number(n) })}</span>
    }
    case 'read_rate':
      return <RateText ratio={numberAt(totals, 'messages.read_rate')} />
    case 'click_rate':
      return <RateText ratio={numberAt(totals, 'messages.click_rate')} />
    case 'coverage': {
      const ratio = numberAt(totals, 'messages.receipt_coverage')
      return ratio === null ? null : (
        <span>{t('analytics.counter_coverage', { rate: format.percent(ratio) })}</span>
      )
    }
    case 'percentiles': {
      const p90 = numberAt(totals, 'messages.latency_p90_ms')
      const p99 = numberAt(totals, 'messages.latency_p99_ms')
      if (p90 === null) return null
      return (
        <span>
          {t('analytics.counter_percentiles', { p90: format.duration(p90), p99: format.duration(p99) })}
        </span>
      )
    }
    default:
      return null
  }
}

function RateText({ ratio }: { readonly ratio: number | null }): ReactNode {
  const t = useT()
  const { format } = useAnalyticsView()
  return ratio === null ? null : <span>{t('analytics.counter_rate', { rate: format.percent(ratio) })}</span>
}

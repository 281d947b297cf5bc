import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { MetricRow, MetricsResult } from '../../../src/contract/index.ts'
import { numberAt } from '../../api/metric-rows.ts'
import { accentColor, statusColor } from '../../charts/palette.ts'
import { useT } from '../../ui/index.ts'
import { ChangeMark } from '../../ui/statistics/change-mark.tsx'
import { changeOf } from '../../ui/statistics/comparison.ts'
import { CounterFace, CounterSkeleton, CounterTooltip } from '../../ui/statistics/counter-face.tsx'
import styles from '../../ui/statistics/counters.module.css'
import { shortText, unitOf } from '../../ui/statistics/metric-text.ts'
import { type TimeAxis, untilNow } from '../../ui/statistics/time-axis.ts'
import { useChartTheme } from '../../ui/statistics/use-chart-theme.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { type CounterDefinition, itemsMetricOf } from './counter-definitions.ts'
import { CounterFacts } from './counter-facts.tsx'
import { itemsSearch } from './drill-down.ts'
import { counterValue } from './known-reads.ts'

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
  if (!result) return <CounterSkeleton name={name} />
  const value = counterValue(result, metric)
  const isUnknownRead = metric === 'messages.read' && value === null
  return (
    <CounterTooltip facts={<CounterFacts {...props} result={result} />}>
      <Link
        to="/messages"
        search={itemsSearch(view, { metric: itemsMetricOf(metric) })}
        className={styles['counter'] ?? ''}
      >
        <CounterFace
          name={name}
          value={shortText(value, unit, view.format)}
          course={isUnknownRead ? [] : course}
          color={status ? statusColor(status, scheme) : accentColor[scheme]}
          under={
            <>
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
            </>
          }
        />
      </Link>
    </CounterTooltip>
  )
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

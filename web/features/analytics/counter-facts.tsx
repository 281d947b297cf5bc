import type { ReactNode } from 'react'
import type { MetricRow, MetricsResult } from '../../../src/contract/index.ts'
import { valueAt } from '../../api/metric-rows.ts'
import { useT } from '../../ui/index.ts'
import { FactList } from '../../ui/statistics/fact-list.tsx'
import { exactText, unitOf } from '../../ui/statistics/metric-text.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import type { CounterDefinition } from './counter-definitions.ts'
import { counterValue } from './known-reads.ts'

interface CounterFactsProps {
  readonly definition: CounterDefinition
  readonly result: MetricsResult
  readonly before: MetricRow | undefined
  readonly partial: boolean
}

/** "What is this number?": definition, exact value, denominator, what could not be counted, what was before. */
export function CounterFacts({ definition, result, before, partial }: CounterFactsProps): ReactNode {
  const t = useT()
  const { format } = useAnalyticsView()
  const { metric } = definition
  const unit = unitOf(metric)
  const basis = result.basis[metric]
  const value = counterValue(result, metric)
  const facts: [string, string][] = [[t('analytics.fact_value'), exactText(value, unit, format)]]
  if (basis && basis.denominator !== null)
    facts.push([t('analytics.fact_denominator'), format.number(basis.denominator)])
  if (basis && basis.left_out > 0) facts.push([t('analytics.fact_left_out'), format.number(basis.left_out)])
  if (before) facts.push([t('analytics.fact_previous'), exactText(valueAt(before, metric), unit, format)])
  return (
    <FactList
      metric={metric}
      title={t(`analytics.${definition.title}`)}
      facts={facts}
      reason={value === null ? t(reasonOf(metric)) : undefined}
      note={partial && before ? t('analytics.change_same_part') : undefined}
    />
  )
}

/** Why there is no value. */
function reasonOf(metric: CounterDefinition['metric']) {
  switch (metric) {
    case 'messages.spend':
      return 'analytics.no_spend'
    case 'messages.cost':
      return 'analytics.no_cost'
    case 'messages.margin':
      return 'analytics.no_margin'
    case 'messages.read':
      return 'analytics.no_reads'
    default:
      return 'analytics.no_sample'
  }
}

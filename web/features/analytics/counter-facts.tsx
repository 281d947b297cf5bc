import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { MetricRow, MetricsResult } from '../../../src/contract/index.ts'
import { valueAt } from '../../api/metric-rows.ts'
import { catalogueQuery } from '../../api/queries.ts'
import { useLanguage, useT } from '../../ui/index.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import type { CounterDefinition } from './counter-definitions.ts'
import styles from './counters.module.css'
import { counterValue } from './known-reads.ts'
import { exactText, unitOf } from './metric-text.ts'

interface CounterFactsProps {
  readonly definition: CounterDefinition
  readonly result: MetricsResult
  readonly before: MetricRow | undefined
  readonly partial: boolean
}

/** "What is this number?": definition, exact value, denominator, what could not be counted, what was before. */
export function CounterFacts({ definition, result, before, partial }: CounterFactsProps): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { format } = useAnalyticsView()
  const { data: catalogue } = useQuery(catalogueQuery)
  const { metric } = definition
  const unit = unitOf(metric)
  const entry = catalogue?.metrics.find(({ name }) => name === metric)
  const basis = result.basis[metric]
  const value = counterValue(result, metric)
  const formula = entry?.denominator?.[language]
  const facts: [string, string][] = [[t('analytics.fact_value'), exactText(value, unit, format)]]
  if (basis && basis.denominator !== null)
    facts.push([t('analytics.fact_denominator'), format.number(basis.denominator)])
  if (basis && basis.left_out > 0) facts.push([t('analytics.fact_left_out'), format.number(basis.left_out)])
  if (before) facts.push([t('analytics.fact_previous'), exactText(valueAt(before, metric), unit, format)])
  return (
    <>
      <strong>{entry?.title[language] ?? t(`analytics.${definition.title}`)}</strong>
      {entry && <p>{entry.definition[language]}</p>}
      {formula !== undefined && (
        <p>
          {t('analytics.fact_denominator')}: {formula}
        </p>
      )}
      <dl>
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {value === null && <p>{t(reasonOf(metric))}</p>}
      {partial && before && <p className={styles['factsNote']}>{t('analytics.change_same_part')}</p>}
    </>
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

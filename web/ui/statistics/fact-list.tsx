import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { MetricName } from '../../../src/contract/index.ts'
import { catalogueQuery } from '../../api/queries.ts'
import { useLanguage, useT } from '../index.ts'
import styles from './counters.module.css'

interface FactListProps {
  readonly metric: MetricName
  /** Until the catalogue is there. */
  readonly title: string
  readonly facts: readonly (readonly [name: string, text: string])[]
  /** Why there is no value. */
  readonly reason?: string | undefined
  readonly note?: string | undefined
}

/** "What is this number?": its definition by the catalogue, and what it comes from. */
export function FactList({ metric, title, facts, reason, note }: FactListProps): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { data: catalogue } = useQuery(catalogueQuery)
  const entry = catalogue?.metrics.find(({ name }) => name === metric)
  const formula = entry?.denominator?.[language]
  return (
    <>
      <strong>{entry?.title[language] ?? title}</strong>
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
      {reason !== undefined && <p>{reason}</p>}
      {note !== undefined && <p className={styles['factsNote']}>{note}</p>}
    </>
  )
}

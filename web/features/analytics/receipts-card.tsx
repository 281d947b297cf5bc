import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageMetricName, MetricRow } from '../../../src/contract/index.ts'
import { dimensionAt, numberAt, valueAt } from '../../api/metric-rows.ts'
import { useMetrics } from '../../api/metrics-query.ts'
import { catalogueQuery } from '../../api/queries.ts'
import { useSession } from '../../api/use-session.ts'
import { useLanguage, useT, useValueNames } from '../../ui/index.ts'
import { notKnownValue } from '../../ui/selection/selection-search.ts'
import { ChartCard } from '../../ui/statistics/chart-card.tsx'
import { exactText, unitOf } from '../../ui/statistics/metric-text.ts'
import styles from '../../ui/statistics/tables.module.css'
import { useAnalyticsView } from './analytics-view.tsx'
import { itemsSearch } from './drill-down.ts'
import { otherCosts } from './other-costs.ts'
import { receiptMetrics, receiptsQuestion, reportedCostsQuestion } from './questions.ts'

type Column = (typeof receiptMetrics)[number]

/** Columns whose messages are worth a look. */
const drilled: ReadonlySet<Column> = new Set(['messages.late', 'messages.conflicting'])

/** How far each provider tells what became of its messages, and what it says that they cost. */
export function ReceiptsCard(): ReactNode {
  const t = useT()
  const { selected } = useAnalyticsView()
  const question = receiptsQuestion(selected)
  const answer = useMetrics(question)
  const costs = useMetrics(reportedCostsQuestion(selected))
  const [language] = useLanguage()
  const { data: catalogue } = useQuery(catalogueQuery)
  const coverage = catalogue?.metrics.find(({ name }) => name === 'messages.receipt_coverage')
  return (
    <ChartCard
      title={t('analytics.receipts')}
      definition={coverage?.definition[language] ?? ''}
      question={question}
      answer={answer}
      heightPx={200}
    >
      {() =>
        answer.data && (
          <ReceiptsTable rows={answer.data.rows} totals={answer.data.totals} costs={costs.data?.rows ?? []} />
        )
      }
    </ChartCard>
  )
}

interface ReceiptsTableProps {
  readonly rows: readonly MetricRow[]
  readonly totals: MetricRow
  /** By connection and currency. */
  readonly costs: readonly MetricRow[]
}

function ReceiptsTable({ rows, totals, costs }: ReceiptsTableProps): ReactNode {
  const t = useT()
  const { change } = useAnalyticsView()
  const nameOf = useValueNames()
  const [language] = useLanguage()
  const { data: catalogue } = useQuery(catalogueQuery)
  const specs = new Map(catalogue?.metrics.map((spec) => [spec.name, spec]))
  return (
    <div className={styles['tall']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('words.dimension_connection')}</th>
            {receiptMetrics.map((metric) => (
              <th key={metric} scope="col" title={specs.get(metric)?.definition[language]}>
                {specs.get(metric)?.title[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const value = dimensionAt(row, 'connection')
            const name = nameOf('connection', value)
            return (
              <tr key={value ?? ''}>
                <th scope="row">
                  <button
                    type="button"
                    title={t('analytics.filter_by', { name })}
                    onClick={() => change({ connection: [value ?? notKnownValue] })}
                  >
                    {name}
                  </button>
                </th>
                <Cells row={row} connection={value ?? notKnownValue} costs={costs} />
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('analytics.total')}</th>
            <Cells row={totals} connection={null} costs={costs} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

interface CellsProps {
  readonly row: MetricRow
  /** Null: all of them. */
  readonly connection: string | null
  readonly costs: readonly MetricRow[]
}

function Cells({ row, connection, costs }: CellsProps): ReactNode {
  const view = useAnalyticsView()
  const { currency } = useSession().company
  const others = otherCosts(costs, connection, currency)
  const text = (metric: MessageMetricName): string =>
    exactText(valueAt(row, metric), unitOf(metric), view.format)
  return receiptMetrics.map((metric) => {
    const isDrilled = drilled.has(metric) && (numberAt(row, metric) ?? 0) > 0
    const filters = connection === null ? {} : { connection: [connection] }
    return (
      <td key={metric}>
        {isDrilled ? (
          <Link to="/messages" search={itemsSearch(view, { metric, filters })}>
            {text(metric)}
          </Link>
        ) : (
          text(metric)
        )}
        {metric === 'messages.cost' &&
          others.map((money) => (
            <small key={money.currency} className={styles['apart']}>
              {view.format.money(money)}
            </small>
          ))}
      </td>
    )
  })
}

import { ScrollArea, Tabs } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useMemo } from 'react'
import type { MessageMetricName, MetricRow } from '../../../src/contract/index.ts'
import { dimensionAt, numberAt, valueAt } from '../../api/metric-rows.ts'
import { useMetrics } from '../../api/metrics-query.ts'
import { useErrorReasons, useT, useValueNames } from '../../ui/index.ts'
import { notKnownValue } from '../../ui/selection/selection-search.ts'
import { ChartCard } from '../../ui/statistics/chart-card.tsx'
import { exactText, shareText, unitOf } from '../../ui/statistics/metric-text.ts'
import { sortRows } from '../../ui/statistics/sort-rows.ts'
import styles from '../../ui/statistics/tables.module.css'
import { type BreakdownDimension, breakdownDimensions } from './analytics-search.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { breakdownLimit, breakdownMetrics, breakdownQuestion } from './questions.ts'

type Column = (typeof breakdownMetrics)[number]

/** All numbers by one dimension, sorted by any column; a row narrows the page down to its value. */
export function BreakdownCard({ card }: { readonly card: RefObject<HTMLDivElement | null> }): ReactNode {
  const t = useT()
  const { search, selected, change } = useAnalyticsView()
  const dimension = search.breakdown ?? 'channel'
  const question = breakdownQuestion(selected, dimension)
  const answer = useMetrics(question)
  const isOther = answer.isPlaceholderData && answer.data?.rows.some((row) => !(dimension in row))
  return (
    <div ref={card} className={styles['anchor']}>
      <ChartCard
        title={t('analytics.breakdown')}
        definition={t('analytics.breakdown_definition')}
        question={question}
        answer={answer}
        heightPx={280}
      >
        {() => (
          <>
            <ScrollArea type="never" className={styles['tabs'] ?? ''}>
              <Tabs
                value={dimension}
                onChange={(next) => change({ breakdown: next as BreakdownDimension }, { replace: true })}
              >
                <Tabs.List className={styles['tabList'] ?? ''} aria-label={t('analytics.breakdown_tabs')}>
                  {breakdownDimensions.map((name) => (
                    <Tabs.Tab key={name} value={name}>
                      {t(`words.dimension_${name}`)}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
              </Tabs>
            </ScrollArea>
            {!isOther && answer.data && (
              <BreakdownTable
                rows={answer.data.rows}
                totals={answer.data.totals}
                truncated={answer.data.truncated}
                dimension={dimension}
              />
            )}
          </>
        )}
      </ChartCard>
    </div>
  )
}

interface BreakdownTableProps {
  readonly rows: readonly MetricRow[]
  readonly totals: MetricRow
  readonly truncated: boolean
  readonly dimension: BreakdownDimension
}

function BreakdownTable({ rows, totals, truncated, dimension }: BreakdownTableProps): ReactNode {
  const t = useT()
  const { search, change, format } = useAnalyticsView()
  const nameOf = useValueNames()
  const reasons = useErrorReasons(dimension === 'error')
  const notes = useMemo(
    () =>
      dimension === 'error'
        ? reasons
        : new Map(
            dimension === 'country'
              ? rows.map((row) => String(row['country'])).map((code) => [code, code])
              : [],
          ),
    [dimension, reasons, rows],
  )
  const column = breakdownMetrics.find((metric) => metric === search.sort)
  const sort = column ?? (search.sort === dimension ? dimension : 'messages.created')
  const direction = search.direction ?? 'desc'
  const sorted = useMemo(
    () => sortRows(rows, sort, direction, (row) => nameOf(dimension, dimensionAt(row, dimension))),
    [rows, sort, direction, dimension, nameOf],
  )
  const total = numberAt(totals, 'messages.created') ?? 0
  const sortBy = (key: string): void => {
    const isSame = key === sort
    const first = key === dimension ? 'asc' : 'desc'
    change(
      { sort: key, direction: isSame ? (direction === 'asc' ? 'desc' : 'asc') : first },
      { replace: true },
    )
  }
  const head = { sort, direction, onSort: sortBy }
  return (
    <>
      <div className={styles['tall']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <SortHead {...head} by={dimension} title={t(`words.dimension_${dimension}`)} />
              <SortHead {...head} by="messages.created" title={t('analytics.metric_created')} />
              <th scope="col">{t('analytics.column_share')}</th>
              {breakdownMetrics.slice(1).map((metric) => (
                <SortHead key={metric} {...head} by={metric} title={t(`analytics.${columnTitles[metric]}`)} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => {
              const value = dimensionAt(row, dimension)
              const name = nameOf(dimension, value)
              return (
                <tr key={value ?? ''}>
                  <th scope="row">
                    <button
                      type="button"
                      title={t('analytics.filter_by', { name })}
                      onClick={() => change({ [dimension]: [value ?? notKnownValue] })}
                    >
                      {name}
                      {value !== null && notes.has(value) && <small>{notes.get(value)}</small>}
                    </button>
                  </th>
                  <ValueCells row={row} total={total} />
                </tr>
              )
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('analytics.total')}</th>
              <ValueCells row={totals} total={total} />
            </tr>
          </tfoot>
        </table>
      </div>
      {truncated && (
        <p className={styles['note']}>
          {t('analytics.breakdown_truncated', { count: format.number(breakdownLimit) })}
        </p>
      )}
    </>
  )
}

const columnTitles = {
  'messages.created': 'metric_created',
  'messages.delivered': 'metric_delivered',
  'messages.delivery_rate': 'metric_delivery_rate',
  'messages.read_rate': 'metric_read_rate',
  'messages.click_rate': 'metric_click_rate',
  'messages.not_delivered': 'metric_not_delivered',
  'messages.unconfirmed': 'metric_unconfirmed',
  'messages.segments': 'metric_segments',
  'messages.latency_p50_ms': 'metric_latency_p50',
  'messages.spend': 'metric_spend',
  'messages.cost': 'metric_cost',
  'messages.margin': 'metric_margin',
} as const satisfies Record<Column, string>

function ValueCells({ row, total }: { readonly row: MetricRow; readonly total: number }): ReactNode {
  const { format } = useAnalyticsView()
  const created = numberAt(row, 'messages.created')
  const text = (metric: MessageMetricName): string => exactText(valueAt(row, metric), unitOf(metric), format)
  return (
    <>
      <td>{text('messages.created')}</td>
      <td className={styles['share']}>{shareText(created, total, format)}</td>
      {breakdownMetrics.slice(1).map((metric) => (
        <td key={metric}>{text(metric)}</td>
      ))}
    </>
  )
}

interface SortHeadProps {
  readonly by: string
  readonly title: string
  readonly sort: string
  readonly direction: 'asc' | 'desc'
  readonly onSort: (by: string) => void
}

function SortHead({ by, title, sort, direction, onSort }: SortHeadProps): ReactNode {
  const t = useT()
  const isSorted = by === sort
  const Arrow = direction === 'asc' ? IconArrowUp : IconArrowDown
  return (
    <th scope="col" aria-sort={isSorted ? (direction === 'asc' ? 'ascending' : 'descending') : 'none'}>
      <button type="button" title={t('analytics.sort_by', { name: title })} onClick={() => onSort(by)}>
        {title}
        {isSorted && <Arrow size={14} stroke={1.8} aria-hidden />}
      </button>
    </th>
  )
}

import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import type { ChatMetricName, MetricRow, MetricsResult } from '../../../../src/contract/index.ts'
import { dimensionAt, valueAt } from '../../../api/metric-rows.ts'
import { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { useT } from '../../../ui/index.ts'
import { notKnownValue } from '../../../ui/selection/selection-search.ts'
import { useStatisticsPage } from '../../../ui/statistics/drill-down.ts'
import { exactText, unitOf } from '../../../ui/statistics/metric-text.ts'
import { sortRows } from '../../../ui/statistics/sort-rows.ts'
import styles from '../../../ui/statistics/tables.module.css'
import { useChatsView } from '../chats-view.tsx'

export interface PeopleColumn {
  readonly metric: ChatMetricName
  readonly title: string
}

interface PeopleTableProps {
  readonly dimension: 'operator' | 'group'
  readonly result: MetricsResult
  readonly columns: readonly PeopleColumn[]
}

/** One line an operator or group; a name narrows the page down to it, a number opens its chats. */
export function PeopleTable({ dimension, result, columns }: PeopleTableProps): ReactNode {
  const t = useT()
  const { search, change } = useChatsView()
  const { nameOf } = useChatNames()
  const column = columns.find(({ metric }) => metric === search.sort)?.metric
  const sort = column ?? (search.sort === dimension ? dimension : (columns[0]?.metric ?? dimension))
  const direction = search.direction ?? (sort === dimension ? 'asc' : 'desc')
  const rows = useMemo(
    () => sortRows(result.rows, sort, direction, (row) => nameOf(dimension, dimensionAt(row, dimension))),
    [result.rows, sort, direction, nameOf, dimension],
  )
  const sortBy = (key: string): void => {
    const first = key === dimension ? 'asc' : 'desc'
    const next = key === sort ? (direction === 'asc' ? 'desc' : 'asc') : first
    change({ sort: key, direction: next }, { replace: true })
  }
  const head = { sort, direction, onSort: sortBy }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={styles['tall']} tabIndex={0} aria-label={t(`words.dimension_${dimension}`)}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <SortHead {...head} by={dimension} title={t(`words.dimension_${dimension}`)} />
            {columns.map(({ metric, title }) => (
              <SortHead key={metric} {...head} by={metric} title={title} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PeopleRow
              key={dimensionAt(row, dimension) ?? notKnownValue}
              row={row}
              dimension={dimension}
              columns={columns}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('analytics.total')}</th>
            {columns.map(({ metric }) => (
              <TotalCell key={metric} metric={metric} result={result} />
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

interface PeopleRowProps {
  readonly row: MetricRow
  readonly dimension: PeopleTableProps['dimension']
  readonly columns: readonly PeopleColumn[]
}

function PeopleRow({ row, dimension, columns }: PeopleRowProps): ReactNode {
  const t = useT()
  const { search, change, format } = useChatsView()
  const { openItems } = useStatisticsPage()
  const { nameOf } = useChatNames()
  const value = dimensionAt(row, dimension)
  const name = nameOf(dimension, value)
  const key = value ?? notKnownValue
  const isOnly = search[dimension]?.length === 1 && search[dimension][0] === key
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          title={t('analytics.filter_by', { name })}
          onClick={() => change({ [dimension]: isOnly ? undefined : [key] })}
        >
          {name}
        </button>
      </th>
      {columns.map(({ metric, title }) => {
        const text = exactText(valueAt(row, metric), unitOf(metric), format)
        const opens = opensItems(valueAt(row, metric))
        return (
          <td key={metric}>
            {opens ? (
              <button
                type="button"
                aria-label={`${name}, ${title}: ${text}`}
                onClick={() => openItems({ metric, filters: { [dimension]: [key] } })}
              >
                {text}
              </button>
            ) : (
              <span className={styles['zero']}>{text}</span>
            )}
          </td>
        )
      })}
    </tr>
  )
}

function opensItems(value: ReturnType<typeof valueAt>): boolean {
  return value !== null && value !== 0
}

/** The total; of means and shares with the number of what they are of. */
function TotalCell({
  metric,
  result,
}: {
  readonly metric: ChatMetricName
  readonly result: MetricsResult
}): ReactNode {
  const t = useT()
  const { format } = useChatsView()
  const n = result.basis[metric]?.denominator ?? null
  return (
    <td title={n === null ? undefined : t('analytics.counter_n', { count: format.number(n) })}>
      {exactText(valueAt(result.totals, metric), unitOf(metric), format)}
    </td>
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

import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import { RankedBars, type RankedRow, rankedBarsOption } from '../../charts/index.ts'
import { useT } from '../index.ts'
import { ChartCard } from './chart-card.tsx'
import type { DrillDown } from './drill-down.ts'
import { RankedTable } from './ranked-table.tsx'
import styles from './statistics.module.css'
import { useChartTheme } from './use-chart-theme.ts'

interface RankedCardProps {
  readonly title: string
  readonly definition: string
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
  readonly rows: readonly RankedRow[]
  /** Rows shown; all of them are in the table. */
  readonly most?: number
  readonly rowPx?: number
  readonly emptyText?: string
  readonly drill?: DrillDown
  readonly valueTitle: string
  readonly detailTitle?: string
  readonly head?: ReactNode
  readonly onPick?: (key: string) => void
  readonly onAll?: () => void
}

const usualRowPx = 34

/** A list of bars as a card; beyond the first few rows it points to the whole table. */
export function RankedCard(props: RankedCardProps): ReactNode {
  const { title, definition, question, answer, rows, most = 8, emptyText, drill, onPick, onAll, head } = props
  const t = useT()
  const theme = useChartTheme()
  const shown = rows.slice(0, most)
  const heightPx = most * (props.rowPx ?? usualRowPx)
  return (
    <ChartCard
      title={title}
      definition={definition}
      question={question}
      answer={answer}
      heightPx={heightPx}
      isEmpty={rows.length === 0}
      {...(emptyText === undefined ? {} : { emptyText })}
      {...(drill ? { drill } : {})}
      picture={() => ({
        option: rankedBarsOption({
          theme,
          bars: shown.map((row) => ({ ...row, hatched: row.hatched ?? false })),
        }),
        heightPx: Math.max(120, shown.length * 36),
      })}
      renderTable={() => (
        <RankedTable
          rows={rows}
          caption={title}
          valueTitle={props.valueTitle}
          detailTitle={props.detailTitle}
          heightPx={heightPx}
        />
      )}
      foot={
        rows.length > most &&
        onAll && (
          <Anchor
            component="button"
            type="button"
            size="xs"
            className={styles['allRows'] ?? ''}
            onClick={onAll}
          >
            {t('analytics.all_in_table', { n: rows.length })}
          </Anchor>
        )
      }
    >
      {() => (
        <>
          {head}
          <RankedBars rows={shown} label={title} {...(onPick ? { onPick } : {})} />
        </>
      )}
    </ChartCard>
  )
}

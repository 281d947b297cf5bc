import { ActionIcon, Menu } from '@mantine/core'
import {
  IconChartBar,
  IconDots,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconListSearch,
  IconPhoto,
  IconTable,
} from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import type { MetricsAnswer, MetricsQuestion } from '../../api/metrics-query.ts'
import { MakeReportItem } from '../exports/make-report-item.tsx'
import { Card, ErrorState, useT } from '../index.ts'
import { type DrillDown, useStatisticsPage } from './drill-down.ts'
import styles from './statistics.module.css'
import { type Picture, useExports } from './use-exports.ts'
import { useOnScreen } from './use-on-screen.ts'

interface ChartCardProps {
  readonly title: string
  readonly definition: string
  /** The question whose answer is shown: exported as it is, and asked again on retry. */
  readonly question: MetricsQuestion
  readonly answer: MetricsAnswer
  /** Height of the content; the skeleton takes the same, so nothing jumps. */
  readonly heightPx: number
  readonly isEmpty?: boolean
  readonly emptyText?: string
  readonly drill?: DrillDown
  readonly picture?: () => Picture
  /** The table that the menu can show in place of the chart. */
  readonly renderTable?: () => ReactNode
  readonly foot?: ReactNode
  /** Stands over the content in all its states. */
  readonly head?: ReactNode
  readonly children: () => ReactNode
}

const icon = { size: 16, stroke: 1.6 } as const

/** A card of the page with all its states; its content is drawn only once there is an answer. */
export function ChartCard(props: ChartCardProps): ReactNode {
  const { title, definition, answer, heightPx, renderTable, foot, head } = props
  const [asTable, setAsTable] = useState(false)
  const showsTable = asTable && renderTable !== undefined
  const body = useRef<HTMLDivElement>(null)
  useOnScreen(body, props.question)
  return (
    <Card
      title={title}
      definition={definition}
      actions={<CardMenu {...props} asTable={showsTable} onSwitch={() => setAsTable(!asTable)} />}
    >
      {head}
      <div
        ref={body}
        className={styles['cardBody']}
        style={{ minHeight: heightPx }}
        data-stale={answer.isPlaceholderData || undefined}
        aria-busy={answer.isFetching}
      >
        <CardContent {...props} showsTable={showsTable} />
      </div>
      {answer.data && !props.isEmpty && foot}
    </Card>
  )
}

function CardContent(props: ChartCardProps & { readonly showsTable: boolean }): ReactNode {
  const t = useT()
  const { answer, heightPx, isEmpty, emptyText, showsTable, renderTable, children } = props
  if (answer.data === undefined) {
    if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
    return <div className={styles['skeleton']} style={{ height: heightPx }} aria-hidden="true" />
  }
  if (isEmpty)
    return (
      <p className={styles['cardEmpty']} style={{ height: heightPx }}>
        {emptyText ?? t('analytics.card_empty')}
      </p>
    )
  return showsTable && renderTable ? renderTable() : children()
}

function CardMenu(
  props: ChartCardProps & { readonly asTable: boolean; readonly onSwitch: () => void },
): ReactNode {
  const t = useT()
  const { openItems, itemsLabel, reportSearch } = useStatisticsPage()
  const exports = useExports()
  const { title, question, drill, picture, renderTable, asTable, onSwitch } = props
  const report = reportSearch(question)
  return (
    <Menu position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('analytics.menu', { title })}
          loading={exports.busy}
        >
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {renderTable && (
          <Menu.Item
            leftSection={asTable ? <IconChartBar {...icon} /> : <IconTable {...icon} />}
            onClick={onSwitch}
          >
            {asTable ? t('analytics.menu_chart') : t('analytics.menu_table')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconListSearch {...icon} />} onClick={() => openItems(drill ?? {})}>
          {itemsLabel}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('analytics.menu_export')}</Menu.Label>
        <Menu.Item
          leftSection={<IconFileSpreadsheet {...icon} />}
          onClick={() => exports.table(question, 'xlsx', title)}
        >
          {t('analytics.export_xlsx')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileTypeCsv {...icon} />}
          onClick={() => exports.table(question, 'csv', title)}
        >
          {t('analytics.export_csv')}
        </Menu.Item>
        {picture && (
          <Menu.Item leftSection={<IconPhoto {...icon} />} onClick={() => exports.picture(picture(), title)}>
            {t('analytics.export_png')}
          </Menu.Item>
        )}
        {report && <MakeReportItem search={report} />}
      </Menu.Dropdown>
    </Menu>
  )
}

import { Button, Menu, Switch } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { MakeReportItem } from '../../ui/exports/make-report-item.tsx'
import { AddFilter, FilterChips, PeriodControl, useT, ZoneMark } from '../../ui/index.ts'
import { parseZonedSelectionSearch } from '../../ui/selection/selection-search.ts'
import styles from '../../ui/statistics/bar.module.css'
import { GranularityControl } from '../../ui/statistics/granularity-control.tsx'
import { LiveMark } from '../../ui/statistics/live-mark.tsx'
import { useExports } from '../../ui/statistics/use-exports.ts'
import type { LiveState } from '../../ui/statistics/use-live.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import { breakdownMetrics, breakdownQuestion } from './questions.ts'

interface AnalyticsBarProps {
  readonly asOf: string | undefined
  readonly live: LiveState
}

/** What the whole page is set to; stays in sight. */
export function AnalyticsBar({ asOf, live }: AnalyticsBarProps): ReactNode {
  const t = useT()
  const { search, compare, change } = useAnalyticsView()
  return (
    <div className={styles['bar']}>
      <div className={styles['row']}>
        <PeriodControl />
        <span className={styles['zone']}>
          <ZoneMark />
        </span>
        <GranularityControl chosen={search.granularity} onChange={(granularity) => change({ granularity })} />
        <AddFilter />
        <Switch
          size="sm"
          label={t('analytics.compare')}
          title={t('analytics.compare_help')}
          checked={compare}
          onChange={(event) => change({ compare: event.currentTarget.checked ? undefined : 'none' })}
          classNames={{ root: styles['compare'] ?? '' }}
        />
        <span className={styles['end']}>
          <span className={styles['wideOnly']}>
            <LiveMark asOf={asOf} state={live} />
          </span>
          <ExportMenu />
        </span>
      </div>
      <FilterChips />
    </div>
  )
}

function ExportMenu(): ReactNode {
  const t = useT()
  const exports = useExports()
  const { selected, search } = useAnalyticsView()
  const dimension = search.breakdown ?? 'channel'
  const name = `${t('analytics.title')} · ${t(`words.dimension_${dimension}`)}`
  const save = (format: 'csv' | 'xlsx'): void =>
    exports.table(breakdownQuestion(selected, dimension), format, name)
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} stroke={1.6} />}
          loading={exports.busy}
          classNames={{ root: styles['iconOnPhone'] ?? '', section: styles['buttonIcon'] ?? '' }}
        >
          <span className={styles['buttonWord']}>{t('analytics.export')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('analytics.export_table')}</Menu.Label>
        <Menu.Item onClick={() => save('xlsx')}>{t('analytics.export_xlsx')}</Menu.Item>
        <Menu.Item onClick={() => save('csv')}>{t('analytics.export_csv')}</Menu.Item>
        <MakeReportItem
          search={{
            ...parseZonedSelectionSearch({ ...search }),
            type: 'message_summary',
            group_by: [dimension],
            columns: [...breakdownMetrics],
          }}
        />
      </Menu.Dropdown>
    </Menu>
  )
}

import { Button } from '@mantine/core'
import { IconFileSpreadsheet, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState, useT } from '../../../ui/index.ts'
import { isNarrowed, noReportFilters } from '../reports-search.ts'
import { useReportsView } from '../reports-view.tsx'

/** Nothing to list: the way out depends on what was asked. */
export function EmptyReports({ retentionDays }: { readonly retentionDays: number }): ReactNode {
  const t = useT()
  const { search, change } = useReportsView()
  const icon = <IconFileSpreadsheet size={28} stroke={1.5} />
  if (!isNarrowed(search))
    return (
      <EmptyState
        icon={icon}
        title={t('report_page.empty_title')}
        text={t('report_page.empty_text', { n: retentionDays })}
        action={
          <Button
            leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
            renderRoot={(props) => <Link to="/reports/new" {...props} />}
          >
            {t('report_page.new')}
          </Button>
        }
      />
    )
  const { state, ...others } = search
  const isOnlyState = !isNarrowed(others) && (state === 'generating' || state === 'error')
  return (
    <EmptyState
      icon={icon}
      title={t(isOnlyState ? `report_page.none_${state}` : 'report_page.none_title')}
      {...(!isOnlyState && { text: t('report_page.none_text') })}
      action={
        <Button variant="default" onClick={() => change(noReportFilters)}>
          {t('report_page.clear')}
        </Button>
      }
    />
  )
}

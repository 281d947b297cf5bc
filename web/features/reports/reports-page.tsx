import { Button, SegmentedControl } from '@mantine/core'
import { IconLock, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { reportsQueryKey, reportTypesQuery } from '../../api/report-queries.ts'
import { withReportFilterWords } from '../../ui/i18n/load-translate.ts'
import { Card, EmptyState, Page, useT } from '../../ui/index.ts'
import { useLive } from '../../ui/statistics/use-live.ts'
import { ReportList } from './list/report-list.tsx'
import { ReportsBar } from './list/reports-bar.tsx'
import { ReportsViewProvider, useReportsView } from './reports-view.tsx'

// Loaded when first opened.
const ReportDrawer = lazy(async () => ({
  default: (await withReportFilterWords(() => import('./card/report-drawer.tsx'))).ReportDrawer,
}))
const ScheduleList = lazy(async () => ({
  default: (await withReportFilterWords(() => import('./schedules/schedule-list.tsx'))).ScheduleList,
}))

/** Lists as files: what was made, what is being made, and what is made again and again. */
export function ReportsPage(): ReactNode {
  const [nowMs] = useState(() => Date.now())
  return (
    <ReportsViewProvider nowMs={nowMs}>
      <Reports />
      <WhatOpens />
    </ReportsViewProvider>
  )
}

function Reports(): ReactNode {
  const t = useT()
  const { search } = useReportsView()
  const types = useQuery(reportTypesQuery)
  useLiveReports()
  if (types.data?.types.length === 0)
    return (
      <Page title={t('reports.title')}>
        <Card>
          <EmptyState
            icon={<IconLock size={28} stroke={1.5} />}
            title={t('report_page.forbidden_title')}
            text={t('report_page.forbidden_text')}
          />
        </Card>
      </Page>
    )
  const isRecurring = search.tab === 'recurring'
  return (
    <Page title={t('reports.title')} actions={<Actions />} {...(!isRecurring && { bar: <ReportsBar /> })}>
      <Card flush minHeight={320}>
        {isRecurring ? (
          <Suspense>
            <ScheduleList />
          </Suspense>
        ) : (
          <ReportList />
        )}
      </Card>
    </Page>
  )
}

function Actions(): ReactNode {
  const t = useT()
  const { search, change } = useReportsView()
  const { tab = 'reports' } = search
  const isRecurring = tab === 'recurring'
  return (
    <>
      <SegmentedControl
        aria-label={t('report_page.tabs')}
        value={tab}
        data={(['reports', 'recurring'] as const).map((value) => ({
          value,
          label: t(`report_page.tab_${value}`),
        }))}
        onChange={(next) => change({ tab: next === 'recurring' ? next : undefined })}
      />
      <Button
        leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
        renderRoot={(props) => (
          <Link to="/reports/new" search={isRecurring ? { repeat: 'monthly' } : {}} {...props} />
        )}
      >
        {t(isRecurring ? 'report_page.schedule_new' : 'report_page.new')}
      </Button>
    </>
  )
}

/** Whatever is shown of reports follows what the server says of them. */
function useLiveReports(): void {
  const client = useQueryClient()
  const onScreen = useMemo(
    () => ({ refresh: () => client.invalidateQueries({ queryKey: reportsQueryKey }) }),
    [client],
  )
  useLive(onScreen, 'reports')
}

/** The report that the address names; once opened it stays, to slide out. */
function WhatOpens(): ReactNode {
  const { open } = useReportsView().search
  const [wanted, setWanted] = useState(false)
  if (open !== undefined && !wanted) setWanted(true)
  return <Suspense>{(wanted || open !== undefined) && <ReportDrawer />}</Suspense>
}

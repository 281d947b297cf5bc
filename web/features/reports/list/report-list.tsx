import { Button, Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { ErrorState, useT } from '../../../ui/index.ts'
import { EmptyReports } from './empty-reports.tsx'
import { ReportRows } from './report-rows.tsx'
import { ReportTable } from './report-table.tsx'
import classes from './reports.module.css'
import { useReports } from './use-reports.ts'

const skeletonRows = 6

/** The reports that the address asks for, in all states of the answer. */
export function ReportList(): ReactNode {
  const t = useT()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useReports()
  if (answer.isPending)
    return (
      <div className={classes['skeleton']} aria-busy>
        {Array.from({ length: skeletonRows }, (_, row) => (
          <Skeleton key={row} height={24} />
        ))}
      </div>
    )
  if (answer.isError && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const [first] = answer.data?.pages ?? []
  const reports = answer.data?.pages.flatMap((page) => page.reports) ?? []
  if (reports.length === 0) return <EmptyReports retentionDays={first?.retention_days ?? 0} />
  const n = reports.length
  return (
    <div className={classes['list']} data-stale={answer.isPlaceholderData || undefined}>
      {isNarrow ? <ReportRows reports={reports} /> : <ReportTable reports={reports} />}
      <div className={classes['foot']}>
        <span aria-live="polite">
          {answer.hasNextPage ? t('report_page.shown_so_far', { n }) : t('report_page.shown', { n })}
        </span>
        {answer.hasNextPage && (
          <Button
            variant="default"
            size="sm"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {t('report_page.load_more')}
          </Button>
        )}
      </div>
    </div>
  )
}

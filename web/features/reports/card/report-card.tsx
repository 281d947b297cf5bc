import { Button, Skeleton, Stack, Title } from '@mantine/core'
import { IconCopyPlus, IconDownload, IconFileOff, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Report } from '../../../../src/contract/index.ts'
import { ApiError } from '../../../api/api-error.ts'
import { reportQuery } from '../../../api/report-queries.ts'
import { EmptyState, ErrorState, useT } from '../../../ui/index.ts'
import { DeleteReport } from '../delete-report.tsx'
import { searchLike } from '../form/search-like.ts'
import { ReportState } from '../list/report-state.tsx'
import { useReportsView } from '../reports-view.tsx'
import { useDownloadReport, useRegenerateReport } from '../use-report-acts.ts'
import classes from './report-card.module.css'
import { ReportFacts } from './report-facts.tsx'

interface ReportCardProps {
  readonly id: string
  /** False while it slides away: it is not asked for any more. */
  readonly isOpen: boolean
  /** Called when the report was deleted from here. */
  readonly onGone: () => void
}

/** Everything about one report, and what can be done with it. */
export function ReportCard({ id, isOpen, onGone }: ReportCardProps): ReactNode {
  const t = useT()
  const answer = useQuery({ ...reportQuery(id), enabled: isOpen, retry: false })
  if (answer.error instanceof ApiError && answer.error.status === 404)
    return (
      <EmptyState
        icon={<IconFileOff size={28} stroke={1.5} />}
        title={t('report_page.gone_title')}
        text={t('report_page.gone_text')}
      />
    )
  if (answer.data) return <ReportDetails report={answer.data} onGone={onGone} />
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  return (
    <Stack gap="md" aria-busy>
      <Skeleton height={28} />
      <Skeleton height={40} />
      <Skeleton height={320} />
    </Stack>
  )
}

interface ReportDetailsProps {
  readonly report: Report
  readonly onGone: () => void
}

function ReportDetails({ report, onGone }: ReportDetailsProps): ReactNode {
  const t = useT()
  const { format } = useReportsView()
  const { state, file } = report
  return (
    <Stack gap="lg">
      <header className={classes['head']}>
        <Title order={2}>{report.name}</Title>
        <ReportState report={report} />
      </header>
      {state === 'generating' && file !== null && (
        <p className={classes['note']}>
          {t('report_page.old_file', { date: format.dateTime(file.formed_at) })}
        </p>
      )}
      <Acts report={report} onGone={onGone} />
      <ReportFacts report={report} />
    </Stack>
  )
}

const icon = { size: 16, stroke: 1.8, 'aria-hidden': true } as const

function Acts({ report, onGone }: ReportDetailsProps): ReactNode {
  const t = useT()
  const [isAsking, setIsAsking] = useState(false)
  const download = useDownloadReport()
  const again = useRegenerateReport()
  return (
    <div className={classes['acts']}>
      {report.file !== null && (
        <Button
          leftSection={<IconDownload {...icon} />}
          loading={download.isPending}
          onClick={() => download.mutate(report)}
        >
          {t('report_page.download')}
        </Button>
      )}
      {report.state !== 'generating' && (
        <Button
          variant="default"
          leftSection={<IconRefresh {...icon} />}
          loading={again.isPending}
          onClick={() => again.mutate(report)}
        >
          {t('report_page.again')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconCopyPlus {...icon} />}
        renderRoot={(props) => <Link to="/reports/new" search={{ ...searchLike(report) }} {...props} />}
      >
        {t('report_page.like_this')}
      </Button>
      <Button variant="default" leftSection={<IconTrash {...icon} />} onClick={() => setIsAsking(true)}>
        {t('report_page.delete')}
      </Button>
      <DeleteReport
        report={report}
        isAsking={isAsking}
        onClose={() => setIsAsking(false)}
        onDeleted={onGone}
      />
    </div>
  )
}

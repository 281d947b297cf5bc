import { ActionIcon, Tooltip } from '@mantine/core'
import { IconDownload, IconRefresh, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Report } from '../../../../src/contract/index.ts'
import { useT } from '../../../ui/index.ts'
import { DeleteReport } from '../delete-report.tsx'
import { useDownloadReport, useRegenerateReport } from '../use-report-acts.ts'
import classes from './reports.module.css'

const icon = { size: 18, stroke: 1.6 } as const

/** Download, make again, delete: what can be done with a report in its row. */
export function ReportActs({ report }: { readonly report: Report }): ReactNode {
  const t = useT()
  const { name, state, file } = report
  const [isAsking, setIsAsking] = useState(false)
  const download = useDownloadReport()
  const again = useRegenerateReport()
  return (
    <span className={classes['acts']}>
      <Act
        label={t('report_page.download')}
        named={t('report_page.download_named', { name })}
        isBusy={download.isPending}
        isOff={file === null}
        onClick={() => download.mutate(report)}
      >
        <IconDownload {...icon} />
      </Act>
      <Act
        label={t('report_page.again')}
        named={t('report_page.again_named', { name })}
        isBusy={again.isPending}
        isOff={state === 'generating'}
        onClick={() => again.mutate(report)}
      >
        <IconRefresh {...icon} />
      </Act>
      <Act
        label={t('report_page.delete')}
        named={t('report_page.delete_named', { name })}
        onClick={() => setIsAsking(true)}
      >
        <IconTrash {...icon} />
      </Act>
      <DeleteReport report={report} isAsking={isAsking} onClose={() => setIsAsking(false)} />
    </span>
  )
}

interface ActProps {
  readonly label: string
  /** With the name of the report, as there are many of these on the page. */
  readonly named: string
  readonly isBusy?: boolean
  readonly isOff?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function Act({ label, named, isBusy = false, isOff = false, onClick, children }: ActProps): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        className={classes['act'] ?? ''}
        aria-label={named}
        loading={isBusy}
        disabled={isOff}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

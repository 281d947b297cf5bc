import type { ReactNode } from 'react'
import type { Report } from '../../../src/contract/index.ts'
import { ConfirmDialog } from '../../ui/controls/confirm-dialog.tsx'
import { useT } from '../../ui/index.ts'
import { useDeleteReport } from './use-report-acts.ts'

interface DeleteReportProps {
  readonly report: Report
  readonly isAsking: boolean
  /** Called when it is deleted, and when it is not to be. */
  readonly onClose: () => void
  /** Called besides when it is deleted. */
  readonly onDeleted?: () => void
}

/** Asks before a report goes with its file. */
export function DeleteReport({ report, isAsking, onClose, onDeleted }: DeleteReportProps): ReactNode {
  const t = useT()
  const deleting = useDeleteReport(() => {
    onClose()
    onDeleted?.()
  })
  return (
    <ConfirmDialog
      opened={isAsking}
      title={t('report_page.delete_title', { name: report.name })}
      text={t(
        report.state === 'generating' ? 'report_page.delete_generating_text' : 'report_page.delete_text',
      )}
      action={t('report_page.delete_action')}
      isBusy={deleting.isPending}
      onConfirm={() => deleting.mutate(report)}
      onCancel={onClose}
    />
  )
}

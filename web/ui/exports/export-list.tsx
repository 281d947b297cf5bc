import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FileFormat } from '../../api/billing-api.ts'
import { saveFile } from '../controls/save-file.ts'
import { useT } from '../i18n/i18n-provider.tsx'
import { useNotify } from '../notices/use-notify.ts'
import { MakeReportItem } from './make-report-item.tsx'

interface ExportListProps {
  readonly fetchFile: (format: FileFormat) => Promise<{ readonly blob: Blob; readonly name: string }>
  /** What the form of a new report begins with, where a report of this list exists. */
  readonly report?: object
}

/** A list as a file at once, or as a report that is made in the background. */
export function ExportList({ fetchFile, report }: ExportListProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const file = useMutation({
    mutationFn: fetchFile,
    onSuccess: ({ blob, name }) => saveFile(blob, name),
    onError: notify.failed,
  })
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
          loading={file.isPending}
        >
          {t('messages.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => file.mutate('xlsx')}>{t('messages.export_xlsx')}</Menu.Item>
        <Menu.Item onClick={() => file.mutate('csv')}>{t('messages.export_csv')}</Menu.Item>
        {report && <MakeReportItem search={report} />}
      </Menu.Dropdown>
    </Menu>
  )
}

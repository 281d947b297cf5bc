import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { accessApi } from '../../../api/access-api.ts'
import { saveFile, useLanguage, useNotify, useT } from '../../../ui/index.ts'
import { useAuditQuestion } from './use-audit.ts'

/** What the page is set to, as a file. */
export function ExportAudit(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const notify = useNotify()
  const question = useAuditQuestion()
  const file = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') =>
      accessApi.audit.file({ ...question, format, language }, t('audit.title')),
    onSuccess: ({ blob, name }) => saveFile(blob, name),
    onError: notify.failed,
  })
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
          loading={file.isPending}
        >
          {t('audit.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => file.mutate('xlsx')}>{t('audit.export_xlsx')}</Menu.Item>
        <Menu.Item onClick={() => file.mutate('csv')}>{t('audit.export_csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

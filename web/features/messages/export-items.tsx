import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../api/api.ts'
import { MakeReportItem } from '../../ui/exports/make-report-item.tsx'
import { saveFile, useLanguage, useNotify, useT } from '../../ui/index.ts'
import { useItemsQuestion } from './use-message-items.ts'

/** All messages that the page's settings hold, as a file. */
export function ExportItems(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const notify = useNotify()
  const question = useItemsQuestion()
  const { open: _open, event: _event, columns: _columns, ...search } = useSearch({ from: '/frame/messages' })
  const file = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') =>
      api.items.export({ query: question, format, language, name: t('messages.title') }),
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
        <MakeReportItem search={{ ...search, type: 'message_detail' }} />
      </Menu.Dropdown>
    </Menu>
  )
}

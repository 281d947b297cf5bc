import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../../api/api.ts'
import { saveFile, useLanguage, useNotify, useT } from '../../ui/index.ts'
import { useItemsQuestion } from './use-message-items.ts'

/** All messages that the page's settings hold, as a file. */
export function ExportItems(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const notify = useNotify()
  const question = useItemsQuestion()
  const file = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') =>
      api.items.export({ query: question, format, language, name: t('messages.title') }),
    onSuccess: ({ blob, name }) => saveFile(blob, name),
    onError: notify.failed,
  })
  return (
    <Menu position="bottom-end" width={160}>
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
      </Menu.Dropdown>
    </Menu>
  )
}

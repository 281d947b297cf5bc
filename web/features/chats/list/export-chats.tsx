import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../../../api/api.ts'
import type { ChatItemsQuestion } from '../../../api/chat-queries.ts'
import { MakeReportItem } from '../../../ui/exports/make-report-item.tsx'
import { saveFile, useLanguage, useNotify, useT } from '../../../ui/index.ts'
import type { ChatListSearch } from '../chats-search.ts'

interface ExportChatsProps {
  readonly question: ChatItemsQuestion
  /** What the list is set to, as it stands in an address. */
  readonly search: ChatListSearch
}

/** All that the list holds, as a file. */
export function ExportChats({ question, search }: ExportChatsProps): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const notify = useNotify(t('analytics.export_failed'))
  const file = useMutation({
    mutationFn: (format: 'csv' | 'xlsx') =>
      api.items.export({ query: question, format, language, name: t('chat_list.title') }),
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
          {t('chat_list.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => file.mutate('xlsx')}>{t('analytics.export_xlsx')}</Menu.Item>
        <Menu.Item onClick={() => file.mutate('csv')}>{t('analytics.export_csv')}</Menu.Item>
        <MakeReportItem search={{ ...search, type: 'chat_sessions' }} />
      </Menu.Dropdown>
    </Menu>
  )
}

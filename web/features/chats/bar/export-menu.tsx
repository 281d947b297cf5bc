import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { parseChatSelection } from '../../../ui/chat-selection/chat-selection-search.ts'
import { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { MakeReportItem } from '../../../ui/exports/make-report-item.tsx'
import { useT } from '../../../ui/index.ts'
import bar from '../../../ui/statistics/bar.module.css'
import { useExports } from '../../../ui/statistics/use-exports.ts'
import { countsQuestion, groupsQuestion, operatorsQuestion, qualityQuestion } from '../chat-questions.ts'
import { useChatsView } from '../chats-view.tsx'

/** The page's numbers as files: over time, by operator and, where there are any, by group. */
export function ExportMenu(): ReactNode {
  const t = useT()
  const exports = useExports()
  const { search, selected, granularity } = useChatsView()
  const { names } = useChatNames()
  const hasGroups = names !== undefined && names.groups.length > 0
  const tables = [
    { title: t('chat_graphs.export_counts'), question: countsQuestion(selected, granularity) },
    { title: t('chat_graphs.export_quality'), question: qualityQuestion(selected, granularity) },
    { title: t('chat_graphs.operators'), question: operatorsQuestion(selected) },
    ...(hasGroups ? [{ title: t('chat_graphs.groups'), question: groupsQuestion(selected) }] : []),
  ]
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} stroke={1.6} />}
          loading={exports.busy}
          classNames={{ root: bar['iconOnPhone'] ?? '', section: bar['buttonIcon'] ?? '' }}
        >
          <span className={bar['buttonWord']}>{t('analytics.export')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tables.map(({ title, question }) => (
          <Fragment key={title}>
            <Menu.Label>{title}</Menu.Label>
            {(['xlsx', 'csv'] as const).map((format) => (
              <Menu.Item
                key={format}
                aria-label={`${title}: ${t(`analytics.export_${format}`)}`}
                onClick={() => exports.table(question, format, `${t('chat_graphs.title')} · ${title}`)}
              >
                {t(`analytics.export_${format}`)}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
        <MakeReportItem search={{ ...parseChatSelection({ ...search }), type: 'chat_operators' }} />
      </Menu.Dropdown>
    </Menu>
  )
}

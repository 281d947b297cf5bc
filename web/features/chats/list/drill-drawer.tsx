import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { chatSelected } from '../../../ui/chat-selection/chat-selected.ts'
import { EmptyState, SelectionContext, useT, useWorkedOutSelection } from '../../../ui/index.ts'
import { useChatsView } from '../chats-view.tsx'
import { type DrilledList as DrilledChats, drilledList, noDrill } from '../drilled-list.ts'
import { useMetricTitle } from '../use-metric-title.ts'
import { useSelectionText } from '../use-selection-text.ts'
import { ChatItems } from './chat-items.tsx'
import styles from './chat-list.module.css'
import { ExportChats } from './export-chats.tsx'

/** The chats behind the number that was clicked, beside the page; Back closes it again. */
export function DrillDrawer(): ReactNode {
  const t = useT()
  const { search, change } = useChatsView()
  const titleOf = useMetricTitle()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const list = drilledList(search)
  // While the drawer slides out it still shows what it was about.
  const [last, setLast] = useState(list)
  if (list !== undefined && JSON.stringify(list) !== JSON.stringify(last)) setLast(list)
  return (
    <Drawer
      opened={list !== undefined}
      onClose={() => change(noDrill)}
      position="right"
      size={isNarrow ? '100%' : 880}
      title={last === undefined ? t('chat_list.title') : titleOf(last.metric)}
      overlayProps={{ backgroundOpacity: 0.25 }}
      closeButtonProps={{ 'aria-label': t('chat_list.close_list') }}
    >
      {last !== undefined && <DrilledList key={JSON.stringify(last)} list={last} />}
    </Drawer>
  )
}

function DrilledList({ list }: { readonly list: DrilledChats }): ReactNode {
  const t = useT()
  const { nowMs, change } = useChatsView()
  const selection = useWorkedOutSelection(list, nowMs)
  // Taken once: a list that is being read does not slide away under its reader.
  const [question] = useState(() => ({
    metric: list.metric,
    ...chatSelected(selection.selected, list),
  }))
  // What the number that was clicked is of, besides what the page is set to.
  const what = useSelectionText({ search: list, period: selection.period, format: selection.format })
  return (
    <SelectionContext value={{ ...selection, change }}>
      <div className={styles['drawer']}>
        <p className={styles['drawerText']}>{what}</p>
        <div className={styles['drawerHead']}>
          <Button
            variant="default"
            size="sm"
            rightSection={<IconArrowRight size={16} stroke={1.6} aria-hidden />}
            renderRoot={(props) => <Link to="/chats" search={{ ...list }} {...props} />}
          >
            {t('chat_list.open_page')}
          </Button>
          <ExportChats question={question} search={list} />
        </div>
        <ChatItems
          question={question}
          zone={list.zone}
          isNarrow
          empty={<EmptyState title={t('chat_list.empty_title')} text={t('chat_list.empty_text')} />}
        />
      </div>
    </SelectionContext>
  )
}

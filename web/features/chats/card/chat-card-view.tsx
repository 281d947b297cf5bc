import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ChatCard } from '../../../../src/contract/index.ts'
import { CopyButton } from '../../../ui/controls/copy-button.tsx'
import { Card, useT } from '../../../ui/index.ts'
import { ChatState } from '../list/chat-state.tsx'
import styles from './chat-card.module.css'
import { ChatFacts } from './chat-facts.tsx'
import { ChatMeasures } from './chat-measures.tsx'
import { ChatTimeline } from './chat-timeline.tsx'
import { ChatTurns } from './chat-turns.tsx'

/** What a chat is, what is irregular in it, how fast it was answered, and all that happened. */
export function ChatCardView({ chat }: { readonly chat: ChatCard }): ReactNode {
  const t = useT()
  return (
    <>
      <Card>
        <header className={styles['head']}>
          <strong className={styles['status']}>
            <ChatState isOpen={chat.is_open} />
          </strong>
          <span className={styles['id']}>
            <code>{chat.chat_id}</code>
            <CopyButton value={chat.chat_id} label={t('chat_list.copy_id')} />
          </span>
        </header>
        {chat.flags.length > 0 && (
          <Alert
            color="yellow"
            variant="light"
            mb="md"
            icon={<IconAlertTriangle size={20} aria-hidden />}
            title={t('chat_list.flags')}
          >
            <ul className={styles['flags']}>
              {chat.flags.map((flag) => (
                <li key={flag}>{t(`chat_list.flag_${flag}`)}</li>
              ))}
            </ul>
          </Alert>
        )}
        <ChatFacts chat={chat} />
      </Card>
      <ChatMeasures chat={chat} />
      <div className={styles['columns']}>
        <Card title={t('chat_list.timeline')}>
          <ChatTimeline chat={chat} />
        </Card>
        <ChatTurns chat={chat} />
      </div>
    </>
  )
}

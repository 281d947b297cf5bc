import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ChatItem } from '../../../../src/contract/index.ts'
import { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { useSelectionView, useT } from '../../../ui/index.ts'
import rows from '../../../ui/page/phone-rows.module.css'
import { ChatState } from './chat-state.tsx'

interface ChatRowsProps {
  readonly items: readonly ChatItem[]
  readonly zone: string | undefined
}

/** The list on a phone: two lines each. */
export function ChatRows({ items, zone }: ChatRowsProps): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const { nameOf } = useChatNames()
  return (
    <ul className={rows['rows']} aria-label={t('chat_list.title')}>
      {items.map((item) => (
        <li key={item.key}>
          <Link
            to="/chats/$chatId"
            params={{ chatId: item.id }}
            search={{ zone }}
            className={rows['row'] ?? ''}
          >
            <span className={rows['main']}>{format.dateTime(item.moment)}</span>
            <span>
              {item.duration_ms === null ? (
                <ChatState isOpen={item.is_open} />
              ) : (
                format.duration(item.duration_ms)
              )}
            </span>
            <span className={rows['muted']}>{nameOf('chat', item.chat)}</span>
            <span className={rows['muted']}>
              {item.operator !== null && nameOf('operator', item.operator)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

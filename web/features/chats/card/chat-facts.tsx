import type { ReactNode } from 'react'
import type { ChatCard } from '../../../../src/contract/index.ts'
import { noValue } from '../../../../src/messages/index.ts'
import { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { providerName, useSelectionView, useT } from '../../../ui/index.ts'
import styles from './chat-card.module.css'

type Fact = readonly [label: string, value: string | null]

/** Where the chat was, whose it is now, and from when to when. */
export function ChatFacts({ chat }: { readonly chat: ChatCard }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const { nameOf } = useChatNames()
  const { customer, operator, bot, private: internal } = chat.messages
  const facts: readonly Fact[] = [
    [t('words.dimension_messenger'), nameOf('messenger', chat.messenger)],
    [t('words.dimension_chat'), nameOf('chat', chat.chat)],
    [t('chat_list.group_first'), chat.group === null ? null : nameOf('group', chat.group)],
    [t('chat_list.operator_first'), chat.operator === null ? null : nameOf('operator', chat.operator)],
    [t('chat_list.column_customer'), chat.customer],
    [t('chat_list.contact'), t(`chat_list.contact_${chat.contact}`)],
    [
      t('chat_list.column_opened_at'),
      `${format.dateTimeExact(chat.opened_at)}${chat.opened_from === 'first_event' ? ` (${t('chat_list.from_first_event')})` : ''}`,
    ],
    [
      t('chat_list.closed_at'),
      chat.closed_at === null
        ? null
        : `${format.dateTimeExact(chat.closed_at)}${chat.close_by === null ? '' : ` · ${nameOf('close_by', chat.close_by)}`}`,
    ],
    [
      t('chat_list.messages'),
      t('chat_list.messages_of', {
        customer: format.number(customer),
        operator: format.number(operator),
        bot: format.number(bot),
      }) + (internal > 0 ? ` · ${t('chat_list.messages_private', { n: internal })}` : ''),
    ],
    [t('words.dimension_connection'), nameOf('connection', chat.connection)],
    [t('chat_list.provider'), providerName(t, chat.provider)],
    [t('chat_list.tags'), chat.tags.length === 0 ? null : chat.tags.join(', ')],
  ]
  return (
    <dl className={styles['facts']}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? noValue}</dd>
        </div>
      ))}
    </dl>
  )
}

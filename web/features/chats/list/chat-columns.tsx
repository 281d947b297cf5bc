import type { ReactNode } from 'react'
import type { ChatItem } from '../../../../src/contract/index.ts'
import { type Formats, type MessageKey, noValue, type Translate } from '../../../../src/messages/index.ts'
import type { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { ChatState } from './chat-state.tsx'

export interface CellContext {
  readonly t: Translate
  readonly format: Formats
  readonly nameOf: ReturnType<typeof useChatNames>['nameOf']
}

export interface ChatColumn {
  readonly id: string
  readonly title: Extract<MessageKey, `words.dimension_${string}` | `chat_list.column_${string}`>
  readonly align?: 'right'
  /** Left out in the drawer, which is narrower. */
  readonly wide?: boolean
  readonly cell: (item: ChatItem, context: CellContext) => ReactNode
}

export const chatColumns: readonly ChatColumn[] = [
  {
    id: 'moment',
    title: 'chat_list.column_moment',
    cell: (item, { format }) => format.dateTimeExact(item.moment),
  },
  { id: 'state', title: 'chat_list.column_state', cell: (item) => <ChatState isOpen={item.is_open} /> },
  {
    id: 'duration',
    title: 'chat_list.column_duration',
    align: 'right',
    cell: (item, { format }) => format.duration(item.duration_ms),
  },
  {
    id: 'chat',
    title: 'words.dimension_chat',
    cell: (item, { nameOf }) => nameOf('chat', item.chat),
  },
  {
    id: 'messenger',
    title: 'words.dimension_messenger',
    wide: true,
    cell: (item, { nameOf }) => nameOf('messenger', item.messenger),
  },
  {
    id: 'group',
    title: 'words.dimension_group',
    cell: (item, { nameOf }) => (item.group === null ? noValue : nameOf('group', item.group)),
  },
  {
    id: 'operator',
    title: 'words.dimension_operator',
    cell: (item, { nameOf }) => (item.operator === null ? noValue : nameOf('operator', item.operator)),
  },
  {
    id: 'opened_at',
    title: 'chat_list.column_opened_at',
    wide: true,
    cell: (item, { format }) => format.dateTime(item.opened_at),
  },
  {
    id: 'close_by',
    title: 'words.dimension_close_by',
    wide: true,
    cell: (item, { nameOf }) => (item.close_by === null ? noValue : nameOf('close_by', item.close_by)),
  },
  {
    id: 'score',
    title: 'chat_list.column_score',
    align: 'right',
    cell: (item, { format }) => format.number(item.score),
  },
  {
    id: 'customer',
    title: 'chat_list.column_customer',
    wide: true,
    cell: (item) => item.customer ?? noValue,
  },
  { id: 'chat_id', title: 'chat_list.column_chat_id', wide: true, cell: (item) => item.chat_id },
]

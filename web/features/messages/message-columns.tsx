import type { ReactNode } from 'react'
import type { MessageItem } from '../../../src/contract/index.ts'
import { type Formats, type MessageKey, noValue, type Translate } from '../../../src/messages/index.ts'
import type { NameOfValue } from '../../ui/index.ts'
import { StatusMark } from './status-mark.tsx'

/** What cells are written with. */
export interface CellContext {
  readonly t: Translate
  readonly format: Formats
  readonly nameOf: NameOfValue
}

export interface MessageColumn {
  readonly id: string
  readonly title: Extract<MessageKey, `messages.column_${string}`>
  readonly align?: 'right'
  readonly minWidth: number
  /** Shown until the reader chooses otherwise. */
  readonly shownAtFirst: boolean
  readonly cell: (item: MessageItem, context: CellContext) => ReactNode
}

const text = (value: string | null): string => value ?? noValue
const named = (
  nameOf: NameOfValue,
  dimension: 'country' | 'network' | 'kind',
  value: string | null,
): string => (value === null ? noValue : nameOf(dimension, value))

/** All columns in their order; which of them are shown is the reader's choice. */
export const messageColumns: readonly MessageColumn[] = [
  {
    id: 'created_at',
    title: 'messages.column_created_at',
    minWidth: 176,
    shownAtFirst: true,
    cell: (item, { format }) => format.dateTimeExact(item.created_at),
  },
  {
    id: 'status',
    title: 'messages.column_status',
    minWidth: 152,
    shownAtFirst: true,
    cell: (item) => <StatusMark status={item.status} />,
  },
  {
    id: 'channel',
    title: 'messages.column_channel',
    minWidth: 96,
    shownAtFirst: true,
    cell: (item, { nameOf }) => nameOf('channel', item.channel),
  },
  {
    id: 'recipient',
    title: 'messages.column_recipient',
    minWidth: 168,
    shownAtFirst: true,
    cell: (item) => text(item.recipient),
  },
  {
    id: 'sender',
    title: 'messages.column_sender',
    minWidth: 136,
    shownAtFirst: true,
    cell: (item) => text(item.sender),
  },
  {
    id: 'country',
    title: 'messages.column_country',
    minWidth: 120,
    shownAtFirst: true,
    cell: (item, { nameOf }) => named(nameOf, 'country', item.country),
  },
  {
    id: 'latency',
    title: 'messages.column_latency',
    align: 'right',
    minWidth: 128,
    shownAtFirst: true,
    cell: (item, { format }) => format.duration(item.latency_ms),
  },
  {
    id: 'error',
    title: 'messages.column_error',
    minWidth: 200,
    shownAtFirst: true,
    cell: (item) => errorOf(item.error),
  },
  {
    id: 'message_id',
    title: 'messages.column_message_id',
    minWidth: 200,
    shownAtFirst: false,
    cell: (item) => item.message_id,
  },
  {
    id: 'connection',
    title: 'messages.column_connection',
    minWidth: 136,
    shownAtFirst: false,
    cell: (item, { nameOf }) => nameOf('connection', item.connection),
  },
  {
    id: 'network',
    title: 'messages.column_network',
    minWidth: 96,
    shownAtFirst: false,
    cell: (item, { nameOf }) => named(nameOf, 'network', item.network),
  },
  {
    id: 'campaign',
    title: 'messages.column_campaign',
    minWidth: 152,
    shownAtFirst: false,
    cell: (item) => text(item.campaign),
  },
  {
    id: 'template',
    title: 'messages.column_template',
    minWidth: 152,
    shownAtFirst: false,
    cell: (item) => text(item.template),
  },
  {
    id: 'kind',
    title: 'messages.column_kind',
    minWidth: 112,
    shownAtFirst: false,
    cell: (item, { nameOf }) => named(nameOf, 'kind', item.kind),
  },
  {
    id: 'segments',
    title: 'messages.column_segments',
    align: 'right',
    minWidth: 96,
    shownAtFirst: false,
    cell: (item, { format }) => format.number(item.segments),
  },
  {
    id: 'sent_at',
    title: 'messages.column_sent_at',
    minWidth: 176,
    shownAtFirst: false,
    cell: (item, { format }) => format.dateTimeExact(item.sent_at),
  },
  {
    id: 'delivered_at',
    title: 'messages.column_delivered_at',
    minWidth: 176,
    shownAtFirst: false,
    cell: (item, { format }) => format.dateTimeExact(item.delivered_at),
  },
  {
    id: 'read_at',
    title: 'messages.column_read_at',
    minWidth: 176,
    shownAtFirst: false,
    cell: (item, { format }) => format.dateTimeExact(item.read_at),
  },
  {
    id: 'cost',
    title: 'messages.column_cost',
    align: 'right',
    minWidth: 104,
    shownAtFirst: false,
    cell: (item, { format }) => format.moneyExact(item.cost),
  },
  {
    id: 'price',
    title: 'messages.column_price',
    align: 'right',
    minWidth: 104,
    shownAtFirst: false,
    cell: (item, { t, format }) =>
      item.charge?.state === 'unrated' ? t('messages.unrated') : format.moneyExact(item.charge?.amount),
  },
]

/** Code and reason of an error on one line. */
export function errorOf(error: MessageItem['error']): string {
  if (error === null) return noValue
  return [error.code, error.reason].filter((part) => part !== null && part !== '').join(' · ') || noValue
}

import type {
  CallItem,
  ChatDimension,
  ChatItem,
  MessageDimension,
  MessageItem,
  MetricDefinition,
  MetricDimension,
  MetricsQuery,
} from '../../contract/index.ts'
import { callDimensionSpecs } from '../calls/call-dimensions.ts'
import { chatDimensionTitles } from '../chats/catalogue/chat-dimensions.ts'
import { metricText } from './catalogue.ts'
import { dimensions } from './dimensions.ts'
import type { LocalText } from './metric-spec.ts'

/** What a column of a finished table needs to be written: its key in the rows, its heading, how its values read. */
export interface TableColumn {
  readonly key: string
  readonly title: LocalText
  readonly type: 'text' | 'number' | 'instant' | 'weekday' | 'hour' | MetricDefinition['unit']
  /** What the column counts and leaves out; null for dimensions. */
  readonly definition: LocalText | null
}

/** Columns of a query's rows, dimensions first, in the order asked. */
export function resultColumns(query: Pick<MetricsQuery, 'by' | 'metrics'>): readonly TableColumn[] {
  return [
    ...query.by.map((name): TableColumn => {
      return { key: name, title: titleOf(name), type: typeOf(name), definition: null }
    }),
    ...query.metrics.map((name): TableColumn => {
      const { title, unit, definition } = metricText(name)
      return { key: name, title, type: unit, definition }
    }),
  ]
}

function titleOf(name: MetricDimension): LocalText {
  if (isMessageDimension(name)) return dimensions[name].title
  return isChatDimension(name) ? chatDimensionTitles[name] : callDimensionSpecs[name].title
}

function isMessageDimension(name: MetricDimension): name is MessageDimension {
  return Object.hasOwn(dimensions, name)
}

function isChatDimension(name: MetricDimension): name is ChatDimension {
  return Object.hasOwn(chatDimensionTitles, name)
}

function typeOf(name: MetricDimension): TableColumn['type'] {
  if (name === 'weekday' || name === 'hour') return name
  if (name === 'latency' || name === 'band') return 'number'
  return name === 'time' ? 'instant' : 'text'
}

function itemColumn(
  key: keyof MessageItem,
  type: TableColumn['type'],
  title: LocalText,
): TableColumn & { readonly key: keyof MessageItem } {
  return { key, title, type, definition: null }
}

/** Columns of a message list; `error` is an object of code and reason, `charge` one with an amount, `conflict` a boolean. */
export const itemColumns: readonly (TableColumn & { readonly key: keyof MessageItem })[] = [
  itemColumn('message_id', 'text', { en: 'Message ID', ru: 'ID сообщения' }),
  itemColumn('created_at', 'instant', { en: 'Created', ru: 'Создано' }),
  itemColumn('channel', 'text', dimensions.channel.title),
  itemColumn('status', 'text', dimensions.status.title),
  itemColumn('connection', 'text', dimensions.connection.title),
  itemColumn('sender', 'text', dimensions.sender.title),
  itemColumn('recipient', 'text', { en: 'Recipient', ru: 'Получатель' }),
  itemColumn('country', 'text', dimensions.country.title),
  itemColumn('network', 'text', dimensions.network.title),
  itemColumn('campaign', 'text', dimensions.campaign.title),
  itemColumn('template', 'text', dimensions.template.title),
  itemColumn('kind', 'text', dimensions.kind.title),
  itemColumn('segments', 'count', { en: 'Segments', ru: 'Сегменты' }),
  itemColumn('sent_at', 'instant', { en: 'Sent', ru: 'Отправлено' }),
  itemColumn('delivered_at', 'instant', { en: 'Delivered', ru: 'Доставлено' }),
  itemColumn('read_at', 'instant', { en: 'Read', ru: 'Прочитано' }),
  itemColumn('latency_ms', 'ms', { en: 'Delivery time', ru: 'Время доставки' }),
  itemColumn('error', 'text', dimensions.error.title),
  itemColumn('cost', 'money', { en: 'Cost', ru: 'Себестоимость' }),
  itemColumn('charge', 'money', { en: 'Price', ru: 'Цена' }),
  itemColumn('conflict', 'text', { en: 'Conflict', ru: 'Противоречие' }),
]

function chatColumn(
  key: keyof ChatItem,
  type: TableColumn['type'],
  title: LocalText,
): TableColumn & { readonly key: keyof ChatItem } {
  return { key, title, type, definition: null }
}

/** Columns of a list of chats or their items; `is_open` is a boolean. */
export const chatItemColumns: readonly (TableColumn & { readonly key: keyof ChatItem })[] = [
  chatColumn('chat_id', 'text', { en: 'Chat ID', ru: 'ID чата' }),
  chatColumn('moment', 'instant', { en: 'When', ru: 'Когда' }),
  chatColumn('opened_at', 'instant', { en: 'Opened', ru: 'Открыт' }),
  chatColumn('messenger', 'text', chatDimensionTitles.messenger),
  chatColumn('chat', 'text', chatDimensionTitles.chat),
  chatColumn('customer', 'text', { en: 'Customer ID', ru: 'ID клиента' }),
  chatColumn('group', 'text', chatDimensionTitles.group),
  chatColumn('operator', 'text', chatDimensionTitles.operator),
  chatColumn('close_by', 'text', chatDimensionTitles.close_by),
  chatColumn('is_open', 'text', { en: 'Open', ru: 'Открыт сейчас' }),
  chatColumn('duration_ms', 'ms', { en: 'Duration', ru: 'Длительность' }),
  chatColumn('score', 'count', { en: 'Score', ru: 'Оценка' }),
]

function callColumn(
  key: keyof CallItem,
  type: TableColumn['type'],
  title: LocalText,
): TableColumn & { readonly key: keyof CallItem } {
  return { key, title, type, definition: null }
}

/** Columns of a list of calls. */
export const callItemColumns: readonly (TableColumn & { readonly key: keyof CallItem })[] = [
  callColumn('call_id', 'text', { en: 'Call ID', ru: 'ID звонка' }),
  callColumn('started_at', 'instant', { en: 'Started', ru: 'Начало' }),
  callColumn('direction', 'text', callDimensionSpecs.direction.title),
  callColumn('from', 'text', { en: 'From', ru: 'Кто звонил' }),
  callColumn('to', 'text', { en: 'To', ru: 'Кому звонили' }),
  callColumn('country', 'text', callDimensionSpecs.country.title),
  callColumn('result', 'text', callDimensionSpecs.result.title),
  callColumn('operator', 'text', callDimensionSpecs.operator.title),
  callColumn('answered_at', 'instant', { en: 'Answered', ru: 'Ответ' }),
  callColumn('ended_at', 'instant', { en: 'Ended', ru: 'Окончание' }),
  callColumn('wait_ms', 'ms', { en: 'Wait', ru: 'Ожидание' }),
  callColumn('talk_ms', 'ms', { en: 'Talk time', ru: 'Время разговора' }),
  callColumn('connection', 'text', callDimensionSpecs.connection.title),
  callColumn('cost', 'money', { en: 'Cost', ru: 'Себестоимость' }),
]

import type { MessageDimension } from '../../contract/index.ts'
import { apiConnectionId } from '../../facts/index.ts'
import type { LocalText } from './metric-spec.ts'

/**
 * One dimension as data. `sql` names a column of `messages` (or of `calls`), or an alias that the query defines (`status_now`,
 * `bucket`, `local_weekday`, `local_hour`, `latency_band`).
 */
export interface DimensionSpec<Name extends string = MessageDimension> {
  readonly name: Name
  readonly title: LocalText
  readonly sql: string
  /** Type of the values in the engine. */
  readonly type: 'String' | 'UUID' | 'Instant' | 'UInt8' | 'Int64'
  /** The engine's word for "not known", which is null in the API; null where there is no such word. */
  readonly unknown: string | null
}

function text(name: MessageDimension, sql: string, title: LocalText): DimensionSpec {
  return { name, title, sql, type: 'String', unknown: '' }
}

export const dimensions: Readonly<Record<MessageDimension, DimensionSpec>> = {
  time: { name: 'time', title: { en: 'Time', ru: 'Время' }, sql: 'bucket', type: 'Instant', unknown: null },
  channel: text('channel', 'channel', { en: 'Channel', ru: 'Канал' }),
  status: text('status', 'status_now', { en: 'Status', ru: 'Статус' }),
  connection: {
    name: 'connection',
    title: { en: 'Connection', ru: 'Подключение' },
    sql: 'connection_id',
    type: 'UUID',
    unknown: apiConnectionId,
  },
  sender: text('sender', 'sender', { en: 'Sender', ru: 'Отправитель' }),
  country: text('country', 'country', { en: 'Country', ru: 'Страна' }),
  network: text('network', 'network', { en: 'Network', ru: 'Сеть' }),
  campaign: text('campaign', 'campaign', { en: 'Campaign', ru: 'Кампания' }),
  template: text('template', 'template', { en: 'Template', ru: 'Шаблон' }),
  kind: text('kind', 'kind', { en: 'Kind', ru: 'Вид' }),
  error: text('error', 'error_code', { en: 'Error', ru: 'Ошибка' }),
  weekday: {
    name: 'weekday',
    title: { en: 'Weekday', ru: 'День недели' },
    sql: 'local_weekday',
    type: 'UInt8',
    unknown: null,
  },
  hour: { name: 'hour', title: { en: 'Hour', ru: 'Час' }, sql: 'local_hour', type: 'UInt8', unknown: null },
  latency: {
    name: 'latency',
    title: { en: 'Delivery time from, ms', ru: 'Время доставки от, мс' },
    sql: 'latency_band',
    type: 'Int64',
    unknown: '-1',
  },
  currency: text('currency', 'cost_currency', { en: 'Currency of the cost', ru: 'Валюта себестоимости' }),
}

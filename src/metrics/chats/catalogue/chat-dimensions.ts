import type { ChatDimension } from '../../../contract/index.ts'
import type { LocalText } from '../../catalogue/metric-spec.ts'

/** Headings of the dimensions of chats. What each reads depends on what is counted: `chat-source.ts`. */
export const chatDimensionTitles: Readonly<Record<ChatDimension, LocalText>> = {
  time: { en: 'Time', ru: 'Время' },
  messenger: { en: 'Messenger', ru: 'Мессенджер' },
  chat: { en: 'Chat', ru: 'Чат' },
  group: { en: 'Group', ru: 'Группа' },
  operator: { en: 'Operator', ru: 'Оператор' },
  close_by: { en: 'Closed by', ru: 'Кто закрыл' },
  weekday: { en: 'Weekday', ru: 'День недели' },
  hour: { en: 'Hour', ru: 'Час' },
  band: { en: 'Duration from, ms', ru: 'Длительность от, мс' },
}

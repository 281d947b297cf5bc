import type { ChatEvent } from './chat-event.ts'

/** What a test must say of an event; all the rest is left unstated. */
export type ChatEventEssentials = Pick<
  ChatEvent,
  'companyId' | 'chatKey' | 'eventKey' | 'chatId' | 'step' | 'timeMs' | 'receivedAtMs'
>

const nobody = '00000000-0000-0000-0000-000000000000'

/** An event of the API that states nothing. */
export const blankChatEvent: Omit<ChatEvent, keyof ChatEventEssentials> = {
  connectionId: nobody,
  provider: 'api',
  timeSource: 'provider',
  messenger: '',
  channelId: '',
  customerId: '',
  groupId: '',
  operatorId: '',
  channelName: '',
  groupName: '',
  operatorName: '',
  openedBy: '',
  messageId: '',
  author: '',
  isPublic: true,
  by: '',
  score: 0,
  comment: '',
  tags: [],
  requestId: nobody,
  requestIndex: 0,
}

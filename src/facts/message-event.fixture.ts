import { apiConnectionId, type MessageEvent } from './message-event.ts'

/** What a test must say of an event; all the rest is left unstated. */
export type EventEssentials = Pick<
  MessageEvent,
  'companyId' | 'messageKey' | 'eventKey' | 'messageId' | 'step' | 'timeMs' | 'receivedAtMs'
>

/** An event of the API that states nothing but a channel. */
export const blankMessageEvent: Omit<MessageEvent, keyof EventEssentials> = {
  connectionId: apiConnectionId,
  provider: 'api',
  timeSource: 'provider',
  channel: 'sms',
  sender: '',
  recipient: '',
  recipientType: '',
  country: '',
  numberCountry: '',
  network: '',
  campaign: '',
  template: '',
  kind: '',
  category: '',
  segments: 0,
  computedSegments: 0,
  part: 0,
  parts: 0,
  costMicros: null,
  costCurrency: '',
  errorCode: '',
  errorReason: '',
  url: '',
  machine: false,
  requestId: apiConnectionId,
  requestIndex: 0,
}

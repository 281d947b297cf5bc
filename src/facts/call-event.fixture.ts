import type { CallEvent } from './call-event.ts'
import { apiConnectionId } from './message-event.ts'

/** What a test must say of a call's event; all the rest is left unstated. */
export type CallEssentials = Pick<
  CallEvent,
  'companyId' | 'callKey' | 'eventKey' | 'callId' | 'timeMs' | 'receivedAtMs' | 'startedAtMs' | 'endedAtMs'
>

/** An inbound call of the API that nobody took. */
export const blankCallEvent: Omit<CallEvent, keyof CallEssentials> = {
  connectionId: apiConnectionId,
  provider: 'api',
  timeSource: 'provider',
  direction: 'inbound',
  caller: '',
  callee: '',
  country: '',
  answeredAtMs: null,
  result: 'no_answer',
  operatorId: '',
  costMicros: null,
  costCurrency: '',
  requestId: apiConnectionId,
  requestIndex: 0,
}

import * as fc from 'fast-check'
import type { ChargeMoment } from '../contract/index.ts'
import type { MessageEvent } from '../facts/index.ts'
import { blankMessageEvent } from '../facts/message-event.fixture.ts'

const words = ['', 'service', 'advertising', 'marketing']
const recipients = ['', 'someone', '+4', '+49', '+4915', '+491512345', '+49301', '+33123', '4915123']
const destinations = ['any', 'DE', 'FR', '262-01', '262-02', '+4', '+49', '+491', '+4915', '+33']

/** Rates of one version. */
export const rates = fc.uniqueArray(
  fc.record({
    channel: fc.constantFrom('sms', 'viber'),
    kind: fc.constantFrom(null, 'service', 'advertising', 'marketing'),
    destination: fc.constantFrom(...destinations),
    unit: fc.constantFrom('message' as const, 'segment' as const),
    price: fc.integer({ min: 0, max: 999_999 }).map((micros) => `3.${String(micros).padStart(6, '0')}`),
  }),
  { minLength: 1, maxLength: 40, selector: (rate) => `${rate.channel} ${rate.kind} ${rate.destination}` },
)
export const messages = fc.array(
  fc.record({
    channel: fc.constantFrom('sms', 'viber', 'email'),
    kind: fc.constantFrom(...words),
    category: fc.constantFrom(...words),
    country: fc.constantFrom('', 'DE', 'FR'),
    network: fc.constantFrom('', '262-01', '262-02'),
    recipient: fc.constantFrom(...recipients),
    segments: fc.nat(3),
    step: fc.constantFrom('accepted', 'sent', 'delivered', 'read', 'failed', 'expired', 'unconfirmed'),
  }),
  { minLength: 1, maxLength: 120 },
)

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
}

export type Message = ReturnType<typeof messages.generate>['value'][number]

/** The one event of a message; `place` names it. */
export function eventOf(companyId: string, message: Message, place: number, createdMs: number): MessageEvent {
  return {
    ...blankMessageEvent,
    ...message,
    companyId,
    messageId: `m-${place}`,
    messageKey: uuid(place),
    eventKey: uuid(place),
    timeMs: createdMs,
    receivedAtMs: createdMs,
  } as MessageEvent
}

/** Whether the message is charged at all, as docs/decisions/0010-price-lists.md says: on hand-over, or on delivery. */
export function isDueSlowly({ step }: Message, moment: ChargeMoment): boolean {
  const hasArrived = ['delivered', 'read'].includes(step)
  return hasArrived || (moment === 'sent' && ['sent', 'expired', 'unconfirmed'].includes(step))
}

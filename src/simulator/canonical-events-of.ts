import { toApiMoney } from '../core/index.ts'
import { arrivals } from './arrivals.ts'
import { arrivalOptions, type SimulationOptions, statesPrice } from './simulate.ts'
import type { SimulatedEvent } from './traffic.ts'

/** A message event as API.md writes it, for `POST /api/v1/events`. */
export interface CanonicalEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly time: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Events that come in within one second. */
export interface CanonicalBatch {
  readonly receivedAtMs: number
  readonly events: readonly CanonicalEvent[]
}

/** The same traffic as `simulate` gives, as CloudEvents to post, second by second in order of receipt. */
export function* canonicalEventsOf(
  options: Omit<SimulationOptions, 'companyId' | 'connections' | 'batchSize'>,
): Generator<CanonicalBatch> {
  const traffic = arrivals(arrivalOptions({ ...options, companyId: '' }))
  for (const second of traffic) {
    const [first] = second
    if (!first) continue
    yield {
      receivedAtMs: first.receivedAtMs,
      events: second.map(({ event }) => toCanonicalEvent(event, options.seed)),
    }
  }
}

function toCanonicalEvent(event: SimulatedEvent, seed: number): CanonicalEvent {
  const { message, step } = event
  return {
    specversion: '1.0',
    id: `${message.messageId}-${event.ordinal}`,
    source: `simulator-${seed}`,
    type: `message.${step}`,
    time: new Date(event.timeMs).toISOString(),
    data: withoutEmpty({
      message_id: message.messageId,
      channel: message.channel,
      recipient: message.recipient,
      ...(step === 'accepted' ? introduction(event) : { network: message.network }),
      ...(statesPrice(event) ? price(event) : {}),
      part: event.part,
      parts: event.parts,
      error:
        event.errorCode === '' ? '' : { code: event.errorCode, reason: event.errorReason, permanent: true },
      url: event.url,
      machine: event.machine,
    }),
  }
}

function introduction({ message }: SimulatedEvent): Record<string, unknown> {
  return {
    sender: message.sender,
    country: message.country,
    campaign: message.campaign,
    template: message.template,
    kind: message.kind,
    category: message.category,
    text: message.channel === 'sms' ? message.text : '',
  }
}

function price({ message }: SimulatedEvent): Record<string, unknown> {
  return {
    segments: message.segments,
    cost:
      message.costMicros === null
        ? ''
        : toApiMoney({ amountMicros: message.costMicros, currency: message.costCurrency }),
  }
}

function withoutEmpty(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => value !== '' && value !== 0 && value !== false),
  )
}

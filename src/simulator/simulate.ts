import type { MessageEvent } from '../facts/index.ts'
import { arrivals } from './arrivals.ts'
import type { SimulatedConnection } from './compose-message.ts'
import { scrambledUuid } from './scramble.ts'
import type { Arrival, SimulatedEvent } from './traffic.ts'
import { trafficWord } from './traffic-word.ts'

/** The traffic of one company. */
export interface SimulationOptions {
  readonly companyId: string
  /** The same seed and options give the same traffic, event for event. */
  readonly seed: number
  /** Messages in all. */
  readonly messages: number
  /** Half-open period in epoch milliseconds; nothing is received at or after `toMs`. */
  readonly fromMs: number
  readonly toMs: number
  /** IANA zone of the company: its rhythm, and where most of its customers live. */
  readonly timeZone: string
  /** ISO 4217, of the provider's prices. */
  readonly currency?: string
  /** Connections that carry part of the sms (twilio) and whatsapp (meta-whatsapp) traffic; the rest comes by the API. */
  readonly connections?: readonly SimulatedConnection[]
  /** Most events in one batch. */
  readonly batchSize?: number
}

const defaultBatchSize = 2_000
/** Simulated events have no raw request behind them. */
const noRequestId = '00000000-0000-0000-0000-000000000000'

/**
 * Lifelike traffic as rows of the log, in batches and in order of receipt. Keys are made up here, quickly: they name the
 * same things as the keys of ingestion would, but are not the same words.
 */
export function* simulate(options: SimulationOptions): Generator<readonly MessageEvent[]> {
  const batchSize = options.batchSize ?? defaultBatchSize
  const toEvent = eventMaker(options)
  let batch: MessageEvent[] = []
  for (const second of arrivals(arrivalOptions(options))) {
    for (const arrival of second) {
      batch.push(toEvent(arrival))
      if (batch.length < batchSize) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** What the traffic itself depends on, with the defaults filled in. */
export function arrivalOptions(options: SimulationOptions) {
  const { seed, messages, timeZone, fromMs, toMs, currency = 'EUR', connections = [] } = options
  return { seed, messages, timeZone, currency, connections, period: { fromMs, toMs } }
}

/** Steps at which a source states the price, once per message. */
export function statesPrice({ message, step, part }: SimulatedEvent): boolean {
  return part === 0 && step === (message.channel === 'email' ? 'accepted' : 'sent')
}

function eventMaker(options: SimulationOptions): (arrival: Arrival) => MessageEvent {
  const { companyId } = options
  const messageWord = trafficWord(options)
  const eventWord = messageWord ^ 1
  return ({ event, receivedAtMs }) => {
    const { message, step, ordinal } = event
    const hasTime = message.reporting !== 'no-times'
    const isFull = message.reporting === 'full'
    const introduces = isFull && step === 'accepted'
    const priced = isFull && statesPrice(event)
    return {
      companyId,
      messageKey: scrambledUuid(messageWord, message.index, 0),
      eventKey: scrambledUuid(eventWord, message.index, ordinal),
      connectionId: message.connectionId,
      provider: message.provider,
      messageId: message.messageId,
      step,
      timeMs: hasTime ? event.timeMs : receivedAtMs,
      timeSource: hasTime ? 'provider' : 'receipt',
      receivedAtMs,
      channel: message.channel,
      sender: introduces || !isFull ? message.sender : '',
      recipient: message.recipient,
      recipientType: message.recipientType,
      country: introduces ? message.country : '',
      numberCountry: message.numberCountry,
      network: isFull && step !== 'accepted' ? message.network : '',
      campaign: introduces ? message.campaign : '',
      template: introduces ? message.template : '',
      kind: introduces || message.reporting === 'seconds' ? message.kind : '',
      category: introduces || message.reporting === 'seconds' ? message.category : '',
      segments: priced ? message.segments : 0,
      computedSegments: introduces ? message.segments : 0,
      part: event.part,
      parts: event.parts,
      costMicros: priced ? message.costMicros : null,
      costCurrency: priced ? message.costCurrency : '',
      errorCode: event.errorCode,
      errorReason: event.errorReason,
      url: event.url,
      machine: event.machine,
      requestId: noRequestId,
      requestIndex: 0,
    }
  }
}

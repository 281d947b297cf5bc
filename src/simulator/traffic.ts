import type { MessageStep } from '../contract/index.ts'
import type { Channel, Kind } from './channel-models.ts'

/** A message of the simulated company, before anybody has heard of it. Empty string is "not stated". */
export interface SimulatedMessage {
  /** From 0, in order of planning. */
  readonly index: number
  readonly messageId: string
  readonly connectionId: string
  readonly provider: string
  readonly reporting: Reporting
  readonly createdMs: number
  readonly channel: Channel
  readonly kind: Kind
  readonly sender: string
  readonly recipient: string
  readonly recipientType: string
  readonly country: string
  readonly numberCountry: string
  readonly network: string
  readonly campaign: string
  readonly template: string
  readonly category: string
  readonly text: string
  /** SMS segments of the text; 0 on other channels. */
  readonly segments: number
  /** Provider's price of the whole message. */
  readonly costMicros: bigint | null
  readonly costCurrency: string
}

/**
 * How much a source tells. `full`: the canonical API, everything with its time. `seconds`: times in whole seconds,
 * attributes of the conversation only (Meta). `no-times`: the time of receipt stands in (Twilio).
 */
export type Reporting = 'full' | 'seconds' | 'no-times'

/** Something that happened to a message. */
export interface SimulatedEvent {
  readonly message: SimulatedMessage
  /** Place among the message's events; names the event within it. */
  readonly ordinal: number
  readonly step: MessageStep
  readonly timeMs: number
  /** 0 = the whole message. */
  readonly part: number
  readonly parts: number
  readonly errorCode: string
  readonly errorReason: string
  readonly url: string
  readonly machine: boolean
}

/** An event as it comes in: late, again, or in disorder. */
export interface Arrival {
  readonly event: SimulatedEvent
  readonly receivedAtMs: number
}

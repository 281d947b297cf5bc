import type { MessageStep } from '../contract/index.ts'

/** Connection id of events posted to the canonical API. */
export const apiConnectionId = '00000000-0000-0000-0000-000000000000'
/** Name of the canonical API in the log, where a provider's name stands otherwise. */
export const apiProvider = 'api'

/**
 * One row of the message log. Empty string is "not stated"; instants are epoch milliseconds.
 * Two rows with the same `companyId`, `messageKey` and `eventKey` are one event, received again.
 */
export interface MessageEvent {
  readonly companyId: string
  /** UUID-shaped hash of connection + provider's id + recipient (+ participant): names the message. */
  readonly messageKey: string
  /** UUID-shaped hash of what makes the event this one and no other: names the event within its message. */
  readonly eventKey: string
  readonly connectionId: string
  readonly provider: string
  readonly messageId: string
  readonly step: MessageStep
  /** Moment at the provider, or of receipt where the provider gives none (`timeSource`). */
  readonly timeMs: number
  readonly timeSource: 'provider' | 'receipt'
  readonly receivedAtMs: number
  readonly channel: string
  readonly sender: string
  /** Phone numbers as E.164 with a plus; other addresses as the provider writes them. */
  readonly recipient: string
  /** libphonenumber's number type (`MOBILE`, `FIXED_LINE`, …) or empty. */
  readonly recipientType: string
  /** ISO 3166-1 alpha-2 as stated by the sender of the event. */
  readonly country: string
  /** ISO 3166-1 alpha-2 derived from the recipient's number; a stated country goes before it. */
  readonly numberCountry: string
  /** MCC-MNC, as `262-01`. */
  readonly network: string
  readonly campaign: string
  readonly template: string
  readonly kind: string
  readonly category: string
  /** Parts charged as counted by the provider; 0 = not stated. */
  readonly segments: number
  /** Segments computed from the text; 0 = no text. */
  readonly computedSegments: number
  /** Part of the message that this event is about, from 1; 0 = the whole message. */
  readonly part: number
  /** Number of parts of the message; 0 = not stated. */
  readonly parts: number
  /** Provider's reported price in micro-units, null = not stated. */
  readonly costMicros: bigint | null
  readonly costCurrency: string
  readonly errorCode: string
  readonly errorReason: string
  readonly url: string
  /** Opened or clicked by a machine, not a person. */
  readonly machine: boolean
  readonly requestId: string
  /** Place of the event's item in the raw request. */
  readonly requestIndex: number
}

/** A request as it was received, for the archive. */
export interface RawRequest {
  readonly companyId: string
  /** UUID version 7. */
  readonly requestId: string
  readonly connectionId: string
  readonly provider: string
  readonly receivedAtMs: number
  readonly method: string
  /** Path with query. */
  readonly path: string
  /** The headers that matter (content type, signatures); never authorization. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

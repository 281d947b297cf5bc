import type { CallDirection } from '../contract/index.ts'

/**
 * One row of the call log: what a source says of a whole call once it is over. Empty string is "not stated"; instants are epoch
 * milliseconds. Two rows with the same `companyId`, `callKey` and `eventKey` are one event, received again.
 */
export interface CallEvent {
  readonly companyId: string
  /** UUID-shaped hash of connection + the source's id of the call: names the call. */
  readonly callKey: string
  /** UUID-shaped hash of what makes the event this one and no other: names the event within its call. */
  readonly eventKey: string
  readonly connectionId: string
  readonly provider: string
  readonly callId: string
  /** When the source said it, or of receipt where it does not say (`timeSource`): the latest statement of a call counts. */
  readonly timeMs: number
  readonly timeSource: 'provider' | 'receipt'
  readonly receivedAtMs: number
  readonly direction: CallDirection
  /** E.164 with a plus where a number is international; others, extensions too, as the source writes them. */
  readonly caller: string
  readonly callee: string
  /** ISO 3166-1 alpha-2, of the other party's number. */
  readonly country: string
  readonly startedAtMs: number
  /** Null: nobody took the call. */
  readonly answeredAtMs: number | null
  readonly endedAtMs: number
  readonly result: string
  readonly operatorId: string
  /** The source's reported price in micro-units, null = not stated. */
  readonly costMicros: bigint | null
  readonly costCurrency: string
  readonly requestId: string
  /** Place of the event's item in the raw request. */
  readonly requestIndex: number
}

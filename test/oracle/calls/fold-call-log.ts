import type { CallEvent } from '../../../src/facts/index.ts'

/** A call as the pages define it. */
export interface OracleCall {
  readonly callId: string
  readonly connectionId: string
  readonly direction: string
  readonly country: string
  readonly startedAtMs: number
  readonly answeredAtMs: number | null
  readonly endedAtMs: number
  readonly result: string
  readonly operator: string
  readonly cost: { readonly micros: bigint; readonly currency: string } | null
}

/** What was said last stands; an operator and a price stay until another one is said. */
export function foldCallLog(log: readonly CallEvent[]): readonly OracleCall[] {
  const byCall = Map.groupBy(log, (event) => event.callKey)
  return [...byCall.values()].map((events) => {
    let call: OracleCall | undefined
    for (const event of events.toSorted(bySaying)) {
      const { callId, connectionId, direction, country, startedAtMs, answeredAtMs, endedAtMs, result } = event
      const operator = event.operatorId || (call?.operator ?? '')
      const cost =
        event.costMicros === null
          ? (call?.cost ?? null)
          : { micros: event.costMicros, currency: event.costCurrency }
      call = {
        callId,
        connectionId,
        direction,
        country,
        startedAtMs,
        answeredAtMs,
        endedAtMs,
        result,
        operator,
        cost,
      }
    }
    if (!call) throw new Error('A call without events.')
    return call
  })
}

function bySaying(a: CallEvent, b: CallEvent): number {
  if (a.timeMs !== b.timeMs) return a.timeMs - b.timeMs
  return a.eventKey < b.eventKey ? -1 : 1
}

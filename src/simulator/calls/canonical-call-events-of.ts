import { toApiMoney } from '../../core/index.ts'
import type { CanonicalBatch, CanonicalEvent } from '../canonical-events-of.ts'
import { type CallTrafficOptions, type SimulatedCall, simulatedCalls } from './simulated-calls.ts'

/** Who posts the events: names them together with their ids. */
export const callSource = 'simulated-telephones'

/** What is told of a company's calls within a period, as CloudEvents to post, call by call in order of receipt. */
export function* canonicalCallEventsOf(
  options: CallTrafficOptions & { readonly currency: string },
): Generator<CanonicalBatch> {
  for (const call of simulatedCalls(options))
    yield { receivedAtMs: call.receivedAtMs, events: [toCanonicalCallEvent(call, options.currency)] }
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}

function toCanonicalCallEvent(call: SimulatedCall, currency: string): CanonicalEvent {
  return {
    specversion: '1.0',
    id: call.id,
    source: callSource,
    type: 'call.ended',
    time: instant(call.endedAtMs),
    data: {
      call_id: call.id,
      direction: call.direction,
      from: call.from,
      to: call.to,
      started_at: instant(call.startedAtMs),
      answered_at: call.answeredAtMs === null ? null : instant(call.answeredAtMs),
      ended_at: instant(call.endedAtMs),
      result: call.result,
      operator_id: call.operatorId || null,
      cost: call.costMicros === null ? null : toApiMoney({ amountMicros: BigInt(call.costMicros), currency }),
    },
  }
}

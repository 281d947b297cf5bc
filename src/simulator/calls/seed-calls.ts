import { apiConnectionId, type CallEvent, type Facts } from '../../facts/index.ts'
import { callKeyOf, eventKeyOf } from '../../ingest/index.ts'
import { callSource } from './canonical-call-events-of.ts'
import { type CallTrafficOptions, type SimulatedCall, simulatedCalls } from './simulated-calls.ts'

export interface CallSeedOptions extends CallTrafficOptions {
  readonly facts: Pick<Facts, 'importCallEvents'>
  readonly companyId: string
  readonly currency: string
}

const importBatchSize = 10_000

/** Writes simulated calls into a company's log; whoever folds the log makes facts of it. Answers how many. */
export async function seedCalls({
  facts,
  companyId,
  currency,
  ...traffic
}: CallSeedOptions): Promise<number> {
  let calls = 0
  let batch: CallEvent[] = []
  for (const call of simulatedCalls(traffic)) {
    batch.push(toCallEvent(call, { companyId, currency }))
    calls += 1
    if (batch.length < importBatchSize) continue
    await facts.importCallEvents(batch)
    batch = []
  }
  if (batch.length > 0) await facts.importCallEvents(batch)
  return calls
}

function toCallEvent(
  call: SimulatedCall,
  { companyId, currency }: { readonly companyId: string; readonly currency: string },
): CallEvent {
  return {
    companyId,
    // The same keys as ingestion gives: a call that is posted again is the one that was seeded.
    callKey: callKeyOf(apiConnectionId, [call.id]),
    eventKey: eventKeyOf([callSource, call.id]),
    connectionId: apiConnectionId,
    provider: 'api',
    callId: call.id,
    timeMs: call.endedAtMs,
    timeSource: 'provider',
    receivedAtMs: call.receivedAtMs,
    direction: call.direction,
    caller: call.from,
    callee: call.to,
    country: call.country,
    startedAtMs: call.startedAtMs,
    answeredAtMs: call.answeredAtMs,
    endedAtMs: call.endedAtMs,
    result: call.result,
    operatorId: call.operatorId,
    costMicros: call.costMicros === null ? null : BigInt(call.costMicros),
    costCurrency: call.costMicros === null ? '' : currency,
    requestId: apiConnectionId,
    requestIndex: 0,
  }
}

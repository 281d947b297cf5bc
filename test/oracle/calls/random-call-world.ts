import { apiConnectionId, type CallEvent } from '../../../src/facts/index.ts'
import { createRandom, type Random } from '../../../src/simulator/index.ts'

/** Moments at which clocks of some zone are set: days of 23, 23.5, 24.5 and 25 hours lie around them. */
const clockChanges = [
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:00:00Z',
  '2026-03-08T07:00:00Z',
  '2026-04-04T15:00:00Z',
  '2026-10-03T15:30:00Z',
].map((text) => Date.parse(text))

export const otherConnection = '0198c000-0000-7000-8000-000000000001'
const dayMs = 86_400_000

export interface CallWorld {
  readonly fromMs: number
  readonly toMs: number
  /** By call; without a company. */
  readonly log: readonly CallEvent[]
}

/** The log of a seed: always the same one. */
export function randomCallWorld(seed: number): CallWorld {
  const random = createRandom(`calls ${seed}`)
  const aroundMs = random.pick(clockChanges)
  const fromMs = aroundMs - 2 * dayMs - random.below(dayMs)
  const toMs = aroundMs + 2 * dayMs + random.below(dayMs)
  const calls = 1 + random.below(40)
  const log = Array.from({ length: calls }, (_, index) =>
    eventsOfCall(random, index, { fromMs, toMs }),
  ).flat()
  return { fromMs, toMs, log }
}

function eventsOfCall(
  random: Random,
  index: number,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): CallEvent[] {
  const hex = (digits: number): string => random.bits().toString(16).padStart(8, '0').slice(0, digits)
  const name = `${hex(8)}-${hex(4)}-8${hex(3)}-8${hex(3)}-${hex(8)}${hex(4)}`
  const connectionId = random.chance(0.7) ? apiConnectionId : otherConnection
  const statements = random.chance(0.7) ? 1 : 1 + random.below(4)
  // Some start outside of the period, at its edges, or at a full hour.
  const aboutMs = fromMs - dayMs / 4 + random.below(toMs - fromMs + dayMs / 2)
  return Array.from({ length: statements }, () => {
    const startedAtMs = random.chance(0.1)
      ? Math.floor(aboutMs / 3_600_000) * 3_600_000
      : aboutMs + random.below(3_600_000)
    const waitMs = random.below(90_000)
    const talkMs = random.chance(0.2) ? 0 : random.below(1_200_000)
    const result = random.pick([
      'answered',
      'answered',
      'answered',
      'no_answer',
      'busy',
      'failed',
      'voicemail',
      'parked',
    ])
    const hasAnswer = result === 'answered' || (result === 'voicemail' && random.chance(0.5))
    const costMicros = random.chance(0.5) ? BigInt(random.below(3_000_000)) : null
    const timeMs = startedAtMs + 3_600_000 + random.below(3)
    return {
      companyId: '',
      callKey: name,
      eventKey: `${hex(8)}-${hex(4)}-8${hex(3)}-8${hex(3)}-${hex(8)}${hex(4)}`,
      connectionId,
      provider: 'api',
      callId: `call-${index}`,
      timeMs: random.chance(0.5) ? timeMs : toMs,
      timeSource: 'provider' as const,
      receivedAtMs: toMs + random.below(1_000_000),
      direction: random.pick(['inbound', 'outbound', 'internal'] as const),
      caller: random.pick(['', '+4930901820', '101']),
      callee: random.pick(['', '+4915112345678', '102']),
      country: random.pick(['', 'DE', 'US']),
      startedAtMs,
      answeredAtMs: hasAnswer ? startedAtMs + waitMs : null,
      endedAtMs: startedAtMs + waitMs + talkMs,
      result,
      operatorId: random.pick(['', 'anna', 'bob']),
      costMicros,
      costCurrency: costMicros === null ? '' : random.pick(['EUR', 'EUR', 'USD']),
      requestId: apiConnectionId,
      requestIndex: 0,
    }
  })
}

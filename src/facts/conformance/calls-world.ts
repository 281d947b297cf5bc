import * as fc from 'fast-check'
import { blankCallEvent } from '../call-event.fixture.ts'
import type { CallEvent } from '../call-event.ts'
import type { Facts } from '../facts.ts'
import { keyOf, startMs } from './world.ts'

export type CallSketch = Partial<CallEvent> & {
  /** Minutes after the start at which the source says it. */
  readonly saidAt: number
  /** Minutes after the start. */
  readonly from: number
  readonly seconds?: number
}

const minuteMs = 60_000

/** The event of a sketch; without an `eventKey` of its own it is named by its place in the list. */
export function callEventOf(companyId: string, call: string, index: number, wish: CallSketch): CallEvent {
  const { saidAt, from, seconds = 60, ...rest } = wish
  const startedAtMs = startMs + from * minuteMs
  return {
    ...blankCallEvent,
    companyId,
    callKey: keyOf('call', call),
    eventKey: keyOf('event', call, index),
    callId: call,
    timeMs: startMs + saidAt * minuteMs,
    receivedAtMs: startMs + saidAt * minuteMs + 1_000 + index,
    startedAtMs,
    endedAtMs: startedAtMs + seconds * 1_000,
    requestIndex: index,
    ...rest,
  }
}

const week = 7 * 24 * 60
const text = fc.constantFrom('', 'anna', "it's", 'a\tb\\n', '\\N', 'ü😀')

/** One to four statements about a call; some are said at the same moment. */
export const anyCallLog: fc.Arbitrary<readonly CallSketch[]> = fc.array(
  fc
    .record({
      saidAt: fc.integer({ min: 0, max: 3 }),
      from: fc.constantFrom(0, 1, 59, 60, -60, -week, 3 * week),
      seconds: fc.integer({ min: 0, max: 4_000 }),
      wait: fc.option(fc.integer({ min: 0, max: 60 })),
      direction: fc.constantFrom('inbound', 'outbound', 'internal'),
      result: fc.constantFrom('answered', 'no_answer', 'busy', 'parked'),
      caller: text,
      callee: text,
      operatorId: text,
      country: fc.constantFrom('', 'DE', 'RU'),
      costMicros: fc.option(fc.bigInt({ min: 0n, max: 10_000_000n })),
    })
    .map(({ wait, ...sketch }): CallSketch => {
      const startedAtMs = startMs + sketch.from * minuteMs
      return {
        ...sketch,
        costCurrency: sketch.costMicros === null ? '' : 'EUR',
        answeredAtMs: wait === null ? null : startedAtMs + Math.min(wait, sketch.seconds) * 1_000,
      }
    }),
  { minLength: 1, maxLength: 4 },
)

/** What the facts of a call must say, apart from its version: worked out from its events, each given once. */
export function expectedCall(events: readonly CallEvent[]): Readonly<Record<string, unknown>> {
  const inOrder = events.toSorted((a, b) => a.timeMs - b.timeMs || (a.eventKey < b.eventKey ? -1 : 1))
  const latest = inOrder.at(-1)
  if (!latest) throw new Error('A call has at least one event.')
  const operator = inOrder.findLast(({ operatorId }) => operatorId !== '')
  const priced = inOrder.findLast(({ costMicros }) => costMicros !== null)
  const received = events.map(({ receivedAtMs }) => receivedAtMs)
  return {
    company_id: latest.companyId,
    started_hour: instantText(Math.floor(latest.startedAtMs / 3_600_000) * 3_600_000).slice(0, 19),
    call_key: latest.callKey,
    is_deleted: 0,
    call_id: latest.callId,
    connection_id: latest.connectionId,
    provider: latest.provider,
    direction: latest.direction,
    caller: latest.caller,
    callee: latest.callee,
    country: latest.country,
    started_at: instantText(latest.startedAtMs),
    answered_at: latest.answeredAtMs === null ? null : instantText(latest.answeredAtMs),
    ended_at: instantText(latest.endedAtMs),
    result: latest.result,
    operator_id: operator?.operatorId ?? '',
    cost: priced ? Number(priced.costMicros) / 1_000_000 : null,
    cost_currency: priced?.costCurrency ?? '',
    event_count: events.length,
    first_received_at: instantText(Math.min(...received)),
    last_received_at: instantText(Math.max(...received)),
  }
}

function instantText(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').replace('Z', '')
}

/** A row of `calls`, as the door gives it. */
export type CallRow = Readonly<Record<string, unknown>>

/** Facts of a company by call id, apart from `version`. */
export async function factsByCall(facts: Facts, companyId: string): Promise<ReadonlyMap<string, CallRow>> {
  const { rows } = await facts.forCompany(companyId).query<CallRow>({
    sql: (from) => `SELECT * EXCEPT (version) FROM ${from.calls} ORDER BY call_id, started_hour`,
  })
  const byCall = new Map(
    rows.map((row) => [
      String(row['call_id']),
      { ...row, cost: row['cost'] === null ? null : Number(row['cost']) },
    ]),
  )
  if (byCall.size !== rows.length) throw new Error('A call has two rows of facts.')
  return byCall
}

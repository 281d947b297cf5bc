import { type CallCard, chargeStates, unratedReasons } from '../../contract/index.ts'
import { fail, formatInstant, isUuid, ok, parseTimeZone, type Result } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import type { CardFailure } from '../items/read-card.ts'
import { toApiAmount } from '../items/to-api-item.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import { type CallRow, callSelectList, toApiCallItem } from './listed-calls.ts'

/** Statements shown of one call, the latest. */
const maxTimelineEntries = 200

type CardRow = CallRow & { readonly provider: string; readonly hour_s: number | string }

type EventRow = CallRow & {
  readonly event_key: string
  readonly time_ms: number | string
  readonly time_source: 'provider' | 'receipt'
  readonly received_at_ms: number | string
  readonly provider: string
  readonly request_id: string
  readonly request_index: number
}

interface ChargeRow {
  readonly state: string
  readonly reason: string
  readonly amount: string
  readonly currency: string
  readonly quantity: number
}

/** `GET /api/v1/calls/{id}`: a call with what it costs, and the events it follows from. */
export async function readCallCard(
  facts: CompanyFacts,
  id: string,
  context: PlanContext,
  options: { readonly timeZone?: string | undefined },
): Promise<Result<CallCard, CardFailure>> {
  const zone = parseTimeZone(options.timeZone ?? context.company.time_zone)
  if (!zone.ok) return zone
  const notFound = fail('not_found', 'There is no such call.')
  if (!isUuid(id)) return notFound
  const events = await readEvents(facts, id)
  const row = await readCall(facts, id, events)
  if (!row) return notFound
  const charge = await readCharge(facts, id, Number(row.hour_s))
  return ok({
    ...toApiCallItem(row, zone.value),
    provider: row.provider,
    charge: charge === undefined ? null : toApiCharge(charge),
    timeline: events.map((event) => toApiEntry(event, zone.value)),
  })
}

/** In the order in which they count (decision 0024). */
async function readEvents(facts: CompanyFacts, id: string): Promise<readonly EventRow[]> {
  const { rows } = await facts.query<EventRow>({
    sql: (from) => `SELECT
  ${callSelectList},
  event_key, time_source, provider, request_id, request_index,
  toUnixTimestamp64Milli(time) AS time_ms,
  toUnixTimestamp64Milli(received_at) AS received_at_ms
FROM ${from.callLog}
WHERE call_key = {call_key:UUID}
ORDER BY time DESC, toString(event_key) DESC
LIMIT ${maxTimelineEntries}`,
    params: { call_key: id },
  })
  return rows.toReversed()
}

/** A call stands in the hour of a start that one of its events states; with it the engine finds the call. */
async function readCall(
  facts: CompanyFacts,
  id: string,
  events: readonly EventRow[],
): Promise<CardRow | undefined> {
  const hours = new Set(events.map(({ started_ms }) => Math.floor(Number(started_ms) / 3_600_000) * 3_600))
  const { rows } = await facts.query<CardRow>({
    sql: (from) => `SELECT
  ${callSelectList},
  provider, toUnixTimestamp(started_hour) AS hour_s
FROM ${from.calls}
WHERE call_key = {call_key:UUID} AND started_hour IN {hours:Array(DateTime('UTC'))}
LIMIT 1`,
    params: { call_key: id, hours: [...hours] },
  })
  return rows[0]
}

async function readCharge(facts: CompanyFacts, id: string, hourS: number): Promise<ChargeRow | undefined> {
  const { rows } = await facts.query<ChargeRow>({
    sql: (
      from,
    ) => `SELECT charge_state AS state, charge_reason AS reason, toString(charge) AS amount, charge_currency AS currency,
  charge_quantity AS quantity
FROM ${from.callCharges}
WHERE created_hour = toDateTime({hour:UInt32}, 'UTC') AND call_key = {call_key:UUID}
LIMIT 1`,
    params: { call_key: id, hour: hourS },
  })
  return rows[0]
}

function toApiCharge({ state, reason, amount, currency, quantity }: ChargeRow): CallCard['charge'] {
  const isCharged = state === 'charged'
  return {
    state: chargeStates.find((each) => each === state) ?? 'none',
    amount: isCharged ? toApiAmount(amount, currency) : null,
    quantity,
    unrated_reason: unratedReasons.find((each) => each === reason) ?? null,
  }
}

function toApiEntry(event: EventRow, zone: string): CallCard['timeline'][number] {
  const { id: _, call_id: _callId, connection: _connection, ...said } = toApiCallItem(event, zone)
  return {
    ...said,
    event_id: event.event_key,
    time: formatInstant(Number(event.time_ms), zone),
    time_source: event.time_source,
    received_at: formatInstant(Number(event.received_at_ms), zone),
    provider: event.provider,
    request_id: event.request_id,
    request_index: event.request_index,
  }
}

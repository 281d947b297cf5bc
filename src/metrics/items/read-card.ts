import {
  type MessageCard,
  type MessageItem,
  type MessageStep,
  messageSteps,
  type PriceReason,
} from '../../contract/index.ts'
import {
  type Failure,
  fail,
  formatInstant,
  fromApiMoney,
  hourMs,
  isUuid,
  ok,
  parseTimeZone,
  type Result,
} from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import { statusNowAliases } from '../plan/timed-out-sql.ts'
import { type MessageRow, messageSelectList } from './message-columns.ts'
import { known, toApiError, toApiInstant, toApiItem } from './to-api-item.ts'

type TimelineEntry = MessageCard['timeline'][number]

interface EventRow {
  readonly event_key: string
  readonly step: string
  readonly time_ms: number | string
  readonly time_source: 'provider' | 'receipt'
  readonly received_at_ms: number | string
  readonly provider: string
  readonly part: number
  readonly error_code: string
  readonly error_reason: string
  readonly url: string
  readonly machine: number
  readonly request_id: string
  readonly request_index: number
}

/** Steps shown of one message, the earliest; providers were seen telling dozens of one message, never thousands. */
const maxTimelineEntries = 1_000

/** Says which rate of which price list a charge follows; null where it cannot be told. */
export type ExplainCharge = (
  companyId: string,
  charge: { readonly rateKey: string; readonly quantity: number; readonly amountMicros: bigint },
) => Promise<PriceReason | null>

export type CardFailure = Failure<'not_found' | 'invalid_time_zone'>

/** `GET /api/v1/messages/{id}`: a message with everything known of it, and the events it follows from. */
export async function readCard(
  facts: CompanyFacts,
  id: string,
  context: PlanContext,
  options: { readonly timeZone?: string | undefined; readonly explainCharge: ExplainCharge },
): Promise<Result<MessageCard, CardFailure>> {
  const asked = parseTimeZone(options.timeZone ?? context.company.time_zone)
  if (!asked.ok) return asked
  const zone = asked.value
  const notFound = fail('not_found', 'There is no such message.')
  if (!isUuid(id)) return notFound
  const [events, creation] = await Promise.all([readEvents(facts, id), readCreation(facts, id)])
  const timesMs = [...creation, ...events.map(({ time_ms }) => Number(time_ms))]
  const row = await readMessage(facts, id, timesMs, context)
  if (!row) return notFound
  const item = toApiItem(row, zone)
  return ok({
    ...item,
    ...cardDetails(row, zone),
    charge: item.charge && {
      ...item.charge,
      reason: await reasonOf(row, context.company.id, options.explainCharge),
    },
    timeline: events.map((event) => toApiEntry(event, zone)),
  })
}

async function reasonOf(
  row: MessageRow,
  companyId: string,
  explainCharge: ExplainCharge,
): Promise<PriceReason | null> {
  if (row.charge_rate === '') return null
  const amount = fromApiMoney({ amount: row.charge_amount, currency: row.charge_currency })
  if (!amount.ok) return null
  const { amountMicros } = amount.value
  return await explainCharge(companyId, {
    rateKey: row.charge_rate,
    quantity: row.charge_quantity,
    amountMicros,
  })
}

/** In the order of their moments; of one moment in the order of receipt. */
async function readEvents(facts: CompanyFacts, id: string): Promise<EventRow[]> {
  const { rows } = await facts.query<EventRow>({
    sql: (from) => `SELECT
  event_key, step, time_source, provider, part, error_code, error_reason, url, machine, request_id, request_index,
  toUnixTimestamp64Milli(time) AS time_ms,
  toUnixTimestamp64Milli(received_at) AS received_at_ms
FROM ${from.messageLog}
WHERE message_key = {message_key:UUID}
ORDER BY time, received_at, event_key
LIMIT ${maxTimelineEntries}`,
    params: { message_key: id },
  })
  return rows
}

/** The moments that a message can be created at, of all its events: the earliest one, and the earliest `accepted` one. */
async function readCreation(facts: CompanyFacts, id: string): Promise<readonly number[]> {
  const { rows } = await facts.query<{ first_ms: number | string; accepted_ms: number | string | null }>({
    sql: (from) => `SELECT
  toUnixTimestamp64Milli(min(time)) AS first_ms,
  toUnixTimestamp64Milli(minOrNullIf(time, step = 'accepted')) AS accepted_ms
FROM ${from.messageLog}
WHERE message_key = {message_key:UUID}
GROUP BY message_key`,
    params: { message_key: id },
  })
  return rows.flatMap(({ first_ms, accepted_ms }) => [Number(first_ms), Number(accepted_ms ?? first_ms)])
}

/**
 * A message was created at the moment of one of its events, so its place in the facts is one of their hours: with
 * them the engine finds it by the sorting key. The hours of the timeline are asked too: the facts may not have heard
 * of the latest event yet.
 */
async function readMessage(
  facts: CompanyFacts,
  id: string,
  timesMs: readonly number[],
  { asOfMs, timeOuts }: PlanContext,
): Promise<MessageRow | undefined> {
  const hours = [...new Set(timesMs.map((timeMs) => Math.floor(timeMs / hourMs) * hourMs))]
  if (hours.length === 0) return undefined
  const period = { fromMs: Math.min(...hours), toMs: Math.max(...hours) + hourMs }
  const aliases = statusNowAliases(period, asOfMs, timeOuts)
  const { rows } = await facts.query<MessageRow>({
    sql: (from) => `WITH
  ${aliases.map(({ sql }) => sql).join(',\n  ')}
SELECT
  ${messageSelectList}
FROM ${from.messages}
WHERE message_key = {message_key:UUID}
  AND created_hour IN {hours:Array(DateTime('UTC'))}
LIMIT 1`,
    params: Object.assign(
      { message_key: id, hours: hours.map((hour) => hour / 1000) },
      ...aliases.map(({ params }) => params),
    ),
  })
  return rows[0]
}

function cardDetails(row: MessageRow, zone: string): Omit<MessageCard, keyof MessageItem | 'timeline'> {
  return {
    category: known(row.category),
    parts: row.parts === 0 ? null : row.parts,
    recipient_type: known(row.recipient_type),
    clicked_at: toApiInstant(row.clicked_at_ms, zone),
    replied_at: toApiInstant(row.replied_at_ms, zone),
    unsubscribed_at: toApiInstant(row.unsubscribed_at_ms, zone),
    complained_at: toApiInstant(row.complained_at_ms, zone),
    machine_opened_at: toApiInstant(row.machine_opened_at_ms, zone),
  }
}

function toApiEntry(event: EventRow, zone: string): TimelineEntry {
  return {
    event_id: event.event_key,
    step: toStep(event.step),
    time: formatInstant(Number(event.time_ms), zone),
    time_source: event.time_source,
    received_at: formatInstant(Number(event.received_at_ms), zone),
    provider: event.provider,
    part: event.part === 0 ? null : event.part,
    error: toApiError(event.error_code, event.error_reason),
    url: known(event.url),
    machine: event.machine === 1,
    request_id: event.request_id,
    request_index: event.request_index,
  }
}

function toStep(word: string): MessageStep {
  const step = messageSteps.find((candidate) => candidate === word)
  if (!step) throw new Error(`The log holds a step that nobody knows: ${word}.`)
  return step
}

import { type ChatCard, chatAuthors, chatOpeners, chatSteps } from '../../../contract/index.ts'
import { fail, formatInstant, isUuid, ok, parseTimeZone, type Result } from '../../../core/index.ts'
import type { CompanyFacts } from '../../../facts/index.ts'
import type { CardFailure } from '../../items/read-card.ts'
import { known } from '../../items/to-api-item.ts'
import type { PlanContext } from '../../plan/plan-query.ts'
import { type ChatCardRow, chatCardSelectList } from './chat-card-columns.ts'
import { toApiChatCard, wordOf } from './to-chat-card.ts'
import { toCloser } from './to-chat-item.ts'

/** Events shown of one chat, the earliest. */
const maxTimelineEntries = 1_000
/** Hours in which the events of one chat are looked for: one of them is that of its opening. */
const maxHours = 10_000

interface EventRow {
  readonly event_key: string
  readonly step: string
  readonly time_ms: number | string
  readonly time_source: 'provider' | 'receipt'
  readonly received_at_ms: number | string
  readonly provider: string
  readonly group_id: string
  readonly operator_id: string
  readonly author: string
  readonly is_public: number
  readonly message_id: string
  readonly opened_by: string
  readonly closed_by: string
  readonly score: number
  readonly comment: string
  readonly tags: readonly string[]
  readonly request_id: string
  readonly request_index: number
}

/** `GET /api/v1/chats/{id}`: a chat with everything known of it, and the events it follows from. */
export async function readChatCard(
  facts: CompanyFacts,
  id: string,
  context: PlanContext,
  options: { readonly timeZone?: string | undefined },
): Promise<Result<ChatCard, CardFailure>> {
  const zone = parseTimeZone(options.timeZone ?? context.company.time_zone)
  if (!zone.ok) return zone
  const notFound = fail('not_found', 'There is no such chat.')
  if (!isUuid(id)) return notFound
  const [events, hours] = await Promise.all([readEvents(facts, id), readHours(facts, id)])
  const row = await readChat(facts, id, hours)
  if (!row) return notFound
  return ok({
    ...toApiChatCard(row, zone.value),
    timeline: events.slice(0, maxTimelineEntries).map((event) => toApiEntry(event, zone.value)),
    timeline_truncated: events.length > maxTimelineEntries,
  })
}

/** The events in the order in which they are folded (decision 0019). */
async function readEvents(facts: CompanyFacts, id: string): Promise<readonly EventRow[]> {
  const { rows } = await facts.query<EventRow>({
    sql: (from) => `SELECT
  event_key, step, time_source, provider, group_id, operator_id, author, is_public, message_id, opened_by, closed_by,
  score, comment, tags, request_id, request_index,
  toUnixTimestamp64Milli(time) AS time_ms,
  toUnixTimestamp64Milli(received_at) AS received_at_ms
FROM ${from.chatLog}
WHERE chat_key = {chat_key:UUID}
ORDER BY time, step, author != 'customer', event_key
LIMIT ${maxTimelineEntries + 1}`,
    params: { chat_key: id },
  })
  return rows
}

/** A chat is opened at the moment of one of its events. */
async function readHours(facts: CompanyFacts, id: string): Promise<readonly number[]> {
  const { rows } = await facts.query<{ hour: number }>({
    sql: (from) => `SELECT DISTINCT intDiv(toUnixTimestamp(time), 3600) * 3600 AS hour
FROM ${from.chatLog}
WHERE chat_key = {chat_key:UUID}
ORDER BY hour
LIMIT ${maxHours}`,
    params: { chat_key: id },
  })
  return rows.map(({ hour }) => Number(hour))
}

/** The hour of opening is in the sorting key: with it the engine finds the chat. */
async function readChat(
  facts: CompanyFacts,
  id: string,
  hours: readonly number[],
): Promise<ChatCardRow | undefined> {
  const { rows } = await facts.query<ChatCardRow>({
    sql: (from) => `SELECT
  ${chatCardSelectList}
FROM ${from.chats}
WHERE chat_key = {chat_key:UUID}
  AND opened_hour IN {hours:Array(DateTime('UTC'))}
LIMIT 1`,
    params: { chat_key: id, hours },
  })
  return rows[0]
}

function toApiEntry(event: EventRow, zone: string): ChatCard['timeline'][number] {
  return {
    event_id: event.event_key,
    step: wordOf(chatSteps, event.step),
    time: formatInstant(Number(event.time_ms), zone),
    time_source: event.time_source,
    received_at: formatInstant(Number(event.received_at_ms), zone),
    provider: event.provider,
    group: known(event.group_id),
    operator: known(event.operator_id),
    author: event.author === '' ? null : wordOf(chatAuthors, event.author),
    public: event.is_public === 1,
    message_id: known(event.message_id),
    opened_by: event.opened_by === '' ? null : wordOf(chatOpeners, event.opened_by),
    close_by: toCloser(event.closed_by),
    score: event.score === 0 ? null : event.score,
    comment: known(event.comment),
    tags: [...event.tags],
    request_id: event.request_id,
    request_index: event.request_index,
  }
}

import type { ChatEvent } from '../chats/index.ts'
import { hourMs } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import type { HookConnection } from './accept-hook.ts'
import { type ChatReport, fromChatReport } from './provider-chat-event.ts'

export interface QuietDependencies {
  readonly facts: Pick<Facts, 'forCompany' | 'importChatEvents'>
  readonly nowMs: number
}

/** Of one run; the next one goes on. */
const maxChats = 5_000
/** What was written in a chat closed so long ago is not looked for any more. */
const lookBackMs = 90 * 24 * hourMs
/** No request is behind what nobody said. */
const noRequestId = '00000000-0000-0000-0000-000000000000'

interface QuietRow {
  readonly chat_id: string
  readonly last_ms: string
}

interface AwakeRow {
  readonly chat_id: string
  readonly written_ms: string
  readonly author: 'customer' | 'operator' | 'bot'
}

/**
 * Chats of a messenger that knows no end: closed by time-out so many hours after their last public message, and reopened by the next
 * one. Both become events of the log like any other, named by the message that they follow from, so that they are the same ones when
 * it is done again. Answers how many; 0 for a connection without `close_after_hours`.
 */
export async function closeQuietChats(
  { facts, nowMs }: QuietDependencies,
  connection: HookConnection,
): Promise<number> {
  const hours = Number(connection.settings.close_after_hours ?? '')
  if (!Number.isInteger(hours) || hours < 1) return 0
  const quietMs = hours * hourMs
  const company = facts.forCompany(connection.companyId)
  const shared = { connectionId: connection.id, limit: maxChats }
  const { rows: quiet } = await company.query<QuietRow>({
    sql: (from) => `
      SELECT chat_id, toString(toUnixTimestamp64Milli(arrayMax(message_at))) AS last_ms
      FROM ${from.chats}
      WHERE connection_id = {connectionId:UUID} AND is_open AND notEmpty(message_at)
        AND arrayMax(message_at) <= fromUnixTimestamp64Milli({before:Int64}, 'UTC')
      ORDER BY chat_key LIMIT {limit:UInt32}`,
    params: { ...shared, before: nowMs - quietMs },
  })
  const { rows: awake } = await company.query<AwakeRow>({
    sql: (from) => `
      SELECT chat_id, toString(toUnixTimestamp64Milli(message_at[place])) AS written_ms, message_author[place] AS author,
        arrayFirstIndex(at -> at > closed_at, message_at) AS place
      FROM ${from.chats}
      WHERE connection_id = {connectionId:UUID} AND NOT is_open AND place > 0
        AND last_event_at > fromUnixTimestamp64Milli({since:Int64}, 'UTC')
      ORDER BY chat_key LIMIT {limit:UInt32}`,
    params: { ...shared, since: nowMs - lookBackMs },
  })
  const events = [
    ...quiet.map(({ chat_id, last_ms }) => eventOf(connection, nowMs, closingOf(chat_id, last_ms, quietMs))),
    ...awake.map((row) => eventOf(connection, nowMs, reopeningOf(row))),
  ]
  if (events.length > 0) await facts.importChatEvents(events)
  return events.length
}

function closingOf(chatId: string, lastMs: string, quietMs: number): ChatReport {
  const providerTimeMs = Number(lastMs) + quietMs
  return {
    chatId,
    step: 'closed',
    identity: ['quiet', lastMs],
    providerTimeMs,
    requestIndex: 0,
    by: 'timeout',
  }
}

/** At the moment of the message: of events of one moment a reopening goes first. */
function reopeningOf({ chat_id, written_ms, author }: AwakeRow): ChatReport {
  return {
    chatId: chat_id,
    step: 'reopened',
    identity: ['written', written_ms],
    providerTimeMs: Number(written_ms),
    requestIndex: 0,
    by: author,
  }
}

function eventOf(connection: HookConnection, nowMs: number, report: ChatReport): ChatEvent {
  const { companyId, id: connectionId, settings, provider } = connection
  const context = { companyId, connectionId, settings, requestId: noRequestId, receivedAtMs: nowMs }
  return fromChatReport(provider, report, context)
}

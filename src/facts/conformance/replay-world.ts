import * as fc from 'fast-check'
import { blankChatEvent } from '../../chats/chat-event.fixture.ts'
import type { ChatEvent } from '../../chats/index.ts'
import { uuidV7 } from '../../core/index.ts'
import type { CallEvent } from '../call-event.ts'
import type { Facts } from '../facts.ts'
import { apiConnectionId, type MessageEvent, type RawRequest } from '../message-event.ts'
import type { ArchiveReader, ReadEvents } from '../replay/replay.ts'
import { callEventOf } from './calls-world.ts'
import { eventOf, keyOf, minuteMs, startMs } from './world.ts'

/** What an adapter of before made of an item, and what one of today makes of it. */
const fates = ['same', 'gone', 'new', 'changed', 'renamed', 'moved'] as const

/** One thing that a request of these tests tells. */
export interface Told {
  readonly of: 'message' | 'chat' | 'call'
  readonly item: number
  readonly name: number
  readonly step: 'accepted' | 'sent' | 'delivered' | 'read'
  readonly fate: (typeof fates)[number]
}

const anyTold: fc.Arbitrary<Told> = fc.record({
  of: fc.constantFrom('message', 'message', 'chat', 'call'),
  item: fc.integer({ min: 0, max: 5 }),
  name: fc.integer({ min: 0, max: 5 }),
  step: fc.constantFrom('accepted', 'sent', 'delivered', 'read'),
  fate: fc.constantFrom(...fates),
})

/**
 * Requests in the order in which they come; names repeat across them, and may then say something else. Within one they do not: which
 * of two contradictions of one moment counts is up to their text, the company's id included.
 */
export const anyTelling: fc.Arbitrary<readonly (readonly Told[])[]> = fc.array(
  fc.uniqueArray(anyTold, { maxLength: 6, selector: ({ of, item, name }) => `${of} ${item} ${name}` }),
  { minLength: 1, maxLength: 12 },
)

/** A request that tells these things, received `minutes` after the start. */
export function requestThatTells(companyId: string, told: readonly Told[], minutes: number): RawRequest {
  const receivedAtMs = startMs + minutes * minuteMs
  return {
    companyId,
    requestId: uuidV7(receivedAtMs),
    connectionId: apiConnectionId,
    provider: 'api',
    receivedAtMs,
    method: 'POST',
    path: '/api/v1/events',
    headers: {},
    body: Buffer.from(JSON.stringify(told)),
  }
}

/** The adapter of before, or of today. */
export function readTold(request: RawRequest, isToday: boolean): ReadEvents {
  const told = JSON.parse(Buffer.from(request.body).toString()) as readonly Told[]
  const absent = isToday ? 'gone' : 'new'
  const events: MessageEvent[] = []
  const chatEvents: ChatEvent[] = []
  const callEvents: CallEvent[] = []
  for (const [index, item] of told.entries()) {
    if (item.fate === absent) continue
    if (item.of === 'message') events.push(messageEventOf(request, item, index, isToday))
    else if (item.of === 'chat') chatEvents.push(chatEventOf(request, item, index, isToday))
    else callEvents.push(toldCallEvent(request, item, index, isToday))
  }
  return { events, chatEvents, callEvents }
}

export const readToday: ArchiveReader = (request) => Promise.resolve(readTold(request, true))

function messageEventOf(request: RawRequest, told: Told, index: number, isToday: boolean): MessageEvent {
  const { companyId, requestId, receivedAtMs } = request
  const message = isToday && told.fate === 'moved' ? `m${told.item}-moved` : `m${told.item}`
  const name = isToday && told.fate === 'renamed' ? `${told.name}-renamed` : told.name
  return {
    ...eventOf(companyId, message, index, { step: told.step, minutes: told.name * 70 }),
    eventKey: keyOf('told', message, name),
    receivedAtMs,
    requestId,
    sender: isToday && told.fate === 'changed' ? 'today' : 'before',
  }
}

function chatEventOf(request: RawRequest, told: Told, index: number, isToday: boolean): ChatEvent {
  const { companyId, requestId, receivedAtMs } = request
  const chat = isToday && told.fate === 'moved' ? `c${told.item}-moved` : `c${told.item}`
  const name = isToday && told.fate === 'renamed' ? `${told.name}-renamed` : told.name
  return {
    ...blankChatEvent,
    companyId,
    chatKey: keyOf('chat', chat),
    eventKey: keyOf('said', chat, name),
    chatId: chat,
    step: 'message',
    author: isToday && told.fate === 'changed' ? 'operator' : 'customer',
    messageId: `said-${name}`,
    timeMs: startMs + told.name * 70 * minuteMs,
    receivedAtMs,
    requestId,
    requestIndex: index,
  }
}

function toldCallEvent(request: RawRequest, told: Told, index: number, isToday: boolean): CallEvent {
  const { companyId, requestId, receivedAtMs } = request
  const call = isToday && told.fate === 'moved' ? `${told.item}-moved` : `${told.item}`
  const name = isToday && told.fate === 'renamed' ? `${told.name}-renamed` : told.name
  const from = told.name * 70
  return callEventOf(companyId, call, index, {
    saidAt: from,
    from,
    result: 'answered',
    answeredAtMs: startMs + from * minuteMs + 5_000,
    callee: isToday && told.fate === 'changed' ? 'today' : 'before',
    eventKey: keyOf('call said', call, name),
    receivedAtMs,
    requestId,
  })
}

type Row = Readonly<Record<string, unknown>>

/** All that a company has: its logs and all kinds of facts, row by row, without what only names the writing of a row. */
export async function allOf(
  facts: Facts,
  companyId: string,
): Promise<Readonly<Record<string, readonly Row[]>>> {
  const company = facts.forCompany(companyId)
  const rowsOf = async (sql: Parameters<typeof company.query>[0]['sql']) =>
    (await company.query<Row>({ sql })).rows
  const apart = 'company_id, batch_id, precedence'
  return {
    messageLog: await rowsOf(
      (from) => `SELECT * EXCEPT (${apart}) FROM ${from.messageLog} ORDER BY message_key, event_key`,
    ),
    chatLog: await rowsOf(
      (from) => `SELECT * EXCEPT (${apart}) FROM ${from.chatLog} ORDER BY chat_key, event_key`,
    ),
    messages: await rowsOf(
      (from) =>
        `SELECT * EXCEPT (company_id, version) FROM ${from.messages} ORDER BY message_key, created_hour`,
    ),
    chats: await rowsOf(
      (from) => `SELECT * EXCEPT (company_id, version) FROM ${from.chats} ORDER BY chat_key, opened_hour`,
    ),
    callLog: await rowsOf(
      (from) => `SELECT * EXCEPT (${apart}) FROM ${from.callLog} ORDER BY call_key, event_key`,
    ),
    calls: await rowsOf(
      (from) => `SELECT * EXCEPT (company_id, version) FROM ${from.calls} ORDER BY call_key, started_hour`,
    ),
    callCharges: await rowsOf((from) => `SELECT * FROM ${from.callCharges} ORDER BY call_key`),
    chatCharges: await rowsOf(
      (from) => `SELECT * FROM ${from.chatCharges} ORDER BY created_at, kind, charge`,
    ),
  }
}

import { createHash, randomUUID } from 'node:crypto'
import type { Facts } from '../facts.ts'
import { blankMessageEvent } from '../message-event.fixture.ts'
import { apiConnectionId, type MessageEvent, type RawRequest } from '../message-event.ts'

/** A Monday, so that going back an hour or a week leaves the ISO week. */
export const startMs = Date.UTC(2026, 2, 2, 10, 0, 0)

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const weekMs = 7 * 24 * hourMs

/** Instant `minutes` after the start, as the store writes it. */
export function instantText(minutes: number): string {
  return new Date(startMs + minutes * minuteMs).toISOString().replace('T', ' ').replace('Z', '')
}

/** What a test says about an event: its step, its time in minutes after the start, and what differs from a plain SMS. */
export type EventSketch = Partial<MessageEvent> & Pick<MessageEvent, 'step'> & { readonly minutes: number }

export function sketch(
  step: MessageEvent['step'],
  minutes: number,
  rest: Partial<MessageEvent> = {},
): EventSketch {
  return { step, minutes, ...rest }
}

/** A UUID-shaped name, the same for the same words. */
export function keyOf(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('|')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

/** The event of a sketch; without an `eventKey` of its own it is named by its place in the list. */
export function eventOf(companyId: string, message: string, index: number, wish: EventSketch): MessageEvent {
  const { minutes, ...rest } = wish
  return {
    ...blankMessageEvent,
    companyId,
    messageKey: keyOf('message', message),
    eventKey: keyOf('event', message, index),
    messageId: message,
    timeMs: startMs + minutes * minuteMs,
    receivedAtMs: startMs + minutes * minuteMs + 1_000,
    requestIndex: index,
    ...rest,
  }
}

export function eventsOf(companyId: string, message: string, wishes: readonly EventSketch[]): MessageEvent[] {
  return wishes.map((wish, index) => eventOf(companyId, message, index, wish))
}

export function requestOf(companyId: string, body: Uint8Array = new Uint8Array()): RawRequest {
  return {
    companyId,
    requestId: randomUUID(),
    connectionId: apiConnectionId,
    provider: 'api',
    receivedAtMs: startMs,
    method: 'POST',
    path: '/api/v1/events',
    headers: { 'content-type': 'application/json' },
    body,
  }
}

/** A row of `messages`, as the door gives it. */
export type FactRow = Readonly<Record<string, unknown>>

/** Facts of a company by message id, apart from `version`. */
export async function factsByMessage(facts: Facts, companyId: string): Promise<ReadonlyMap<string, FactRow>> {
  const { rows } = await facts.forCompany(companyId).query<FactRow>({
    sql: (from) => `SELECT * EXCEPT (version) FROM ${from.messages} ORDER BY message_id, created_hour`,
  })
  const byMessage = new Map(rows.map((row) => [String(row['message_id']), row]))
  if (byMessage.size !== rows.length) throw new Error('A message has two rows of facts.')
  return byMessage
}

export async function countOf(
  facts: Facts,
  companyId: string,
  table: 'messageLog' | 'messages',
): Promise<number> {
  const { rows } = await facts
    .forCompany(companyId)
    .query<{ n: number }>({ sql: (from) => `SELECT count() AS n FROM ${from[table]}` })
  return rows[0]?.n ?? 0
}

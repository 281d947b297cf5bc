import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { blankChatEvent } from '../../chats/chat-event.fixture.ts'
import type { ChatEvent } from '../../chats/index.ts'
import { uuidV7 } from '../../core/index.ts'
import type { Facts } from '../facts.ts'
import type { MessageEvent, RawRequest } from '../message-event.ts'
import type { Person, PersonItem } from '../persons/person.ts'
import { callEventOf } from './calls-world.ts'
import { putPlan } from './charges-world.ts'
import { allOf } from './replay-world.ts'
import { eventsOf, keyOf, minuteMs, requestOf, sketch, startMs } from './world.ts'

const anna: Person = { names: ['+491511234567', '491511234567'], traces: ['491511234567'] }
const number = '+491511234567'
const neighbour = '+491511234599'
const standIn = 'erased-anna'

/** A company that told of two people by messages, chats and calls, all of them priced. */
async function companyWithTwo(facts: Facts): Promise<string> {
  const companyId = randomUUID()
  const rates = [
    ['sms', '', 'any', 'message', '0.1'],
    ['chat', '', 'any', 'message', '0.5'],
    ['call', 'any', 'any', 'message', '0.2'],
  ] as const
  await putPlan(facts, companyId, [[{ from: -10_000, rates }]])
  for (const [name, recipient] of [
    ['a', number],
    ['n', neighbour],
  ] as const) {
    const messages: MessageEvent[] = eventsOf(companyId, `m-${name}`, [
      // The first one leaves the recipient out, as callbacks of some providers do.
      sketch('accepted', 0),
      sketch('sent', 1, { recipient, sender: 'SHOP' }),
      sketch('failed', 2, {
        recipient,
        errorCode: '30003',
        errorReason: `no route to ${recipient.slice(1)}`,
      }),
    ])
    await tell(facts, companyId, recipient, { events: messages })
    await tell(facts, companyId, recipient, { chatEvents: chatOf(companyId, name, recipient) })
    const call = callEventOf(companyId, `call-${name}`, 0, {
      saidAt: 5,
      from: 0,
      direction: 'inbound',
      result: 'answered',
      caller: recipient,
      callee: '800',
      country: 'DE',
    })
    await tell(facts, companyId, recipient, { callEvents: [call] })
  }
  await facts.foldChanges()
  return companyId
}

function chatOf(companyId: string, name: string, customer: string): ChatEvent[] {
  const event = (place: number, rest: Partial<ChatEvent>): ChatEvent => ({
    ...blankChatEvent,
    companyId,
    chatKey: keyOf('chat', name),
    eventKey: keyOf('chat event', name, place),
    chatId: `whatsapp:${customer}`,
    customerId: customer,
    step: 'message',
    timeMs: startMs + place * minuteMs,
    receivedAtMs: startMs + place * minuteMs + 1_000,
    requestIndex: place,
    ...rest,
  })
  return [
    event(0, { author: 'customer' }),
    event(1, { author: 'operator', operatorId: 'op-1' }),
    event(2, { step: 'rated', score: 5, comment: `call me: ${customer}` }),
  ]
}

interface Telling {
  readonly events?: readonly MessageEvent[]
  readonly chatEvents?: readonly ChatEvent[]
  readonly callEvents?: Parameters<Facts['append']>[3]
}

async function tell(facts: Facts, companyId: string, body: string, told: Telling): Promise<RawRequest> {
  const request = { ...requestOf(companyId, Buffer.from(`{"to":"${body}"}`)), requestId: uuidV7(startMs) }
  const ofRequest = <T>(events: readonly T[] = []) =>
    events.map((event) => ({ ...event, requestId: request.requestId }))
  const appended = await facts.append(
    request,
    ofRequest(told.events),
    ofRequest(told.chatEvents),
    ofRequest(told.callEvents),
  )
  expect(appended).toMatchObject({ ok: true })
  return request
}

async function archiveOf(facts: Facts, companyId: string): Promise<readonly string[]> {
  const { rows } = await facts.forCompany(companyId).query<{ body: string }>({
    sql: (from) => `SELECT body_base64 AS body FROM ${from.rawRequests} ORDER BY body`,
  })
  return rows.map(({ body }) => Buffer.from(body, 'base64').toString())
}

/** All that a company has, without what an erasure is there to change. */
async function withoutPersons(facts: Facts, companyId: string) {
  const all = await allOf(facts, companyId)
  const text = JSON.stringify(all, (name, value) => {
    if (name === 'customer_hash') return undefined
    return typeof value === 'string' ? withoutPerson(value) : value
  })
  return JSON.parse(text) as typeof all
}

const withoutPerson = (value: string): string =>
  value.replaceAll(`call me: ${number}`, '').replaceAll(/(?:whatsapp:)?\+?491511234567|•••|erased-anna/g, '*')

async function itemsOf(facts: Facts, companyId: string, person: Person): Promise<readonly PersonItem[]> {
  const items: PersonItem[] = []
  for await (const item of facts.persons.items(companyId, person)) items.push(item)
  return items
}

/** Persons, told of and taken out again. */
export function describePersons(facts: () => Facts): void {
  describe('a person', () => {
    test('is found with everything that tells of it, and nothing of others', async () => {
      const companyId = await companyWithTwo(facts())
      expect(await facts().persons.find(companyId, anna)).toEqual({ messages: 1, chats: 1, calls: 1 })
      const items = await itemsOf(facts(), companyId, anna)
      expect(items.map(({ kind, events }) => [kind, events.length])).toEqual([
        ['message', 3],
        ['chat', 3],
        ['call', 1],
      ])
      expect(JSON.stringify(items)).not.toContain(neighbour)
      expect(await facts().persons.find(randomUUID(), anna)).toEqual({ messages: 0, chats: 0, calls: 0 })
    })

    test.each([
      ['a longer number', '4915112345678', 0],
      ['a longer address', 'joanna@shop.example', 0],
      ['an address of another host', 'anna@shop.example.org', 0],
      ['zeros before it', 'tel:00491511234567', 1],
      ['an address of its source', 'mail:Anna@shop.example', 1],
      ['an address in a link', 'https://desk/?c%3Danna%40shop.example&x', 1],
    ])('is found in the id of a chat that holds %s', async (_, chatId, chats) => {
      const companyId = randomUUID()
      const both: Person = {
        names: ['+491511234567', 'anna@shop.example'],
        traces: ['491511234567', 'anna@shop.example', 'anna%40shop.example'],
      }
      const [event] = chatOf(companyId, 'x', '')
      if (!event) throw new Error('There is no event.')
      await facts().importChatEvents([{ ...event, chatId }])
      await facts().foldChanges()
      expect(await facts().persons.find(companyId, both)).toMatchObject({ chats })
    })

    test('is erased from facts, logs and archive; what others did, counts and money stay', async () => {
      const companyId = await companyWithTwo(facts())
      const before = await withoutPersons(facts(), companyId)
      const erasure = { companyId, erasureId: randomUUID(), person: anna, standIn }
      const counts = { messages: 1, chats: 1, calls: 1 }
      expect(await facts().persons.erase(erasure)).toEqual(counts)
      const text = JSON.stringify(await allOf(facts(), companyId))
      expect(text).not.toContain('1511234567')
      expect(text).toContain(standIn)
      expect(text).toContain(neighbour)
      expect(await archiveOf(facts(), companyId)).toEqual(Array(3).fill(`{"to":"${neighbour}"}`))
      expect(await withoutPersons(facts(), companyId)).toEqual(before)
      // What was erased is what a fold and a rebuild make of the log that is left.
      const erased = await allOf(facts(), companyId)
      await facts().foldChanges()
      expect(await allOf(facts(), companyId)).toEqual(erased)
      await facts().rebuild({ companyId })
      expect(await allOf(facts(), companyId)).toEqual(erased)
      // Cut off before it was on record as done, it is carried out once more.
      expect(await facts().persons.erase(erasure)).toEqual(counts)
      await facts().persons.forget(erasure)
      expect(await allOf(facts(), companyId)).toEqual(erased)
      expect(await facts().persons.find(companyId, anna)).toEqual({ messages: 0, chats: 0, calls: 0 })
    })

    test('does not come back with what is told again or late, nor by a replay of the archive', async () => {
      const companyId = await companyWithTwo(facts())
      const erasure = { companyId, erasureId: randomUUID(), person: anna, standIn }
      await facts().persons.erase(erasure)
      await facts().foldChanges()
      const erased = await allOf(facts(), companyId)
      await facts().replays.ask({ companyId, connectionIds: [], fromMs: 0, askedBy: 'a test' })
      await facts().replays.carryOut({ read: () => Promise.resolve(null) })
      await facts().foldChanges()
      expect(await allOf(facts(), companyId)).toEqual(erased)
      const again = eventsOf(companyId, 'm-a', [
        sketch('accepted', 0),
        sketch('sent', 1, { recipient: number, sender: 'SHOP' }),
      ])
      await tell(facts(), companyId, 'again', {
        events: again.map((event) => ({ ...event, receivedAtMs: startMs + 90 * minuteMs })),
      })
      const late = eventsOf(companyId, 'm-a', [sketch('delivered', 60, { recipient: number })])
      await tell(facts(), companyId, 'late', {
        events: late.map((event) => ({ ...event, eventKey: keyOf('late', companyId) })),
      })
      await facts().foldChanges()
      const { messages, messageLog } = await allOf(facts(), companyId)
      expect(JSON.stringify(messages)).not.toContain(number)
      // Of the log only what was received after the erasure names the person, and the fold does not take it up.
      expect(messageLog?.filter((row) => row['recipient'] === number)).toHaveLength(1)
    })

    test('is never a company: names of senders, service numbers and extensions stay', async () => {
      const companyId = await companyWithTwo(facts())
      const before = await allOf(facts(), companyId)
      for (const name of ['shop', '800']) {
        const person: Person = { names: [name], traces: [] }
        expect(await facts().persons.find(companyId, person)).toEqual({ messages: 0, chats: 0, calls: 0 })
        await facts().persons.erase({ companyId, erasureId: randomUUID(), person, standIn })
      }
      expect(await allOf(facts(), companyId)).toEqual(before)
    })

    test('of whom nothing is known is erased at once', async () => {
      const companyId = await companyWithTwo(facts())
      const before = await allOf(facts(), companyId)
      const nobody: Person = { names: ['+10000000000'], traces: ['10000000000'] }
      const erasure = { companyId, erasureId: randomUUID(), person: nobody, standIn }
      expect(await facts().persons.erase(erasure)).toEqual({ messages: 0, chats: 0, calls: 0 })
      expect(await allOf(facts(), companyId)).toEqual(before)
    })
  })

  describe('what is older than its company keeps it', () => {
    test('loses its persons and its requests, and nothing else; of other companies nothing is touched', async () => {
      const [companyId, other] = [await companyWithTwo(facts()), await companyWithTwo(facts())]
      const untouched = await allOf(facts(), other)
      const cut = { companyId, personsBeforeMs: startMs + 30 * 24 * 60 * minuteMs, requestsBeforeMs: 0 }
      const before = await allOf(facts(), companyId)
      await facts().persons.eraseOlder([cut])
      await facts().foldChanges()
      const after = await allOf(facts(), companyId)
      const text = JSON.stringify(after)
      expect(text).not.toContain('1511234567')
      expect(text).not.toContain('1511234599')
      expect(await archiveOf(facts(), companyId)).toEqual([])
      // Two people stay two people, and each is one wherever it stood.
      const people = (rows: (typeof after)[string] = []) => new Set(rows.map((row) => row['recipient']))
      expect(people(after['messages']).size).toBe(2)
      expect(after['messages']?.map((row) => row['status'])).toEqual(
        before['messages']?.map((row) => row['status']),
      )
      expect(after['callCharges']).toEqual(before['callCharges'])
      expect(after['chatCharges']).toEqual(before['chatCharges'])
      await facts().rebuild({ companyId })
      expect(await allOf(facts(), companyId)).toEqual(after)
      await facts().persons.eraseOlder([cut])
      await facts().foldChanges()
      expect(await allOf(facts(), companyId)).toEqual(after)
      expect(await allOf(facts(), other)).toEqual(untouched)
      expect(await archiveOf(facts(), other)).toHaveLength(6)
    })

    test('is what began before the cut; requests go by their own', async () => {
      const companyId = await companyWithTwo(facts())
      const before = await allOf(facts(), companyId)
      // The calls and messages began at the start; what was heard of them a minute later is newer than the cut.
      const cut = { companyId, personsBeforeMs: startMs, requestsBeforeMs: startMs + minuteMs }
      await facts().persons.eraseOlder([cut])
      await facts().foldChanges()
      expect(await allOf(facts(), companyId)).toEqual(before)
      expect(await archiveOf(facts(), companyId)).toEqual([])
    })
  })
}

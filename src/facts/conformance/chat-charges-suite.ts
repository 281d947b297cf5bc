import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyChatEvent, type Happening, logOf } from '../../chats/chat-log.fixture.ts'
import type { ChatEvent } from '../../chats/index.ts'
import type { Facts } from '../facts.ts'
import { oneRate, pass, putPlan, totalOf } from './charges-world.ts'
import { asChats, chatFactsByKey } from './chats-world.ts'
import { factsByMessage } from './world.ts'

const talk: readonly Happening[] = [
  ['opened', 0],
  ['message', 1, { messageId: 'm1' }],
  // The same message, told once more by another event.
  ['message', 2, { messageId: 'm1' }],
  ['message', 3, { author: 'bot', messageId: 'm2' }],
  ['message', 4, { author: 'operator', operatorId: 'anna', messageId: 'm3' }],
  ['message', 5, { author: 'operator', operatorId: 'anna', messageId: 'm4', isPublic: false }],
  ['message', 6, { author: 'system', messageId: 'm5' }],
  ['closed', 7],
]

/** Of few messages and moments, so that many events tell of the same one, privately or by another author. */
const anyMessage = anyChatEvent.map((event) => ({ ...event, step: 'message' as const }))

/** The logs of chats begin two hours before those of messages. */
const earlier = -600
const chatRates = {
  from: earlier,
  rates: [
    ['sms', '', 'any', 'segment', '0.1'],
    ['chat', 'operator', 'any', 'message', '0.05'],
    ['chat', 'customer', 'any', 'message', '0.01'],
  ],
} as const
const whole = { fromMs: 0, toMs: null }
const always = { fromMs: 0, toMs: Date.UTC(2100, 0, 1) }

const chatsOf = (companyId: string): readonly ChatEvent[] => asChats(companyId, [logOf(...talk)]).flat()

interface Charge {
  readonly kind: string
  readonly charge_state: string
  readonly charge: string
}

async function charges(facts: Facts, companyId: string): Promise<readonly string[]> {
  const { rows } = await facts.forCompany(companyId).query<Charge>({
    sql: (from) => `SELECT kind, charge_state, charge FROM ${from.chatCharges} ORDER BY created_at, kind`,
  })
  return rows.map(({ kind, charge_state, charge }) => `${kind} ${charge_state} ${Number(charge)}`)
}

/** Messages of chats among what is charged. */
export function describeChatCharges(facts: () => Facts): void {
  describe('charges of chats', () => {
    test('each public message of a customer, an operator or the bot is charged once where a rate says so, and is free where none does', async () => {
      const companyId = randomUUID()
      await putPlan(facts(), companyId, [[chatRates]])
      for (const log of [chatsOf(companyId), chatsOf(companyId).toReversed()]) {
        await facts().importChatEvents(log)
        await facts().foldChanges()
      }
      expect(await charges(facts(), companyId)).toEqual([
        'customer charged 0.01',
        'bot none 0',
        'operator charged 0.05',
      ])
      const { totals } = await pass(facts(), new Map())
      expect(totalOf(totals, companyId)).toMatchObject({ amountMicros: 60_000n, charges: 2 })
    })

    test('they are no messages of the pages, and a company whose list says nothing of chats has nothing unrated', async () => {
      const [priced, unpriced] = [randomUUID(), randomUUID()]
      await putPlan(facts(), priced, [[{ ...oneRate, from: earlier }]])
      for (const companyId of [priced, unpriced]) await facts().importChatEvents(chatsOf(companyId))
      await facts().foldChanges()
      for (const companyId of [priced, unpriced]) {
        expect((await factsByMessage(facts(), companyId)).size).toBe(0)
        expect((await chatFactsByKey(facts(), companyId)).size).toBe(1)
        for (const charge of await charges(facts(), companyId)) expect(charge).toMatch(/none 0$/)
      }
    })

    test('rates that come later take in what was said before, from their date on', async () => {
      const companyId = randomUUID()
      await facts().importChatEvents(chatsOf(companyId))
      await facts().foldChanges()
      await putPlan(facts(), companyId, [[chatRates]])
      for (let attempt = 0; attempt < 2; attempt += 1) {
        await facts().rerate({ companyId, ...whole })
        await facts().foldChanges()
      }
      expect(await charges(facts(), companyId)).toContain('operator charged 0.05')
      expect(await charges(facts(), companyId)).toHaveLength(3)
    })

    test('exactly the messages that count are charged, at their moments, whatever logs tell twice', async () => {
      const companyId = randomUUID()
      await putPlan(facts(), companyId, [[chatRates]])
      const logs = fc.sample(
        fc.uniqueArray(anyMessage, { selector: ({ eventKey }) => eventKey, minLength: 1, maxLength: 25 }),
        { seed: 7, numRuns: 80 },
      )
      await facts().importChatEvents(asChats(companyId, logs).flat())
      await facts().foldChanges()
      const door = facts().forCompany(companyId)
      const { rows: charged } = await door.query({
        sql: (from) =>
          `SELECT toUnixTimestamp64Milli(created_at) AS ms, kind AS author FROM ${from.chatCharges} ORDER BY ms, author`,
      })
      const { rows: counted } = await door.query({
        sql: (from) => `SELECT toUnixTimestamp64Milli(message_at) AS ms, toString(message_author) AS author
FROM ${from.chats} ARRAY JOIN message_at, message_author ORDER BY ms, author`,
      })
      expect(counted.length).toBeGreaterThan(logs.length)
      expect(charged).toEqual(counted)
    })

    test('a company above pays for them only by a rate of its own list', async () => {
      const [companyId, upper, top] = [randomUUID(), randomUUID(), randomUUID()]
      await putPlan(facts(), companyId, [
        [chatRates, { ...chatRates, payerId: upper }, { ...oneRate, payerId: top }],
      ])
      await facts().importChatEvents(chatsOf(companyId))
      await facts().foldChanges()
      const { totals } = await pass(facts(), new Map())
      expect(totalOf(totals, upper)).toMatchObject({ amountMicros: 60_000n, charges: 2 })
      expect(totalOf(totals, top)).toBeUndefined()
      expect(await facts().unratedBelow({ payerId: top, companyIds: [companyId], ...always })).toEqual([])
    })
  })
}

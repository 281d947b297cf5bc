import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anyChatLog,
  aroundTheClock,
  startMs as chatStartMs,
  dayShift,
  type Happening,
  logOf,
  settingsOf,
} from '../../chats/chat-log.fixture.ts'
import { type ChatEvent, type ChatSettings, foldChat } from '../../chats/index.ts'
import type { Facts } from '../facts.ts'
import { asChats, chatFactsByKey, chatKeyAt } from './chats-world.ts'
import { eventOf, requestOf, sketch } from './world.ts'

const runs = 8
const propertyTimeoutMs = 180_000
const hour = 3_600
const week = 7 * 24 * hour

const settings = settingsOf({ sales: [dayShift], '': [aroundTheClock] })
/** Which of two different copies that came at once stays is the log's own matter. */
const isNoTie = (event: ChatEvent, index: number, log: readonly ChatEvent[]): boolean =>
  log.findIndex((other) => other.eventKey === event.eventKey && other.receivedAtMs === event.receivedAtMs) ===
  index

/** Texts that formats trip over. */
const oddText = fc.constantFrom(
  "it's",
  'a\tb\\n',
  '\\N',
  'line\nline',
  "['x','y']",
  'ü😀',
  '{rows:String}',
  '--',
)
const oddLog = fc.tuple(anyChatLog, oddText, oddText).map(([log, one, other]) =>
  log.filter(isNoTie).map((event) => ({
    ...event,
    customerId: event.customerId && one,
    channelId: other,
    groupId: event.groupId === 'help' ? one : event.groupId,
    operatorId: event.operatorId === 'bob' ? other : event.operatorId,
    messageId: event.messageId && `${event.messageId}${one}`,
    tags: [...event.tags, one],
    comment: other,
  })),
)

/** Waits two hours for its first response, one of them before its group opens. */
const asked: readonly Happening[] = [
  ['opened', 0, { groupId: 'sales' }],
  ['message', 0],
  ['message', 7_200, { author: 'operator' }],
]

const foldedOf = (chats: readonly (readonly ChatEvent[])[]) =>
  new Map(
    chats.flatMap((log) => {
      const key = log[0]?.chatKey
      return key === undefined ? [] : [[key, foldChat(log, settings)] as const]
    }),
  )

async function countOf(facts: Facts, companyId: string, table: 'chats' | 'chatLog'): Promise<number> {
  const { rows } = await facts
    .forCompany(companyId)
    .query<{ n: number }>({ sql: (from) => `SELECT count() AS n FROM ${from[table]}` })
  return rows[0]?.n ?? 0
}

/** Chats: `giveSettings` says what the store's port answers for a company from now on. */
export function describeChats(
  facts: () => Facts,
  giveSettings: (companyId: string, settings: ChatSettings) => void,
): void {
  describe('chats', () => {
    test(
      'in the store stand the facts that the fold makes of the log, whatever its order, repetition and ticks',
      async () => {
        const world = fc.array(oddLog, { minLength: 1, maxLength: 12 }).chain((logs) => {
          const places = logs.flatMap((log, chat) => log.map((_, index) => ({ chat, index })))
          return fc.record({
            logs: fc.constant(logs),
            arrivals: fc.shuffledSubarray([...places, ...places], { minLength: places.length * 2 }),
            ticks: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 }),
          })
        })
        await fc.assert(
          fc.asyncProperty(world, async ({ logs, arrivals, ticks }) => {
            const companyId = randomUUID()
            giveSettings(companyId, settings)
            const chats = asChats(companyId, logs)
            const pieces = ticks.map(() => [] as ChatEvent[])
            for (const [n, { chat, index }] of arrivals.entries()) {
              const event = chats[chat]?.[index]
              if (event) pieces[n % ticks.length]?.push(event)
            }
            for (const [n, piece] of pieces.entries()) {
              await facts().append(requestOf(companyId), [], piece)
              if (ticks[n] === 0) await facts().foldChanges()
            }
            await facts().foldChanges()
            const incremental = await chatFactsByKey(facts(), companyId)
            expect(incremental).toEqual(foldedOf(chats))
            await facts().rebuild({ companyId })
            expect(await chatFactsByKey(facts(), companyId)).toEqual(incremental)
          }),
          { numRuns: runs },
        )
      },
      propertyTimeoutMs,
    )

    test('one request holds events of messages and of chats, each once', async () => {
      const companyId = randomUUID()
      const [chat = []] = asChats(companyId, [logOf(['opened', 0], ['message', 1])])
      const messages = [eventOf(companyId, 'beside', 0, sketch('sent', 0))]
      for (const _ of [1, 2])
        expect(await facts().append(requestOf(companyId), messages, chat)).toEqual({
          ok: true,
          value: undefined,
        })
      const report = await facts().foldChanges()
      expect(report.companyIds.filter((id) => id === companyId)).toHaveLength(1)
      expect(report.chats).toBeGreaterThanOrEqual(1)
      expect(await countOf(facts(), companyId, 'chatLog')).toBe(2)
      expect(await countOf(facts(), companyId, 'chats')).toBe(1)
      expect((await facts().foldChanges()).companyIds).not.toContain(companyId)
    })

    test('late events move the opening between hours and weeks, back and forth, and leave no row behind', async () => {
      const companyId = randomUUID()
      const [chat = []] = asChats(companyId, [
        logOf(
          ['message', 100],
          ['message', -hour],
          ['message', -week],
          ['opened', 200],
          ['opened', -2 * week],
        ),
      ])
      for (const [index, event] of chat.entries()) {
        await facts().importChatEvents([event])
        await facts().foldChanges()
        const opened = [100, -hour, -week, 200, -2 * week][index] ?? Number.NaN
        expect([...(await chatFactsByKey(facts(), companyId)).values()]).toMatchObject([
          { openedAtMs: chatStartMs + opened * 1_000, eventCount: index + 1 },
        ])
      }
      const before = await chatFactsByKey(facts(), companyId)
      await facts().mergeQuietPartitions({ quietForMs: 0 })
      expect(await chatFactsByKey(facts(), companyId)).toEqual(before)
    })

    test('after a change of settings, what is open or later than it is folded anew, and nothing else', async () => {
      const companyId = randomUUID()
      giveSettings(companyId, settingsOf({}))
      const chats = asChats(companyId, [
        logOf(...asked, ['closed', 9_000]),
        logOf(...asked, ['closed', week]),
        logOf(...asked),
      ])
      await facts().importChatEvents(chats.flat())
      await facts().foldChanges()
      giveSettings(companyId, settings)
      const fromMs = chatStartMs + 10_000_000
      expect(await facts().refoldChats({ companyId, fromMs })).toEqual({ chats: 2 })
      const folded = await chatFactsByKey(facts(), companyId)
      const businessMs = [0, 1, 2].map((n) => folded.get(chatKeyAt(n))?.firstResponse.businessMs)
      expect(businessMs).toEqual([null, hour * 1_000, hour * 1_000])
      expect(await facts().refoldChats({ companyId, fromMs: chatStartMs })).toEqual({ chats: 3 })
      expect(await chatFactsByKey(facts(), companyId)).toEqual(foldedOf(chats))
    })

    test('of two companies that use the same ids, each has its own', async () => {
      const [ours, theirs] = [randomUUID(), randomUUID()]
      giveSettings(ours, settings)
      giveSettings(theirs, settings)
      const [our = []] = asChats(ours, [logOf(['opened', 0], ['message', 1], ['closed', 9])])
      const [their = []] = asChats(theirs, [logOf(['opened', 5])])
      await facts().importChatEvents([...our, ...their])
      await facts().foldChanges()
      expect(await chatFactsByKey(facts(), ours)).toEqual(foldedOf([our]))
      expect(await chatFactsByKey(facts(), theirs)).toEqual(foldedOf([their]))
      await facts().rebuild({ companyId: ours })
      expect(await chatFactsByKey(facts(), theirs)).toEqual(foldedOf([their]))
    })

    test('the latest name of a configured chat, a group and an operator is known, whatever came last', async () => {
      const companyId = randomUUID()
      const named = { channelId: 'shop', messenger: 'telegram', groupId: 'sales', operatorId: 'anna' }
      const [chat = []] = asChats(companyId, [
        logOf(
          ['opened', 9, { ...named, channelName: 'New', groupName: "Sale's", operatorName: 'Anna' }],
          ['message', 1, { ...named, channelName: 'Old' }],
          ['message', 20, named],
        ),
      ])
      for (const event of chat) await facts().importChatEvents([event])
      const { rows } = await facts()
        .forCompany(companyId)
        .query({ sql: (from) => `SELECT kind, id, name, messenger FROM ${from.chatNames} ORDER BY kind` })
      expect(rows).toEqual([
        { kind: 'channel', id: 'shop', name: 'New', messenger: 'telegram' },
        { kind: 'group', id: 'sales', name: "Sale's", messenger: '' },
        { kind: 'operator', id: 'anna', name: 'Anna', messenger: '' },
      ])
    })
  })
}

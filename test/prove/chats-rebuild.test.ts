import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { blankChatEvent } from '../../src/chats/chat-event.fixture.ts'
import { aroundTheClock, dayShift, settingsOf, startMs } from '../../src/chats/chat-log.fixture.ts'
import type { ChatEvent } from '../../src/chats/index.ts'
import { chatAuthors, chatClosers, chatSteps } from '../../src/contract/index.ts'
import { systemClock } from '../../src/core/index.ts'
import { openFacts } from '../../src/facts/index.ts'
import { createRandom } from '../../src/simulator/index.ts'

const chatCount = 50_000
const eventsOfChat = 20
/** Arrivals between two ticks; most events of a chat come together, a few at any other time. */
const waves = 4
const lateShare = 0.03

const companyId = '33333333-3333-4333-8333-333333333333'
const settings = settingsOf({ sales: [dayShift], '': [aroundTheClock] })
const random = createRandom('chats-rebuild')
const steps = [...chatSteps, ...Array<'message'>(10).fill('message')] as const

const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-prove-chats-'))
const facts = await openFacts({ dataDir, clock: systemClock, chatSettings: () => Promise.resolve(settings) })
await facts.migrate()
afterAll(async () => {
  await facts.close()
  await rm(dataDir, { recursive: true, force: true })
})

function anyEvent(chat: number, index: number): ChatEvent {
  const timeMs = startMs + chat * 20_000 + random.below(7_200) * 1_000
  return {
    ...blankChatEvent,
    companyId,
    chatKey: `00000000-0000-8000-8000-${String(chat).padStart(12, '0')}`,
    eventKey: `00000000-0000-8000-8000-${String(index).padStart(12, '0')}`,
    chatId: `chat-${chat}`,
    step: random.pick(steps),
    timeMs,
    receivedAtMs: timeMs + 1_000,
    messenger: random.pick(['', 'web', 'telegram']),
    customerId: `customer-${chat % 1_000}`,
    groupId: random.pick(['', 'sales', 'help']),
    operatorId: random.pick(['', 'anna', 'bob', 'carl']),
    messageId: `message-${random.below(eventsOfChat)}`,
    author: random.pick(chatAuthors),
    by: random.pick(chatClosers),
    score: random.below(7),
  }
}

/** Everything that the facts say, as one number. */
async function everything(): Promise<unknown> {
  const { rows } = await facts.forCompany(companyId).query({
    sql: (from) =>
      `SELECT count() AS n, sum(event_count) AS events, toString(sum(cityHash64(* EXCEPT (version)))) AS sum FROM ${from.chats}`,
  })
  return rows[0]
}

// About 20 s of one core and half as much of another.
test('a million events of chats, folded as they come and late, are the facts of one rebuild', async () => {
  const arriving: ChatEvent[][] = Array.from({ length: waves }, () => [])
  for (let chat = 0; chat < chatCount; chat += 1)
    for (let index = 0; index < eventsOfChat; index += 1) {
      const wave = random.chance(lateShare) ? random.below(waves) : chat % waves
      arriving[wave]?.push(anyEvent(chat, index))
    }
  for (const wave of arriving) {
    await facts.importChatEvents(wave)
    await facts.foldChanges()
  }
  const incremental = await everything()
  expect(incremental).toMatchObject({ n: chatCount, events: chatCount * eventsOfChat })
  expect(await facts.rebuild()).toEqual({ messages: 0, chats: chatCount, calls: 0 })
  expect(await everything()).toEqual(incremental)
})

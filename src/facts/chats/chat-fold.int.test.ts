import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { logOf, startMs } from '../../chats/chat-log.fixture.ts'
import { systemClock } from '../../core/index.ts'
import { asChats, chatFactsByKey, chatKeyAt } from '../conformance/chats-world.ts'
import { connectEmbedded } from '../connect/connect-embedded.ts'
import { openFacts } from '../open-facts.ts'
import { maxEventsOfChat } from './chat-chunks.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-chats-'))
const facts = await openFacts({ dataDir, clock: systemClock })
const topology = await connectEmbedded(dataDir)
await facts.migrate()
afterAll(async () => {
  await facts.close()
  await topology.close()
  await rm(dataDir, { recursive: true, force: true })
})
const engine = topology.entry

test('the log keeps every text of an event as it came', async () => {
  const companyId = randomUUID()
  const text = "it's \"a\"\\tb\\\\N\tline\nline\r['x','y'] ü😀 {n:String} --"
  const [log = []] = asChats(companyId, [
    logOf([
      'rated',
      0,
      { chatId: text, comment: text, score: -7, tags: [text, '', "'"], operatorName: text },
    ]),
  ])
  await facts.importChatEvents(log.map((event) => ({ ...event, chatId: text })))
  const { rows } = await facts.forCompany(companyId).query({
    sql: (from) => `SELECT chat_id, comment, operator_name, score, tags FROM ${from.chatLog}`,
  })
  expect(rows).toEqual([
    { chat_id: text, comment: text, operator_name: text, score: -7, tags: [text, '', "'"] },
  ])
})

test('a restart folds the last ten minutes again, so that a half done tick is done in full', async () => {
  const companyId = randomUUID()
  await facts.importChatEvents(asChats(companyId, [logOf(['opened', 0])]).flat())
  await facts.foldChanges()
  await engine.run('fold', 'DELETE FROM chats WHERE company_id = {company:UUID}', { company: companyId })
  expect(await chatFactsByKey(facts, companyId)).toHaveLength(0)
  const restarted = await openFacts({ dataDir, clock: systemClock })
  expect((await restarted.foldChanges()).companyIds).toContain(companyId)
  expect(await chatFactsByKey(restarted, companyId)).toHaveLength(1)
  await restarted.close()
  facts.beginTurn()
})

test('who has lost the turn writes no chats; with the turn again, nothing is missing', async () => {
  const companyId = randomUUID()
  await facts.importChatEvents(asChats(randomUUID(), [logOf(['opened', 0])]).flat())
  await facts.foldChanges()
  const other = await openFacts({ dataDir, clock: systemClock })
  await facts.importChatEvents(asChats(companyId, [logOf(['opened', 0])]).flat())
  // The first write of another one takes the turn from the one that has it.
  await other.rebuild({ companyId: randomUUID() })
  await expect(facts.foldChanges()).rejects.toThrow('Another process writes facts now')
  expect(await chatFactsByKey(facts, companyId)).toHaveLength(0)
  await other.close()
  expect((await facts.foldChanges()).companyIds).toContain(companyId)
  expect(await chatFactsByKey(facts, companyId)).toHaveLength(1)
})

test('a rebuild removes facts that the log does not support, and rows at places that nobody knows of', async () => {
  const companyId = randomUUID()
  facts.beginTurn()
  await facts.importChatEvents(asChats(companyId, [logOf(['opened', 0])]).flat())
  await facts.foldChanges()
  await engine.run(
    'fold',
    `INSERT INTO chats (company_id, opened_hour, chat_key, version)
     SELECT {company:UUID}, fromUnixTimestamp64Milli({hour:Int64}, 'UTC'), arrayJoin([generateUUIDv4(), {key:UUID}]), 1`,
    { company: companyId, key: chatKeyAt(0), hour: startMs - 50 * 3_600_000 },
  )
  expect((await facts.rebuild({ companyId })).chats).toBe(1)
  expect([...(await chatFactsByKey(facts, companyId)).keys()]).toEqual([chatKeyAt(0)])
})

test('of a log beyond all measure the earliest events count, and other chats do not notice', async () => {
  const companyId = randomUUID()
  const endless = logOf(
    ...Array.from({ length: maxEventsOfChat + 100 }, (_, second) => ['message', second] as const),
  )
  await facts.importChatEvents(asChats(companyId, [endless, logOf(['opened', 0])]).flat())
  await facts.foldChanges()
  const folded = await chatFactsByKey(facts, companyId)
  expect(folded.get(chatKeyAt(0))).toMatchObject({
    customerMessages: maxEventsOfChat,
    lastEventAtMs: startMs + (maxEventsOfChat - 1) * 1_000,
  })
  expect(folded.get(chatKeyAt(1))).toMatchObject({ eventCount: 1 })
})

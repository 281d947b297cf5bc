import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  chatSourceConnections,
  chatSourceFixture,
  chatSourceFixtures,
  provenRequest,
  receivedAtMs,
} from '../../test/fixtures/chat-source-requests.ts'
import { ok } from '../core/index.ts'
import { type Facts, openFacts } from '../facts/index.ts'
import {
  type Ask,
  chatwootApi,
  closeQuietChats,
  createIngest,
  type HookConnection,
  knownChats,
  reconcileChatwoot,
} from './index.ts'

const startMs = Date.UTC(2026, 8, 1, 10)
const hourMs = 3_600_000
let dataDir: string
let facts: Facts
let nowMs = receivedAtMs

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tallybook-chat-sources-'))
  facts = await openFacts({ dataDir, clock: () => nowMs })
  await facts.migrate()
})
afterAll(async () => {
  await facts.close()
  await rm(dataDir, { recursive: true, force: true })
})

interface Standing {
  readonly is_open: number
  readonly operator_messages: number
  readonly customer_messages: number
  readonly bot_messages: number
  readonly event_count: number
  readonly closings: number
  readonly by: readonly string[]
  readonly scores: readonly number[]
  readonly flags: readonly string[]
}

async function standing(connection: HookConnection, chatId: string): Promise<Standing | undefined> {
  await facts.foldChanges()
  const { rows } = await facts.forCompany(connection.companyId).query<Standing>({
    sql: (from) => `
      SELECT is_open, operator_messages, customer_messages, bot_messages, event_count, flags, survey_score AS scores,
        toUInt32(arrayCount(at -> at > toDateTime64(0, 3, 'UTC'), cycle_to)) AS closings, arrayMap(each -> toString(each), cycle_by) AS by
      FROM ${from.chats} WHERE connection_id = {connectionId:UUID} AND chat_id = {chatId:String}`,
    params: { connectionId: connection.id, chatId },
  })
  return rows[0]
}

/** A company and a connection of its own for each test. */
function connectionOf<S extends keyof typeof chatSourceConnections>(
  source: S,
  digit: number,
  settings: Record<string, string> = {},
): HookConnection {
  const fixture = chatSourceConnections[source]
  const companyId = `2222222${digit}-2222-4222-8222-222222222222`
  return { ...fixture, companyId, settings: { ...fixture.settings, ...settings } }
}

async function post(
  connection: HookConnection,
  source: keyof typeof chatSourceConnections,
  bodies: readonly Uint8Array[],
): Promise<void> {
  const ingest = createIngest({ facts, clock: () => nowMs })
  for (const body of bodies) {
    const request = provenRequest(source, body, nowMs)
    expect(await ingest.acceptHook({ provider: source, connection, request })).toMatchObject({ ok: true })
  }
}

const text = (name: string) => JSON.parse(Buffer.from(chatSourceFixture('chatwoot', name)).toString())

/** What the REST API of the account answers: the same conversation and messages as the webhooks tell of, written its own way. */
const askAccount: Ask = (url, headers) => {
  expect(headers).toEqual({ api_access_token: 'token' })
  const { pathname, searchParams } = new URL(url)
  const answer = (value: unknown) => Promise.resolve(ok(Buffer.from(JSON.stringify(value))))
  expect(pathname.startsWith('/api/v1/accounts/2/')).toBe(true)
  if (pathname.endsWith('/inboxes')) return answer({ payload: [{ id: 12, name: 'Shop widget' }] })
  if (pathname.endsWith('/conversations')) {
    const { event: _event, changed_attributes: _changes, channel, meta, ...conversation } = text('resolved')
    const listed = { ...conversation, meta: { ...meta, channel }, account_id: 2 }
    return answer({ data: { meta: {}, payload: searchParams.get('page') === '1' ? [listed] : [] } })
  }
  const names = ['customer-message', 'bot-message', 'operator-message', 'private-note', 'survey-answered']
  const types: Record<string, number> = { incoming: 0, outgoing: 1, template: 3 }
  const messages = names.map((name) => {
    const {
      id,
      message_type,
      created_at,
      content_type,
      content_attributes,
      private: isPrivate,
      sender,
    } = text(name)
    const seconds = Math.floor(Date.parse(created_at) / 1000)
    return {
      id,
      message_type: types[message_type],
      created_at: seconds,
      content_type,
      content_attributes,
      private: isPrivate,
      sender,
      conversation_id: 305,
    }
  })
  return answer({ payload: searchParams.has('before') ? [] : messages })
}

test('what webhooks of Chatwoot missed is read from its REST API, and is the same as they tell', async () => {
  const settings = { base_url: 'https://chat.shop.example', account_id: '2', api_token: 'token' }
  const connection = connectionOf('chatwoot', 1, settings)
  const read = chatwootApi(connection.settings, askAccount, new AbortController().signal)
  if (!read) throw new Error('The settings name the API.')
  const company = facts.forCompany(connection.companyId)
  const deps = {
    log: facts,
    clock: () => nowMs,
    read,
    known: (keys: readonly string[]) => knownChats(company, keys),
  }
  const reconcile = () => reconcileChatwoot(deps, connection, startMs - hourMs)

  // Only the first two webhooks came through.
  await post(
    connection,
    'chatwoot',
    ['conversation-created', 'customer-message'].map((name) => chatSourceFixture('chatwoot', name)),
  )
  expect(await standing(connection, '305')).toMatchObject({ is_open: 1, operator_messages: 0 })

  expect(await reconcile()).toMatchObject({ ok: true, value: { conversations: 1, isComplete: true } })
  const mended = {
    is_open: 0,
    operator_messages: 1,
    customer_messages: 1,
    bot_messages: 1,
    closings: 1,
    scores: [4],
    flags: [],
  }
  const chat = await standing(connection, '305')
  expect(chat).toMatchObject(mended)
  expect(await reconcile()).toMatchObject({ ok: true, value: { conversations: 1, events: 0 } })

  // And those that come late are the same events.
  await post(
    connection,
    'chatwoot',
    ['bot-message', 'operator-message', 'survey-answered'].map((name) => chatSourceFixture('chatwoot', name)),
  )
  expect(await standing(connection, '305')).toMatchObject({ ...mended, event_count: chat?.event_count })
})

test('where every webhook of Chatwoot came through, its REST API has nothing to add', async () => {
  const settings = { base_url: 'https://chat.shop.example', account_id: '2', api_token: 'token' }
  const connection = connectionOf('chatwoot', 2, settings)
  const until = [
    'conversation-created',
    'customer-message',
    'greeting-template',
    'bot-message',
    'handed-over',
    'assigned-and-moved',
    'operator-message',
    'private-note',
    'automation-message',
    'resolved',
    'survey-asked',
    'survey-answered',
  ]
  await post(
    connection,
    'chatwoot',
    until.map((name) => chatSourceFixture('chatwoot', name)),
  )
  await facts.foldChanges()
  const read = chatwootApi(connection.settings, askAccount, new AbortController().signal)
  if (!read) throw new Error('The settings name the API.')
  const company = facts.forCompany(connection.companyId)
  const deps = {
    log: facts,
    clock: () => nowMs,
    read,
    known: (keys: readonly string[]) => knownChats(company, keys),
  }
  expect(await reconcileChatwoot(deps, connection, startMs - hourMs)).toMatchObject({
    ok: true,
    value: { events: 0 },
  })
})

test('a chat of Telegram is closed after the hours of silence of its connection, and reopened by the next message', async () => {
  const connection = connectionOf('telegram', 3, { close_after_hours: '4' })
  const bodies = chatSourceFixtures('telegram')
    .filter(({ name }) => !name.startsWith('business'))
    .map(({ body }) => body)
  await post(connection, 'telegram', bodies)
  const run = async (atMs: number) => {
    await facts.foldChanges()
    nowMs = atMs
    return await closeQuietChats({ facts, nowMs: atMs }, connection)
  }
  expect(await run(startMs + 4 * hourMs)).toBe(0)
  expect(await run(startMs + 5 * hourMs)).toBe(1)
  expect(await standing(connection, '987654321')).toMatchObject({ is_open: 0, by: ['timeout'] })
  expect(await run(startMs + 6 * hourMs)).toBe(0)

  const message = {
    message_id: 50,
    date: startMs / 1000 + 7 * 3600,
    chat: { id: 987654321, type: 'private' },
    from: { id: 987654321 },
  }
  nowMs = startMs + 7 * hourMs
  await post(connection, 'telegram', [Buffer.from(JSON.stringify({ update_id: 1, message }))])
  expect(await run(startMs + 7.1 * hourMs)).toBe(1)
  expect(await standing(connection, '987654321')).toMatchObject({
    is_open: 1,
    closings: 1,
    customer_messages: 3,
  })
  expect(await run(startMs + 12 * hourMs)).toBe(1)
  expect(await standing(connection, '987654321')).toMatchObject({
    is_open: 0,
    closings: 2,
    flags: ['no_opening'],
  })
})

test('without hours of silence a chat of a messenger stays open', async () => {
  const connection = connectionOf('telegram', 4)
  await post(connection, 'telegram', [chatSourceFixture('telegram', 'customer-message')])
  await facts.foldChanges()
  expect(await closeQuietChats({ facts, nowMs: startMs + 1_000 * hourMs }, connection)).toBe(0)
  expect(await standing(connection, '987654321')).toMatchObject({ is_open: 1 })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type FixtureProvider,
  fixtureConnections,
  providerFixture,
  signedRequest,
} from '../../test/fixtures/provider-requests.ts'
import { type Facts, openFacts } from '../facts/index.ts'
import { createIngest, type Ingest } from './index.ts'

const companyId = fixtureConnections.twilio.companyId
const startMs = Date.UTC(2026, 8, 1, 12)

let dataDir: string
let facts: Facts
let ingest: Ingest
let nowMs = startMs

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tallybook-ingest-'))
  facts = await openFacts({ dataDir, clock: () => nowMs })
  await facts.migrate()
  ingest = createIngest({ facts, clock: () => (nowMs += 1_000) })
})
afterAll(async () => {
  await facts.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function post(provider: FixtureProvider, ...names: string[]): Promise<void> {
  for (const name of names) {
    const request = signedRequest(provider, providerFixture(provider, name))
    const answer = await ingest.acceptHook({ provider, connection: fixtureConnections[provider], request })
    expect(answer.ok).toBe(true)
  }
}

interface MessageRow {
  readonly message_id: string
  readonly status: string
  readonly channel: string
  readonly recipient: string
  readonly country: string
  readonly event_count: number
  readonly error_code: string
  readonly provider: string
  readonly campaign: string
}

async function message(messageId: string): Promise<MessageRow | undefined> {
  await facts.foldChanges()
  const { rows } = await facts.forCompany(companyId).query<MessageRow>({
    sql: (from) =>
      `SELECT message_id, status, channel, recipient, country, event_count, error_code, provider, campaign FROM ${from.messages}
       WHERE message_id = {messageId:String}`,
    params: { messageId },
  })
  expect(rows.length).toBeLessThanOrEqual(1)
  return rows[0]
}

test('callbacks of Twilio, out of order and repeated, are one message with its final status', async () => {
  await post('twilio', 'sms-delivered', 'sms-accepted', 'sms-delivered', 'sms-sent', 'sms-accepted')
  expect(await message('SM00000000000000000000000000000001')).toMatchObject({
    status: 'delivered',
    channel: 'sms',
    recipient: '+4915112345678',
    country: 'DE',
    event_count: 3,
  })
})

test('webhooks of Meta join, the one without a recipient too', async () => {
  await post('meta-whatsapp', 'read-without-recipient', 'sent', 'delivered', 'sent')
  expect(await message('wamid.AAA')).toMatchObject({
    status: 'read',
    recipient: '+4915112345678',
    event_count: 3,
  })
})

const event = (id: string, type: string) => ({
  specversion: '1.0',
  id,
  source: 'crm',
  type,
  time: '2026-09-01T10:00:03Z',
  data: { message_id: 'm-1', channel: 'viber', recipient: '49 151 12345678', error: { code: 'E7' } },
})

test('what a program tells of a message that a connection sent joins the callbacks of that connection', async () => {
  const data = {
    message_id: 'SM00000000000000000000000000000001',
    connection_id: fixtureConnections.twilio.id.toUpperCase(),
    channel: 'sms',
    recipient: '+4915112345678',
    campaign: 'autumn',
  }
  const event = {
    specversion: '1.0',
    id: 'told',
    source: 'crm',
    type: 'message.read',
    time: '2026-09-01T13:00:00Z',
    data,
  }
  const answer = await ingest.acceptEvents({
    companyId,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(event)),
    request: { method: 'POST', path: '/api/v1/events', headers: {} },
  })
  expect(answer).toMatchObject({ ok: true, value: { accepted: 1 } })
  expect(await message(data.message_id)).toMatchObject({
    status: 'read',
    provider: 'twilio',
    campaign: 'autumn',
    event_count: 4,
  })
})

test('canonical events posted twice count once', async () => {
  const body = JSON.stringify([event('1', 'message.sent'), event('2', 'message.failed'), { no: 'event' }])
  for (let times = 0; times < 2; times += 1) {
    const answer = await ingest.acceptEvents({
      companyId,
      contentType: 'application/json',
      body: new TextEncoder().encode(body),
      request: { method: 'POST', path: '/api/v1/events', headers: {} },
    })
    expect(answer).toMatchObject({ ok: true, value: { accepted: 2, refused: [{ index: 2 }] } })
  }
  expect(await message('m-1')).toMatchObject({
    status: 'failed',
    channel: 'viber',
    event_count: 2,
    error_code: 'E7',
  })
})

test('values that no message has take no other request down with them', async () => {
  const { account_sid } = fixtureConnections.twilio.settings
  const bent = `AccountSid=${account_sid}&MessageSid=SM8&MessageStatus=sent&Price=999999999999999&PriceUnit=USD&NumSegments=999&ErrorMessage=%ED%A0%80%00&To=%00`
  const hooks = [bent, `AccountSid=${account_sid}&MessageSid=SM9&MessageStatus=sent`].map((form) =>
    ingest.acceptHook({
      provider: 'twilio',
      connection: fixtureConnections.twilio,
      request: signedRequest('twilio', Buffer.from(form)),
    }),
  )
  expect((await Promise.all(hooks)).map((answer) => answer.ok)).toEqual([true, true])
  expect(await message('SM8')).toMatchObject({ status: 'sent' })
  expect(await message('SM9')).toMatchObject({ status: 'sent' })
})

test('what a paused connection sends is in the archive and in no message', async () => {
  const request = signedRequest('twilio', providerFixture('twilio', 'sms-undelivered'))
  const connection = { ...fixtureConnections.twilio, paused: true }
  expect((await ingest.acceptHook({ provider: 'twilio', connection, request })).ok).toBe(true)
  expect(await message('SM00000000000000000000000000000002')).toBeUndefined()
  const body = Buffer.from(request.body).toString('base64')
  const { rows } = await facts.forCompany(companyId).query<{ headers_json: string }>({
    sql: (from) => `SELECT headers_json FROM ${from.rawRequests} WHERE body_base64 = {body:String}`,
    params: { body },
  })
  expect(rows.map((row) => JSON.parse(row.headers_json))).toEqual([request.headers])
})

test('events of a chat, out of order, repeated and beside those of a message, are one chat', async () => {
  const event = (id: string, type: string, minute: number, data: object) => ({
    specversion: '1.0',
    id,
    source: 'desk',
    type,
    time: new Date(startMs - 3_600_000 + minute * 60_000).toISOString(),
    data: { chat_id: 'c-1', ...data },
  })
  const opened = event('1', 'chat.opened', 0, { messenger: 'viber', group_id: 'sales', group_name: 'Sales' })
  const asked = event('2', 'chat.message', 1, { message_id: 'm-1', author: 'customer' })
  const replied = event('3', 'chat.message', 5, { message_id: 'm-2', author: 'operator', operator_id: 'o-1' })
  const closed = event('4', 'chat.closed', 9, { by: 'operator' })
  const sms = event('5', 'message.sent', 0, {
    message_id: 'beside',
    channel: 'sms',
    recipient: '+4915112345678',
  })
  for (const items of [
    [closed, sms, replied],
    [opened, asked, closed],
  ]) {
    const answer = await ingest.acceptEvents({
      companyId,
      contentType: 'application/json',
      body: new TextEncoder().encode(JSON.stringify(items)),
      request: { method: 'POST', path: '/api/v1/events', headers: {} },
    })
    expect(answer).toEqual({ ok: true, value: { accepted: 3, refused: [] } })
  }
  expect(await message('beside')).toMatchObject({ status: 'sent' })
  const { rows } = await facts.forCompany(companyId).query({
    sql: (from) =>
      `SELECT chat_id, messenger, group_id, operator_id, is_open, contact, event_count, first_response_ms, turn_operator
       FROM ${from.chats}`,
  })
  expect(rows).toEqual([
    {
      chat_id: 'c-1',
      messenger: 'viber',
      group_id: 'sales',
      operator_id: 'o-1',
      is_open: 0,
      contact: 'operator',
      event_count: 4,
      first_response_ms: 240_000,
      turn_operator: ['o-1'],
    },
  ])
})

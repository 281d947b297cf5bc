import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../../src/contract/index.ts'
import type { HookRequest } from '../../src/ingest/index.ts'
import {
  type ChatSource,
  chatSourceConnections,
  chatSourceFixtures,
  chatSources,
  provenRequest,
} from '../fixtures/chat-source-requests.ts'
import {
  type Answer,
  type Installation,
  openInstallation,
  presentMs,
  publicUrl,
  toAnswer,
} from './installation.ts'

let house: Installation
const connections = new Map<ChatSource, Connection>()
const messengers = {
  chatwoot: ['web', 'whatsapp'],
  telegram: ['telegram'],
  slack: ['slack'],
  vk: ['vkontakte'],
}

beforeAll(async () => {
  house = await openInstallation()
  for (const source of chatSources) {
    const { settings } = chatSourceConnections[source]
    const made = await house.ask('POST', '/api/v1/connections', { provider: source, name: source, settings })
    expect(made.status, source).toBe(201)
    connections.set(source, made.body as Connection)
  }
})
afterAll(() => house.close())

function connectionTo(source: ChatSource): Connection {
  const connection = connections.get(source)
  if (!connection) throw new Error(`There is no connection to ${source}.`)
  return connection
}

async function post(source: ChatSource, request: HookRequest): Promise<Answer> {
  const response = await house.app.inject({
    method: 'POST',
    url: connectionTo(source).webhook_url.slice(publicUrl.length),
    headers: Object.fromEntries(
      Object.entries(request.headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    payload: Buffer.from(request.body),
  })
  return toAnswer(response)
}

const requestsOf = (source: ChatSource) =>
  chatSourceFixtures(source).map(({ body }) => provenRequest(source, body, presentMs))

/** New chats and messages of customers by the source's messengers. */
async function countsOf(source: ChatSource): Promise<unknown> {
  await house.tick()
  const answer = await house.ask('POST', '/api/v1/metrics/query', {
    metrics: ['chats.new', 'chats.messages_customer', 'chats.messages_operator'],
    from: '2026-01-01T00:00:00Z',
    to: '2027-01-01T00:00:00Z',
    filters: { messenger: messengers[source] },
  })
  return (answer.body as { totals: unknown }).totals
}

describe.each(chatSources)('%s, through the server', (source) => {
  test('counts chats and their messages, once however often they come', async () => {
    for (const request of requestsOf(source)) expect((await post(source, request)).status).toBe(200)
    const counts = await countsOf(source)
    expect(counts).toMatchObject({
      'chats.new': expect.any(Number),
      'chats.messages_customer': expect.any(Number),
      'chats.messages_operator': 1,
    })
    for (const request of requestsOf(source).toReversed())
      expect((await post(source, request)).status).toBe(200)
    expect(await countsOf(source)).toEqual(counts)
  })
})

test('connections have received something by then', async () => {
  const { body } = await house.ask('GET', '/api/v1/connections')
  for (const { provider, last_event_at } of body as Connection[])
    expect(last_event_at, provider).not.toBeNull()
})

test('reading what was missed is for those who manage connections, and for sources that can be asked', async () => {
  const reconcile = (id: string) => house.ask('POST', `/api/v1/connections/${id}/reconcile`)
  expect(await reconcile('11111111-1111-4111-8111-111111111111')).toMatchObject({ status: 404 })
  expect(await reconcile(connectionTo('vk').id)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  const anonymous = await house.app.inject({
    method: 'POST',
    url: `/api/v1/connections/${connectionTo('chatwoot').id}/reconcile`,
  })
  expect(anonymous.statusCode).toBe(401)
})

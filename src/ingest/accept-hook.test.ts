import { expect, test } from 'vitest'
import { createEventLogInMemory } from '../../test/fixtures/event-log-in-memory.ts'
import {
  findFixture,
  fixtureConnections,
  providerFixture,
  signedRequest,
} from '../../test/fixtures/provider-requests.ts'
import { createIngest, type ProviderHook } from './index.ts'

const nowMs = Date.UTC(2026, 8, 1, 12)
const request = signedRequest('twilio', providerFixture('twilio', 'sms-sent'))
const hook: ProviderHook = { provider: 'twilio', connection: fixtureConnections.twilio, request }

async function receive(more: Partial<ProviderHook>, state: { isFull?: boolean } = {}) {
  const log = createEventLogInMemory(state)
  const answer = await createIngest({ facts: log, clock: () => nowMs }).acceptHook({ ...hook, ...more })
  return { answer, log }
}

test('a webhook is archived byte for byte, with its signature and without credentials', async () => {
  const headers = { ...request.headers, authorization: 'Basic x', cookie: 'session' }
  const { log } = await receive({ request: { ...request, headers } })
  expect(log.requests).toEqual([
    {
      companyId: hook.connection.companyId,
      requestId: log.events[0]?.requestId,
      connectionId: hook.connection.id,
      provider: 'twilio',
      receivedAtMs: nowMs,
      method: 'POST',
      path: `/hooks/twilio/${hook.connection.id}`,
      headers: request.headers,
      body: request.body,
    },
  ])
})

test('a paused connection answers its provider, archives the request and counts nothing', async () => {
  const { answer, log } = await receive({ connection: { ...hook.connection, paused: true } })
  expect(answer.ok).toBe(true)
  expect(log.requests).toHaveLength(1)
  expect(log.events).toEqual([])
})

test.each<[string, Partial<ProviderHook>]>([
  ['unknown_connection', { provider: 'meta-whatsapp' }],
  ['unknown_connection', { provider: 'constructor' }],
  ['unsupported_method', { request: { ...request, method: 'GET' } }],
  ['unsupported_method', { request: { ...request, method: 'PUT' } }],
  ['body_too_large', { request: { ...request, body: new Uint8Array(10 * 1024 * 1024 + 1) } }],
  ['invalid_signature', { connection: { ...hook.connection, settings: {} } }],
])('a webhook is refused as %s and leaves nothing behind', async (code, more) => {
  const { answer, log } = await receive(more)
  expect(answer).toMatchObject({ ok: false, failure: { code } })
  expect(log.requests).toEqual([])
})

test('reports by GET are taken of providers that send them, and archived as such', async () => {
  const { body, kind } = findFixture('vonage', 'sms-buffered')
  const byGet = signedRequest('vonage', body, kind)
  const { answer, log } = await receive({
    provider: 'vonage',
    connection: fixtureConnections.vonage,
    request: byGet,
  })
  expect(answer).toMatchObject({ ok: true, value: { isArchived: true } })
  expect(log.requests).toMatchObject([
    { method: 'GET', path: new URL(byGet.url).pathname + new URL(byGet.url).search },
  ])
  expect(log.events).toHaveLength(1)
})

test('a webhook is answered as overloaded when the log is', async () => {
  expect((await receive({}, { isFull: true })).answer).toMatchObject({ failure: { code: 'overloaded' } })
})

test('a webhook signed with the secret before is taken until that ends, and with the present one at any time', async () => {
  const { settings } = hook.connection
  const rotated = {
    ...hook.connection,
    settings: { ...settings, auth_token: 'the token after' },
    previous: { settings, untilMs: nowMs + 1 },
  }
  expect((await receive({ connection: rotated })).answer.ok).toBe(true)
  const ended = { ...rotated, previous: { settings, untilMs: nowMs } }
  expect((await receive({ connection: ended })).answer).toMatchObject({
    failure: { code: 'invalid_signature' },
  })
  const previous = { settings: rotated.settings, untilMs: nowMs }
  expect((await receive({ connection: { ...hook.connection, previous } })).answer.ok).toBe(true)
})

test('the address is confirmed with the verify token before, too', async () => {
  const meta = fixtureConnections['meta-whatsapp']
  const { verify_token: token = '' } = meta.settings
  const url = `https://stats.example.com/hooks/meta-whatsapp/${meta.id}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=${encodeURIComponent(token)}`
  const asked = { method: 'GET', url, headers: {}, body: new Uint8Array(0) }
  const connection = {
    ...meta,
    settings: { ...meta.settings, verify_token: 'the token after' },
    previous: { settings: meta.settings, untilMs: nowMs + 1 },
  }
  const { answer } = await receive({ provider: 'meta-whatsapp', connection, request: asked })
  expect(answer).toMatchObject({ ok: true, value: { body: '1', isArchived: false } })
})

test('what is shown of a refused webhook has no credentials: neither of its headers nor of its address', () => {
  const { shownOf } = createIngest({ facts: createEventLogInMemory(), clock: () => nowMs })
  const url = 'https://stats.example.com/hooks/meta-whatsapp/x?hub.challenge=1&hub.verify_token=a%20word'
  const headers = { authorization: 'Basic x', cookie: 'session', 'x-hub-signature-256': 'sha256=0' }
  const asked = { method: 'GET', url, headers, body: new Uint8Array(0) }
  expect(shownOf({ provider: 'meta-whatsapp', request: asked })).toEqual({
    path: '/hooks/meta-whatsapp/x?hub.challenge=1&hub.verify_token=',
    headers: { 'x-hub-signature-256': 'sha256=0' },
  })
  expect(shownOf({ provider: 'constructor', request: asked })).toBeNull()
})

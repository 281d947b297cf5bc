import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { carryOutReplays, replayArchives } from '../../src/app/replay-archives.ts'
import { type Connection, messageProviders, type ReplayView } from '../../src/contract/index.ts'
import { fixtureConnections } from '../fixtures/fixture-connections.ts'
import { providerFixtures, unsignedRequest } from '../fixtures/provider-requests.ts'
import { signRequest } from '../fixtures/sign-request.ts'
import { eventOf, type Installation, openInstallation, presentMs, publicUrl } from './installation.ts'

const url = '/api/v1/connections'
const none = new AbortController().signal

let house: Installation
let nowMs = presentMs

beforeAll(async () => {
  // A replay takes what was received before it began.
  house = await openInstallation({ clock: () => nowMs })
})
afterAll(() => house.close())

async function connect(provider: string, settings: object): Promise<Connection> {
  const made = await house.ask('POST', url, { provider, name: `${provider} of ${nowMs}`, settings })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body as Connection
}

/** Asks for a replay through the API, carries it out and folds. */
async function replay(connection: Connection, body: object = {}): Promise<ReplayView | undefined> {
  const asked = await house.ask('POST', `${url}/${connection.id}/replays`, body)
  expect(asked).toMatchObject({ status: 202, body: { state: 'asked' } })
  nowMs += 1_000
  await carryOutReplays(house, { signal: none })
  await house.tick()
  const listed = await house.ask('GET', `${url}/${connection.id}/replays`)
  return (listed.body as ReplayView[])[0]
}

async function callMeta(connection: Connection, payload: string, secret: string): Promise<number> {
  const answer = await house.app.inject({
    method: 'POST',
    url: connection.webhook_url.slice(publicUrl.length),
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`,
    },
    payload,
  })
  return answer.statusCode
}

function metaStatus(id: string): string {
  const timestamp = String(Math.floor(nowMs / 1000) - 60)
  const statuses = [{ id, status: 'delivered', timestamp, recipient_id: '4915112345678' }]
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ changes: [{ field: 'messages', value: { statuses } }] }],
  })
}

test('what every provider sent, read again by the same adapters, changes nothing', async () => {
  for (const provider of messageProviders) {
    const connection = await connect(provider, fixtureConnections[provider].settings)
    for (const { body, kind } of providerFixtures(provider)) {
      const request = unsignedRequest(provider, body, kind)
      const own = `https://stats.example.com/hooks/${provider}/${fixtureConnections[provider].id}`
      const signed = signRequest(provider, {
        ...request,
        url: request.url.replace(own, connection.webhook_url),
      })
      const answer = await house.app.inject({
        method: signed.method === 'GET' ? 'GET' : 'POST',
        url: signed.url.slice(publicUrl.length),
        headers: Object.fromEntries(
          Object.entries(signed.headers).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])),
        ),
        ...(signed.method === 'GET' ? {} : { payload: Buffer.from(signed.body) }),
      })
      expect([200, 204]).toContain(answer.statusCode)
    }
  }
  nowMs += 1_000
  const ended = await replayArchives(house, {}, none)
  expect(ended).toMatchObject({ ok: true, value: [{ state: 'done', added: 0, removed: 0 }] })
  const [done] = ended.ok ? ended.value : []
  expect(done?.events).toBeGreaterThan(messageProviders.length)
  expect(done?.requestsRead).toBe(done?.requests)
})

test('events of the API keep what was counted in their texts, though the archive has none', async () => {
  const posted = await house.post([
    eventOf('with-text', { time: new Date(nowMs).toISOString() }, { text: 'x'.repeat(200) }),
    eventOf('no-text', { time: new Date(nowMs).toISOString() }),
    {
      ...eventOf('a-call', { type: 'call.ended', time: new Date(nowMs).toISOString() }),
      data: {
        call_id: 'call-1',
        direction: 'outbound',
        from: '+4930123456',
        to: '+4915112345678',
        started_at: new Date(nowMs - 60_000).toISOString(),
        answered_at: new Date(nowMs - 50_000).toISOString(),
        ended_at: new Date(nowMs).toISOString(),
        result: 'answered',
      },
    },
  ])
  expect(posted.body).toMatchObject({ accepted: 3 })
  nowMs += 1_000
  const ended = await replayArchives(house, { connection: 'api' }, none)
  expect(ended).toMatchObject({
    ok: true,
    value: [{ state: 'done', requests: 1, events: 3, added: 0, removed: 0 }],
  })
  expect(await replayArchives(house, { connection: 'nobody' }, none)).toMatchObject({
    failure: { code: 'not_found' },
  })
})

test('what came while a connection was paused is read by a replay', async () => {
  const settings = { app_secret: 'a secret', verify_token: 'a word' }
  const connection = await connect('meta-whatsapp', settings)
  await house.ask('PATCH', `${url}/${connection.id}`, { paused: true })
  expect(await callMeta(connection, metaStatus('wamid.paused'), 'a secret')).toBe(200)
  await house.tick()
  const later = new Date(nowMs + 1).toISOString()
  expect(await replay(connection, { from: later })).toMatchObject({ state: 'done', requests: 0, added: 0 })
  expect(await replay(connection)).toMatchObject({
    state: 'done',
    requests: 1,
    added: 1,
    removed: 0,
    asked_by: 'Headless set-up',
  })
  expect(await replay(connection)).toMatchObject({ state: 'done', requests: 1, added: 0, removed: 0 })
})

test('callbacks that were refused are offered once a mended setting makes them right, and taken in once', async () => {
  const settings = { app_secret: 'mistyped', verify_token: 'a word' }
  const connection = await connect('meta-whatsapp', settings)
  expect(await callMeta(connection, metaStatus('wamid.refused'), 'the real one')).toBe(403)
  // The note is written in the background.
  await house.ask('GET', `${url}/health`)
  const retry = async (take: boolean) =>
    (await house.ask('POST', `${url}/${connection.id}/refused/retry`, { take })).body
  expect(await retry(true)).toEqual({ kept: 1, right: 0, taken: 0 })
  await house.ask('PATCH', `${url}/${connection.id}`, {
    settings: { ...settings, app_secret: 'the real one' },
  })
  expect(await retry(false)).toEqual({ kept: 1, right: 1, taken: 0 })
  expect(await retry(true)).toEqual({ kept: 1, right: 1, taken: 1 })
  expect(await retry(true)).toEqual({ kept: 0, right: 0, taken: 0 })
  expect(await replay(connection)).toMatchObject({
    state: 'done',
    requests: 1,
    events: 1,
    added: 0,
    removed: 0,
  })
})

test('a connection that is not there, or not ours to manage, is not replayed', async () => {
  const connection = await connect('meta-whatsapp', { app_secret: 's', verify_token: 'w' })
  const made = await house.ask('POST', '/api/v1/api-keys', { name: 'reader', scopes: ['metrics:read'] })
  const { key } = made.body as { key: string }
  for (const [method, path] of [
    ['GET', 'replays'],
    ['POST', 'replays'],
    ['POST', 'refused/retry'],
  ] as const) {
    const answer = await house.app.inject({
      method,
      url: `${url}/${connection.id}/${path}`,
      headers: { authorization: `Bearer ${key}` },
      ...(method === 'GET' ? {} : { payload: path === 'replays' ? {} : { take: true } }),
    })
    expect(answer.statusCode).toBe(403)
    const missing = await house.ask(
      method,
      `${url}/${house.owner.companyId}/${path}`,
      path === 'replays' ? {} : { take: true },
    )
    expect(missing.status).toBe(404)
  }
})

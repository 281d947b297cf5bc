import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection, ConnectionHealth, RefusedRequest } from '../../src/contract/index.ts'
import { testHookAddress } from '../../src/http/hook-probe.ts'
import { type Installation, openInstallation, publicUrl } from './installation.ts'

const before = 'the secret before'
const after = 'the secret after'
const url = '/api/v1/connections'

let house: Installation
let meta: Connection

beforeAll(async () => {
  house = await openInstallation()
  const settings = { app_secret: before, verify_token: 'a word' }
  const made = await house.ask('POST', url, { provider: 'meta-whatsapp', name: 'WhatsApp', settings })
  meta = made.body as Connection
})
afterAll(() => house.close())

async function call(payload: string, secret: string): Promise<number> {
  const response = await house.app.inject({
    method: 'POST',
    url: `${meta.webhook_url.slice(publicUrl.length)}?a=1`,
    headers: {
      'content-type': 'application/json',
      authorization: 'Basic c2VjcmV0',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`,
    },
    payload,
  })
  return response.statusCode
}

const healthOf = async (): Promise<ConnectionHealth | undefined> =>
  ((await house.ask('GET', `${url}/health`)).body as ConnectionHealth[])[0]

test('a connection that nothing came to has no lag and refused nothing', async () => {
  expect(await healthOf()).toEqual({
    connection_id: meta.id,
    events_last_hour: 0,
    events_per_minute: 0,
    lag_ms: null,
    repeats_last_hour: 0,
    refused_last_day: 0,
    last_refused_at: null,
  })
})

test('a callback with a wrong signature is refused, counted and can be looked at, without credentials', async () => {
  expect(await call('{"object":"x"}', after)).toBe(403)
  expect(await call('{"object":"y"}', after)).toBe(403)
  expect(await healthOf()).toMatchObject({ events_last_hour: 0, refused_last_day: 2 })
  const listed = await house.ask('GET', `${url}/${meta.id}/refused`)
  const [request, ...others] = listed.body as RefusedRequest[]
  expect(request).toMatchObject({ reason: 'invalid_signature', method: 'POST', body_bytes: 14 })
  expect(others).toEqual([])
  const read = await house.ask('GET', `${url}/${meta.id}/refused/${request?.id}`)
  expect(read).toMatchObject({
    status: 200,
    body: { path: `/hooks/meta-whatsapp/${meta.id}?a=1`, body: '{"object":"x"}', is_body_cut: false },
  })
  expect(JSON.stringify(read.body)).not.toContain('c2VjcmV0')
  expect((await house.ask('GET', `${url}/${meta.id}/refused/none`)).status).toBe(404)
})

test('a rotated secret is taken beside the one before; replaced, the one before is refused', async () => {
  const payload = '{"object":"whatsapp_business_account","entry":[]}'
  const settings = { app_secret: after, verify_token: 'a word' }
  expect(await call(payload, after)).toBe(403)
  const rotated = await house.ask('POST', `${url}/${meta.id}/rotate`, { settings })
  const { previous_secret_until: until } = rotated.body as Connection
  expect(rotated.status).toBe(200)
  expect(until).not.toBeNull()
  expect(JSON.stringify(rotated.body)).not.toContain('secret after')
  expect([await call(payload, after), await call(payload, before)]).toEqual([200, 200])
  await house.ask('PATCH', `${url}/${meta.id}`, { settings })
  expect([await call(payload, after), await call(payload, before)]).toEqual([200, 403])
  const tooLong = await house.ask('POST', `${url}/${meta.id}/rotate`, { settings, previous_valid_hours: 169 })
  expect(tooLong.status).toBe(400)
})

test('a callback that comes again changes nothing and is told of as a repeat', async () => {
  const statuses = [
    { id: 'wamid.1', status: 'delivered', timestamp: '1788260000', recipient_id: '4915112345678' },
  ]
  const entry = [{ changes: [{ field: 'messages', value: { statuses } }] }]
  const payload = JSON.stringify({ object: 'whatsapp_business_account', entry })
  const before = (await healthOf())?.repeats_last_hour ?? 0
  expect([await call(payload, after), await call(payload, after), await call(payload, after)]).toEqual([
    200, 200, 200,
  ])
  await house.tick()
  expect((await healthOf())?.repeats_last_hour).toBe(before + 2)
  expect(await house.totals('messages.created')).toEqual({ 'messages.created': 1 })
})

describe('a test of an address', () => {
  let address: string
  beforeAll(async () => {
    address = await house.app.listen({ host: '127.0.0.1', port: 0 })
  })

  test('is answered where the connection is, and leaves nothing', async () => {
    const before = await healthOf()
    const asked = { secret: 'of tests', connectionId: meta.id }
    const path = `/hooks/meta-whatsapp/${meta.id}`
    expect(await testHookAddress(`${address}${path}`, asked)).toEqual({
      reached: true,
      duration_ms: expect.any(Number),
      detail: null,
    })
    expect(await healthOf()).toEqual(before)
  })

  test.each([
    ['another installation', (path: string) => `${address}${path}`, 'of others', /answered 204/],
    [
      'no connection',
      () => `${address}/hooks/meta-whatsapp/0199a000-0000-7000-8000-00000000000a`,
      'of tests',
      /answered 404/,
    ],
    ['another page', () => `${address}/healthz`, 'of tests', /answered 40/],
    ['nobody', () => 'http://127.0.0.1:1/', 'of tests', /ECONNREFUSED|bad port/],
  ])('says that %s answers', async (_, urlOf, secret, detail) => {
    const asked = { secret, connectionId: meta.id }
    expect(await testHookAddress(urlOf(`/hooks/meta-whatsapp/${meta.id}`), asked)).toMatchObject({
      reached: false,
      detail: expect.stringMatching(detail),
    })
  })
})

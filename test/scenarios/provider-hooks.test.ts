import { createHmac, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../../src/contract/index.ts'
import {
  type Answer,
  type Installation,
  openInstallation,
  presentMs,
  publicUrl,
  toAnswer,
} from './installation.ts'

const authToken = 'a-token-of-twilio'
const appSecret = 'a-secret-of-meta'
const verifyToken = 'a-word-between-us'

let house: Installation
let twilio: Connection
let meta: Connection

beforeAll(async () => {
  house = await openInstallation()
  twilio = await connect({
    provider: 'twilio',
    name: 'SMS of the shop',
    settings: { account_sid: 'AC0001', auth_token: authToken },
  })
  meta = await connect({
    provider: 'meta-whatsapp',
    name: 'WhatsApp of the shop',
    settings: { app_secret: appSecret, verify_token: verifyToken },
  })
})
afterAll(() => house.close())

async function connect(body: object): Promise<Connection> {
  const made = await house.ask('POST', '/api/v1/connections', body)
  expect(made.status).toBe(201)
  return made.body as Connection
}

/** A status callback as Twilio posts and signs it: HMAC-SHA1 over the address and the sorted fields. */
async function callTwilio(fields: Record<string, string>, signature?: string): Promise<Answer> {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
  const signed = twilio.webhook_url + sorted.map(([name, value]) => name + value).join('')
  const response = await house.app.inject({
    method: 'POST',
    url: twilio.webhook_url.slice(publicUrl.length),
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': signature ?? createHmac('sha1', authToken).update(signed).digest('base64'),
    },
    payload: new URLSearchParams(fields).toString(),
  })
  return toAnswer(response)
}

async function callMeta(body: object | string, signature?: string): Promise<Answer> {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await house.app.inject({
    method: 'POST',
    url: meta.webhook_url.slice(publicUrl.length),
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256':
        signature ?? `sha256=${createHmac('sha256', appSecret).update(payload).digest('hex')}`,
    },
    payload,
  })
  return toAnswer(response)
}

function checkAddress(token: string) {
  return house.app.inject({
    method: 'GET',
    url: `${meta.webhook_url.slice(publicUrl.length)}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`,
  })
}

const smsOf = (status: string, sid = 'SM00000000000000000000000000000001') => ({
  AccountSid: 'AC0001',
  MessageSid: sid,
  MessageStatus: status,
  From: '+4930123456',
  To: '+4915112345678',
  ApiVersion: '2010-04-01',
})

function metaBatch(ids: readonly string[], status: string): object {
  const timestamp = String(Math.floor(presentMs / 1000) - 60)
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '4930123456', phone_number_id: '1' },
              statuses: ids.map((id) => ({ id, status, timestamp, recipient_id: '4915112345678' })),
            },
          },
        ],
      },
    ],
  }
}

describe('callbacks of providers, unmodified', () => {
  test('a Twilio callback with a true signature changes the numbers', async () => {
    expect(await callTwilio(smsOf('sent'))).toMatchObject({ status: 204 })
    await house.tick()
    expect(await house.totals('messages.created', 'messages.sent', 'messages.delivered')).toEqual({
      'messages.created': 1,
      'messages.sent': 1,
      'messages.delivered': 0,
    })
    await callTwilio(smsOf('delivered'))
    await callTwilio(smsOf('delivered'))
    await house.tick()
    expect(await house.totals('messages.created', 'messages.sent', 'messages.delivered')).toEqual({
      'messages.created': 1,
      'messages.sent': 1,
      'messages.delivered': 1,
    })
  })

  test('a batch of Meta is taken in whole, and again without effect', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `wamid.batch-${index}`)
    for (const status of ['sent', 'delivered', 'delivered', 'read'])
      expect(await callMeta(metaBatch(ids, status))).toMatchObject({ status: 200 })
    await house.tick()
    expect(await house.totals('messages.created', 'messages.read')).toEqual({
      'messages.created': 201,
      'messages.read': 200,
    })
  })

  test('Meta’s check of the address is answered with its challenge, and only with the right word', async () => {
    const right = await checkAddress(verifyToken)
    expect([right.statusCode, right.payload]).toEqual([200, '1158201444'])
    expect(toAnswer(await checkAddress('guess'))).toMatchObject({
      status: 403,
      body: { code: 'invalid_verify_token' },
    })
  })

  test('a wrong signature is refused and leaves nothing', async () => {
    const before = await house.totals('messages.created')
    const forged = smsOf('delivered', 'SM00000000000000000000000000000002')
    for (const signature of ['', 'AAAA', Buffer.alloc(20).toString('base64')])
      expect(await callTwilio(forged, signature)).toMatchObject({
        status: 403,
        body: { code: 'invalid_signature' },
      })
    expect(await callMeta(metaBatch(['wamid.forged'], 'sent'), 'sha256=00')).toMatchObject({
      status: 403,
      body: { code: 'invalid_signature' },
    })
    await house.tick()
    expect(await house.totals('messages.created')).toEqual(before)
  })

  test('a callback that is signed but cannot be read is a problem, not a crash', async () => {
    expect(await callMeta('{"entry":')).toMatchObject({ status: 400, body: { code: 'invalid_body' } })
    expect(await callMeta('[1,2,3]')).toMatchObject({ status: 400, body: { code: 'invalid_body' } })
    const deep = `{"entry":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`
    expect(await callMeta(deep)).toMatchObject({ status: 400, body: { code: 'invalid_body' } })
  })

  test('a callback of more than 3 MB is refused', async () => {
    expect(await callMeta(`"${'x'.repeat(3 * 1024 * 1024)}"`)).toMatchObject({
      status: 413,
      body: { code: 'body_too_large' },
    })
  })

  test('a connection’s secrets never come out again', async () => {
    const listed = await house.ask('GET', '/api/v1/connections')
    const text = JSON.stringify(listed.body)
    expect(text).toContain('SMS of the shop')
    for (const secret of [authToken, appSecret, verifyToken]) expect(text).not.toContain(secret)
  })

  test('after its removal a connection answers no more, and its messages stay', async () => {
    const before = await house.totals('messages.created')
    expect(await house.ask('DELETE', `/api/v1/connections/${twilio.id}`)).toMatchObject({ status: 204 })
    expect(await callTwilio(smsOf('delivered'))).toMatchObject({ status: 404 })
    expect(await house.totals('messages.created')).toEqual(before)
  })
})

test('strangers who never end their bodies are refused before them, and shut nobody out', async () => {
  const strangers = Array.from({ length: 40 }, () =>
    house.app.inject({
      method: 'POST',
      url: `/hooks/twilio/${randomUUID()}`,
      headers: { 'content-type': 'application/json', 'content-length': String(3 * 1024 * 1024) },
      payload: new Readable({ read() {} }),
    }),
  )
  for (const answer of await Promise.all(strangers)) expect(answer.statusCode).toBe(404)
  expect(await callMeta({ object: 'whatsapp_business_account', entry: [] })).toMatchObject({ status: 200 })
})

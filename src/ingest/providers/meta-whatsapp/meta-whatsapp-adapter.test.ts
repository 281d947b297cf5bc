import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../../../test/fixtures/event-log-in-memory.ts'
import {
  fixtureConnections,
  providerFixture,
  signedRequest,
} from '../../../../test/fixtures/provider-requests.ts'
import { createIngest, type HookRequest } from '../../index.ts'

const nowMs = Date.UTC(2026, 8, 1, 12)
const provider = 'meta-whatsapp'
const connection = fixtureConnections[provider]
const sign = (body: unknown): HookRequest => signedRequest(provider, Buffer.from(JSON.stringify(body)))

async function receive(request: HookRequest) {
  const log = createEventLogInMemory()
  const ingest = createIngest({ facts: log, clock: () => nowMs })
  const answer = await ingest.acceptHook({ provider, connection, request })
  return { answer, log, events: log.events, event: log.events[0] }
}
const receiveFixture = (name: string) => receive(signedRequest(provider, providerFixture(provider, name)))

const change = (statuses: unknown[]) => ({ field: 'messages', value: { statuses } })
const ask = (query: string): HookRequest => ({
  method: 'GET',
  url: `https://stats.example.com/hooks/meta-whatsapp/x?${query}`,
  headers: {},
  body: new Uint8Array(),
})

describe('statuses of Meta', () => {
  test.each([
    [
      'sent',
      {
        step: 'sent',
        category: 'utility',
        kind: 'service',
        sender: '+15550783881',
        recipient: '+4915112345678',
      },
    ],
    [
      'delivered',
      { step: 'delivered', timeMs: 1_788_256_805_000, timeSource: 'provider', numberCountry: 'DE' },
    ],
    ['read-without-recipient', { step: 'read', recipient: '', kind: '' }],
    ['failed', { step: 'failed', errorCode: '131026', errorReason: 'Message undeliverable' }],
    [
      'marketing-to-user-id',
      {
        kind: 'advertising',
        category: 'marketing_lite',
        recipient: 'DE.13491208655302741918',
        numberCountry: 'DE',
      },
    ],
    ['unknown-status', { step: 'noted', timeSource: 'receipt', timeMs: nowMs, errorCode: '' }],
    ['old-timestamp', { step: 'read', timeSource: 'receipt', timeMs: nowMs }],
  ])('%s', async (name, expected) => {
    const { answer, event } = await receiveFixture(name)
    expect(answer).toMatchObject({ ok: true, value: { status: 200 } })
    expect(event).toMatchObject({
      companyId: connection.companyId,
      connectionId: connection.id,
      provider,
      channel: 'whatsapp',
      ...expected,
    })
  })

  test('of one message join, also where the recipient is missing', async () => {
    const keys = await Promise.all(
      ['sent', 'delivered', 'read-without-recipient'].map(
        async (name) => (await receiveFixture(name)).event?.messageKey,
      ),
    )
    expect(new Set(keys).size).toBe(1)
  })

  test('of a group are one message for each member', async () => {
    const { events } = await receiveFixture('group')
    expect(events.map((event) => event.recipient)).toEqual(['+4915112345671', '+4915112345672'])
    expect(new Set(events.map((event) => event.messageKey)).size).toBe(2)
  })

  test('on calls and payments, and messages that came in, are archived and are no events', async () => {
    const { log, events } = await receiveFixture('calls-payments-inbound')
    expect(log.requests).toHaveLength(1)
    expect(events).toEqual([])
  })

  test('free of charge have their category and no price; a number goes before the id of its user', async () => {
    expect((await receiveFixture('free-of-charge')).event).toMatchObject({
      step: 'sent',
      category: 'service',
      costMicros: null,
      recipient: '+4915112345678',
    })
  })

  test('come a thousand at a time, each with its place', async () => {
    const statuses = Array.from({ length: 1_000 }, (_, index) => ({
      id: `wamid.${index}`,
      status: 'delivered',
      timestamp: '1788256805',
      recipient_id: '4915112345678',
    }))
    const body = {
      entry: [{ changes: [change(statuses.slice(0, 400))] }, { changes: [change(statuses.slice(400))] }],
    }
    const { events } = await receive(sign(body))
    expect(events.map((event) => event.requestIndex)).toEqual(statuses.map((_, index) => index))
    expect(new Set(events.map((event) => event.messageKey)).size).toBe(1_000)
  })

  test.each([
    {},
    { entry: 'none' },
    { entry: [null, 1, { changes: [{ field: 'messages', value: null }] }] },
    { entry: [{ changes: [{ field: 'messages', value: { statuses: [null, 5, {}, { id: 'x' }] } }] }] },
  ])('in a body of another shape (%j) are none', async (body) => {
    const { answer, events } = await receive(sign(body))
    expect(answer.ok).toBe(true)
    expect(events).toEqual([])
  })

  test.each(['', '{', '[]', '"x"', 'null'])(
    'in a body that is no JSON object (%j) are refused',
    async (body) => {
      const { answer, log } = await receive(signedRequest(provider, Buffer.from(body)))
      expect(answer).toMatchObject({ failure: { code: 'invalid_body' } })
      expect(log.requests).toEqual([])
    },
  )
})

describe('messages that came in by Meta', () => {
  const keyOf = async (name: string) => (await receiveFixture(name)).event?.messageKey

  test('are replies to the message that they quote, or clicks where a button was tapped', async () => {
    const { events } = await receiveFixture('replies')
    expect(events.map(({ step, requestIndex }) => [step, requestIndex])).toEqual([
      ['replied', 0],
      ['clicked', 1],
      ['clicked', 2],
    ])
    expect(events[0]).toMatchObject({
      messageId: 'wamid.AAA',
      recipient: '+4915112345678',
      sender: '+15550783881',
      timeMs: 1_788_256_950_000,
    })
    expect(new Set(events.map(({ messageKey }) => messageKey))).toEqual(new Set([await keyOf('sent')]))
  })

  test('of users without a visible number join by the message, too', async () => {
    const { event } = await receiveFixture('reply-of-user-id')
    expect(event).toMatchObject({
      step: 'replied',
      recipient: 'DE.13491208655302741918',
      numberCountry: 'DE',
    })
    expect(event?.messageKey).toBe(await keyOf('marketing-to-user-id'))
  })

  test('in a group belong to the message to their member', async () => {
    const { events } = await receiveFixture('group')
    const { event } = await receiveFixture('reply-in-group')
    expect(event?.messageKey).toBe(events.find(({ recipient }) => recipient === '+4915112345671')?.messageKey)
  })

  test.each([
    [{ context: null }],
    [{ context: { id: 5 } }],
    [{ context: { id: 'wamid.AAA' } }],
    [{ id: 'wamid.R', context: 'none' }],
    [null],
    [7],
  ])('of another shape (%j) are no events', async (message) => {
    const { answer, events } = await receive(
      sign({ entry: [{ changes: [{ field: 'messages', value: { messages: [message] } }] }] }),
    )
    expect(answer.ok).toBe(true)
    expect(events).toEqual([])
  })
})

describe('signatures of Meta', () => {
  test.each([undefined, '', 'sha256=', 'sha256=00', `sha1=${'0'.repeat(40)}`])(
    'of %j are refused',
    async (signature) => {
      const request = { ...sign({}), headers: { 'x-hub-signature-256': signature } }
      const { answer, log } = await receive(request)
      expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
      expect(log.requests).toEqual([])
    },
  )

  test('cover every byte of the body', async () => {
    const request = signedRequest(provider, providerFixture(provider, 'sent'))
    const changed = { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) }
    expect((await receive(changed)).answer).toMatchObject({ failure: { code: 'invalid_signature' } })
  })
})

describe('the check of the address by Meta', () => {
  test('is answered with its challenge', async () => {
    const { answer, log } = await receive(
      ask('hub.mode=subscribe&hub.verify_token=meta-verify&hub.challenge=1158201444'),
    )
    expect(answer).toMatchObject({
      ok: true,
      value: { status: 200, body: '1158201444', contentType: 'text/plain; charset=utf-8' },
    })
    expect(log.requests).toEqual([])
  })

  test.each([
    'hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1',
    'hub.mode=subscribe&hub.challenge=1',
    'hub.mode=unsubscribe&hub.verify_token=meta-verify&hub.challenge=1',
    '',
  ])('is refused for %j', async (query) => {
    expect((await receive(ask(query))).answer).toMatchObject({ failure: { code: 'invalid_verify_token' } })
  })
})

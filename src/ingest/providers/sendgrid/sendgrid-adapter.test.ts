import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { providerFixture, signedRequest } from '../../../../test/fixtures/provider-requests.ts'
import { receiveFixture, receiveHook, refusalOf } from '../../../../test/fixtures/receive-hook.ts'

const provider = 'sendgrid'
const batch = signedRequest(provider, providerFixture(provider, 'batch'))

describe('events of SendGrid', () => {
  test('of a batch are each an event of their message and recipient', async () => {
    const { answer, events } = await receiveFixture(provider, 'batch')
    expect(answer).toMatchObject({ ok: true, value: { status: 200 } })
    expect(events.map(({ step, recipient, errorCode }) => [step, recipient, errorCode])).toEqual([
      ['accepted', 'ann@example.com', ''],
      ['queued', 'ann@example.com', ''],
      ['delivered', 'ann@example.com', ''],
      ['failed', 'ben@example.com', '5.0.0'],
      ['rejected', 'carl@example.com', '5.0.0'],
    ])
    // Three recipients of one mail are three messages; the id of the server is no part of the message's.
    expect(new Set(events.map(({ messageKey }) => messageKey)).size).toBe(3)
    expect(events[0]).toMatchObject({
      channel: 'email',
      messageId: '14c5d75ce93.dfd.64b469',
      category: 'cat facts',
    })
    expect(events[1]).toMatchObject({ errorReason: '400 try again later', timeMs: 1_788_256_802_000 })
    expect(events.map(({ requestIndex }) => requestIndex)).toEqual([0, 1, 2, 3, 4])
  })

  test('of recipients say what they did, and whether a machine did', async () => {
    const { events } = await receiveFixture(provider, 'engagement')
    expect(events.map(({ step, machine }) => [step, machine])).toEqual([
      ['read', true],
      ['read', false],
      ['clicked', false],
      ['complained', false],
      ['unsubscribed', false],
      ['unsubscribed', false],
      ['noted', false],
    ])
    expect(events[2]).toMatchObject({
      url: 'https://shop.example.com/sale?a=1&b=2',
      campaign: 'Autumn',
      template: 'Sale',
    })
  })

  test('that are odd are noted or left out, and fail nothing', async () => {
    const { answer, events } = await receiveFixture(provider, 'odd')
    expect(answer.ok).toBe(true)
    expect(events.map(({ step, timeSource, category }) => [step, timeSource, category])).toEqual([
      ['noted', 'receipt', ''],
      ['delivered', 'receipt', ''],
    ])
  })

  test.each(['', '{}', '{"event":"open"}', 'null', '[', '"x"'])(
    'in a body that is no list (%j) are refused',
    async (body) => {
      expect(await refusalOf(provider, signedRequest(provider, Buffer.from(body)))).toBe('invalid_body')
    },
  )
})

describe('signatures of SendGrid', () => {
  test('cover the line break at the end', async () => {
    const request = signedRequest(provider, providerFixture(provider, 'odd'))
    expect([...request.body.subarray(-2)]).toEqual([13, 10])
    const cut = { ...request, body: request.body.subarray(0, -2) }
    expect(await refusalOf(provider, cut)).toBe('invalid_signature')
  })

  test('cover the timestamp', async () => {
    const headers = { ...batch.headers, 'x-twilio-email-event-webhook-timestamp': '1788264001' }
    expect(await refusalOf(provider, { ...batch, headers })).toBe('invalid_signature')
  })

  test.each(['', 'AAAA', 'not base64 at all', '-----BEGIN PUBLIC KEY-----'])(
    'are refused with a key that is none: %j',
    async (key) => {
      expect(await refusalOf(provider, batch, { settings: { public_key: key } })).toBe('invalid_signature')
    },
  )

  test('are refused with the key of somebody else, and when missing', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    expect(await refusalOf(provider, batch, { settings: { public_key: key } })).toBe('invalid_signature')
    expect(await refusalOf(provider, { ...batch, headers: {} })).toBe('invalid_signature')
    expect((await receiveHook(provider, batch)).answer.ok).toBe(true)
  })
})

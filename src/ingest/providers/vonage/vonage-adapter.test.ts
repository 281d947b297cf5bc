import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  providerFixture,
  signedRequest,
  unsignedRequest,
} from '../../../../test/fixtures/provider-requests.ts'
import { receiveFixture, receiveHook, refusalOf } from '../../../../test/fixtures/receive-hook.ts'
import { vonageToken } from '../../../../test/fixtures/sign-request.ts'

const provider = 'vonage'
const secret = 'vonage-secret'

describe('receipts of the SMS API of Vonage', () => {
  test.each([
    [
      'sms-delivered',
      {
        step: 'delivered',
        channel: 'sms',
        sender: 'Shop',
        recipient: '+4915112345678',
        network: '262-01',
        segments: 1,
        costMicros: 33_300n,
        costCurrency: 'EUR',
        errorCode: '',
        timeMs: 1_788_256_805_000,
      },
    ],
    ['sms-buffered', { step: 'queued', timeMs: 1_788_256_801_000 }],
    ['sms-failed', { step: 'failed', errorCode: '6', recipient: '+447700900000', timeMs: 1_788_256_807_000 }],
    [
      'sms-odd',
      { step: 'noted', recipient: '', network: '', costMicros: null, errorCode: '', timeSource: 'receipt' },
    ],
  ])('%s', async (name, expected) => {
    const { answer, event } = await receiveFixture(provider, name)
    expect(answer).toMatchObject({ ok: true, value: { status: 200 } })
    expect(event).toMatchObject(expected)
  })

  test('join by GET and as a form', async () => {
    const keys = await Promise.all(
      ['sms-delivered', 'sms-buffered'].map(
        async (name) => (await receiveFixture(provider, name)).event?.messageKey,
      ),
    )
    expect(new Set(keys).size).toBe(1)
  })

  test('pushed again later, with another time of pushing, are the same event', async () => {
    const form = Buffer.from(providerFixture(provider, 'sms-delivered')).toString('utf8')
    const later = Buffer.from(form.replace('10%3A00%3A05', '11%3A00%3A05').replace('nonce=a', 'nonce=b'))
    const [first, again] = await Promise.all(
      [Buffer.from(form), later].map((body) => receiveHook(provider, signedRequest(provider, body, 'form'))),
    )
    expect(again?.event?.eventKey).toBe(first?.event?.eventKey)
  })

  test('of messages that came in are archived only', async () => {
    const { log, events } = await receiveFixture(provider, 'sms-inbound')
    expect(log.requests).toHaveLength(1)
    expect(events).toEqual([])
  })
})

describe('webhooks of the Messages API of Vonage', () => {
  test.each([
    [
      'message-submitted',
      { step: 'sent', channel: 'whatsapp', costMicros: 33_300n, recipient: '+447700900000' },
    ],
    ['message-delivered', { step: 'delivered', timeMs: 1_788_256_803_000 }],
    ['message-read', { step: 'read' }],
    [
      'message-rejected',
      {
        step: 'rejected',
        errorCode: '1260',
        errorReason: 'Destination unreachable',
        segments: 2,
        network: '262-01',
      },
    ],
    [
      'message-older-version',
      {
        step: 'failed',
        errorCode: '1300',
        sender: '12345',
        recipient: '+4915112345678',
        costMicros: 20_000n,
      },
    ],
    ['reply', { step: 'replied', recipient: '+447700900000', sender: '+447700900001' }],
    ['button', { step: 'clicked', recipient: '+447700900000' }],
  ])('%s', async (name, expected) => {
    expect((await receiveFixture(provider, name)).event).toMatchObject(expected)
  })

  test('of a message join with the replies that quote it', async () => {
    const names = ['message-submitted', 'message-delivered', 'message-read', 'reply', 'button']
    const keys = await Promise.all(
      names.map(async (name) => (await receiveFixture(provider, name)).event?.messageKey),
    )
    expect(new Set(keys).size).toBe(1)
  })

  test('that quote no message are archived only', async () => {
    expect((await receiveFixture(provider, 'inbound')).events).toEqual([])
  })
})

describe('signatures of the SMS API of Vonage', () => {
  const fields = {
    messageId: '1',
    status: 'delivered',
    'client-ref': 'a&b=c',
    Zeta: 'ä',
    msisdn: '4915112345678',
  }
  // In order of their names, with the separators in values replaced.
  const signed = '&Zeta=ä&client-ref=a_b_c&messageId=1&msisdn=4915112345678&status=delivered'
  const sigs: Readonly<Record<string, string>> = {
    md5hash: createHash('md5').update(`${signed}${secret}`).digest('hex'),
    md5: createHmac('md5', secret).update(signed).digest('hex'),
    sha1: createHmac('sha1', secret).update(signed).digest('hex'),
    sha256: createHmac('sha256', secret).update(signed).digest('hex').toUpperCase(),
    sha512: createHmac('sha512', secret).update(signed).digest('hex'),
  }

  describe.each(Object.entries(sigs))('by %s', (signature_method, sig) => {
    const settings = { signature_secret: secret, signature_method }
    const form = new URLSearchParams({ ...fields, sig }).toString()

    test.each([
      ['form', Buffer.from(form)],
      ['query', Buffer.from(form)],
      ['json', Buffer.from(JSON.stringify({ ...fields, sig }))],
    ] as const)('count for a receipt by %s, and no other method does', async (kind, body) => {
      const request = unsignedRequest(provider, body, kind)
      expect(await refusalOf(provider, request, { settings })).toBe(null)
      for (const other of Object.keys(sigs).filter((name) => name !== signature_method))
        expect(
          await refusalOf(provider, request, { settings: { ...settings, signature_method: other } }),
        ).toBe('invalid_signature')
    })

    test('cover every field', async () => {
      const changed = unsignedRequest(provider, Buffer.from(form.replace('delivered', 'failed')), 'form')
      expect(await refusalOf(provider, changed, { settings })).toBe('invalid_signature')
      const more = unsignedRequest(provider, Buffer.from(`${form}&price=1`), 'form')
      expect(await refusalOf(provider, more, { settings })).toBe('invalid_signature')
    })
  })

  test('are made by md5hash where the connection names no method', async () => {
    const body = Buffer.from(new URLSearchParams({ ...fields, sig: sigs['md5hash'] ?? '' }).toString())
    const request = unsignedRequest(provider, body, 'form')
    expect(await refusalOf(provider, request, { settings: { signature_secret: secret } })).toBe(null)
  })

  test('over more fields than a receipt has are refused unread', async () => {
    const body = Buffer.from(Array.from({ length: 101 }, (_, n) => `k${n}=v`).join('&'))
    expect(await refusalOf(provider, signedRequest(provider, body, 'form'))).toBe('invalid_signature')
  })

  test('are refused when missing', async () => {
    const request = unsignedRequest(provider, Buffer.from('messageId=1&status=delivered'), 'form')
    expect(await refusalOf(provider, request)).toBe('invalid_signature')
    expect(await refusalOf(provider, request, { settings: { signature_secret: '' } })).toBe(
      'invalid_signature',
    )
  })
})

describe('bearer tokens of the Messages API of Vonage', () => {
  const body = providerFixture(provider, 'message-read')
  const withToken = (token: string) => ({
    ...unsignedRequest(provider, body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  })

  test('count with the hash of the body, and are not kept', async () => {
    const { answer, log } = await receiveHook(provider, withToken(vonageToken(body)))
    expect(answer.ok).toBe(true)
    expect(log.requests[0]?.headers).toEqual({ 'content-type': 'application/json' })
  })

  test('are checked with a secret of their own where there is one', async () => {
    const request = withToken(vonageToken(body, { secret: 'jwt-secret' }))
    expect(await refusalOf(provider, request)).toBe('invalid_signature')
    const settings = { signature_secret: secret, jwt_secret: 'jwt-secret' }
    expect(await refusalOf(provider, request, { settings })).toBe(null)
  })

  test.each([
    ['of another algorithm', vonageToken(body, { alg: 'none' })],
    ['of another HMAC', vonageToken(body, { alg: 'HS512' })],
    ['over another body', vonageToken(Buffer.from('{}'))],
    ['without the hash of the body', vonageToken(body, { claims: { payload_hash: undefined } })],
    ['without a signature', vonageToken(body).split('.').slice(0, 2).join('.')],
    ['with an empty signature', `${vonageToken(body).split('.').slice(0, 2).join('.')}.`],
    ['with a further part', `${vonageToken(body)}.x`],
    ['that are none', 'x'],
  ])('%s are refused', async (_which, token) => {
    expect(await refusalOf(provider, withToken(token))).toBe('invalid_signature')
  })
})

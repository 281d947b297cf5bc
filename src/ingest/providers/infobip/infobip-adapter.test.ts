import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { providerFixture, signedRequest } from '../../../../test/fixtures/provider-requests.ts'
import { receiveFixture, receiveHook, refusalOf } from '../../../../test/fixtures/receive-hook.ts'

const provider = 'infobip'
const delivered = signedRequest(provider, providerFixture(provider, 'sms-delivered'))
const submittedMs = Date.UTC(2026, 8, 1, 10, 0, 1)

/** Each event's step, message and code, without the submissions that every report of delivery brings. */
async function reportsOf(name: string) {
  const { answer, events } = await receiveFixture(provider, name)
  expect(answer).toMatchObject({ ok: true, value: { status: 200 } })
  return events.filter(({ step, timeMs }) => step !== 'accepted' || timeMs !== submittedMs)
}

describe('reports of Infobip', () => {
  test('say when a message was handed over and when it arrived', async () => {
    const { events } = await receiveFixture(provider, 'sms-delivered')
    expect(events).toMatchObject([
      { step: 'accepted', timeMs: submittedMs, timeSource: 'provider', costMicros: null },
      {
        step: 'delivered',
        timeMs: submittedMs + 4_500,
        channel: 'sms',
        sender: 'Shop',
        recipient: '+4915112345678',
        network: '262-01',
        segments: 2,
        // 0.01 for each of two parts.
        costMicros: 20_000n,
        costCurrency: 'EUR',
        errorCode: '',
      },
    ])
  })

  test('come in batches, one status each, with booleans and ids as texts or not', async () => {
    const events = await reportsOf('sms-batch')
    expect(events.map(({ step, messageId, errorCode }) => [step, messageId, errorCode])).toEqual([
      ['accepted', 'MESSAGE-ID-1', ''],
      ['carrier_delivered', 'MESSAGE-ID-1', ''],
      ['failed', 'MESSAGE-ID-2', 'EC_ABSENT_SUBSCRIBER'],
      ['rejected', 'MESSAGE-ID-3', 'REJECTED_NETWORK'],
      ['expired', 'MESSAGE-ID-4', 'EC_UNKNOWN_SUBSCRIBER'],
      ['unconfirmed', 'MESSAGE-ID-5', 'EXPIRED_DLR_UNKNOWN'],
    ])
    expect(events.map(({ requestIndex }) => requestIndex)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('are read by number where names are missing, with times of receipt where dates are none', async () => {
    expect(await reportsOf('without-names')).toMatchObject([
      { step: 'carrier_delivered', timeSource: 'receipt' },
      { step: 'rejected', timeSource: 'receipt', costMicros: null, segments: 2 },
    ])
  })

  test('with a status that nobody knows are noted', async () => {
    expect(await reportsOf('unknown-status')).toMatchObject([{ step: 'noted', messageId: 'MESSAGE-ID-8' }])
  })

  test('of other channels name theirs; only parts of an SMS are counted', async () => {
    expect(await reportsOf('whatsapp-delivered')).toMatchObject([
      { channel: 'whatsapp', segments: 0, costMicros: 10_000n },
    ])
    expect(await reportsOf('viber-delivered')).toMatchObject([{ channel: 'viber', segments: 0 }])
    expect(await reportsOf('email-delivered')).toMatchObject([
      { channel: 'email', recipient: 'Ann@example.com', segments: 0, costMicros: 500n },
    ])
  })

  test('take the channel from the address where they name none', async () => {
    const request = { ...delivered, url: `${delivered.url}?channel=Viber` }
    const { events } = await receiveHook(provider, request)
    expect(events.map(({ channel }) => channel)).toEqual(['viber', 'viber'])
    const odd = { ...delivered, url: `${delivered.url}?channel=${'%00'.repeat(9)}` }
    expect((await receiveHook(provider, odd)).event).toMatchObject({ channel: 'sms' })
  })

  test('of being seen join the message', async () => {
    const [delivery] = await reportsOf('whatsapp-delivered')
    const [seen] = await reportsOf('whatsapp-seen')
    expect(seen).toMatchObject({ step: 'read', timeMs: Date.UTC(2026, 8, 1, 10, 1), channel: 'whatsapp' })
    expect(seen?.messageKey).toBe(delivery?.messageKey)
  })

  test.each([
    ['email-opened', { step: 'read', messageId: 'EM-1', channel: 'email', timeSource: 'receipt' }],
    ['email-clicked', { step: 'clicked', url: 'https://shop.example.com/sale', timeSource: 'receipt' }],
    ['sms-clicked', { step: 'clicked', messageId: '123456789012345678901', channel: 'sms' }],
    ['sms-clicked-neighbour', { messageId: '123456789012345678902' }],
    ['unsubscribed', { step: 'unsubscribed' }],
  ])('of what recipients did: %s', async (name, expected) => {
    expect(await reportsOf(name)).toMatchObject([expected])
  })

  test('of messages that came in are archived only', async () => {
    const { log, events } = await receiveFixture(provider, 'inbound')
    expect(log.requests).toHaveLength(1)
    expect(events).toEqual([])
  })

  test.each(['', '"x"', 'null', '1', '{"results":'])(
    'in a body that is no object (%j) are refused',
    async (body) => {
      expect(await refusalOf(provider, signedRequest(provider, Buffer.from(body)))).toBe('invalid_body')
    },
  )
})

describe('the authentication of Infobip', () => {
  const basic = (text: string) => ({
    ...delivered,
    headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` },
  })

  test('by user name and password takes both, and keeps neither', async () => {
    expect(await refusalOf(provider, basic('infobip:infobip-secret'))).toBe(null)
    for (const wrong of ['infobip:', ':infobip-secret', 'infobip:infobip-secret ', 'other:infobip-secret'])
      expect(await refusalOf(provider, basic(wrong))).toBe('invalid_signature')
    const { log } = await receiveHook(provider, delivered)
    expect(JSON.stringify(log.requests[0]?.headers)).not.toContain('authorization')
  })

  test.each([{}, { username: '', password: '' }, { username: 'infobip' }])(
    'with the settings %j lets nobody in',
    async (settings) => {
      for (const text of ['', ':', 'infobip:'])
        expect(await refusalOf(provider, basic(text), { settings })).toBe('invalid_signature')
    },
  )

  test.each([
    ['x-hub-signature-256', 'sha256', 'hex', 'sha256='],
    ['x-hub-signature', 'sha256', 'hex', ''],
    ['x-hub-signature', 'sha1', 'hex', 'sha1='],
    ['x-infobip-signature', 'sha256', 'base64', ''],
    ['x-infobip-signature', 'sha512', 'base64', 'sha512='],
  ] as const)('by HMAC in %s (%s, %s, %j) covers the body', async (header, algorithm, encoding, before) => {
    const signature = createHmac(algorithm, 'hmac-secret').update(delivered.body).digest(encoding)
    const request = { ...delivered, headers: { [header]: before + signature } }
    const settings = { hmac_secret: 'hmac-secret' }
    expect(await refusalOf(provider, request, { settings })).toBe(null)
    const changed = { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) }
    expect(await refusalOf(provider, changed, { settings })).toBe('invalid_signature')
    expect(await refusalOf(provider, delivered, { settings })).toBe('invalid_signature')
  })
})

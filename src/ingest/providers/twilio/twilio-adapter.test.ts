import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../../../test/fixtures/event-log-in-memory.ts'
import {
  fixtureConnections,
  providerFixture,
  signedRequest,
  signedTwilioJson,
  signForm,
} from '../../../../test/fixtures/provider-requests.ts'
import { createIngest, type HookRequest } from '../../index.ts'
import { isSignedByTwilio } from './twilio-signature.ts'

const nowMs = Date.UTC(2026, 8, 1, 12)
const connection = fixtureConnections.twilio

async function receive(
  request: HookRequest,
  to: typeof connection | { readonly settings: Record<string, string> } = connection,
) {
  const log = createEventLogInMemory()
  const ingest = createIngest({ facts: log, clock: () => nowMs })
  const answer = await ingest.acceptHook({
    provider: 'twilio',
    connection: { ...connection, ...to },
    request,
  })
  return { answer, log, event: log.events[0] }
}
const receiveFixture = (name: string) => receive(signedRequest('twilio', providerFixture('twilio', name)))

describe('statuses of Twilio', () => {
  test.each([
    ['sms-accepted', { step: 'accepted', channel: 'sms', sender: '', recipient: '+4915112345678' }],
    ['sms-sent', { step: 'sent', sender: '+14155550100', numberCountry: 'DE', recipientType: 'MOBILE' }],
    ['sms-delivered', { step: 'delivered', errorCode: '' }],
    [
      'sms-undelivered',
      { step: 'failed', errorCode: '30003', errorReason: 'Handset unreachable', sender: 'Shop' },
    ],
    ['sms-failed-unlisted-code', { step: 'failed', errorCode: '39999', errorReason: 'Something new' }],
    ['sms-canceled', { step: 'cancelled' }],
    ['sms-unknown-status', { step: 'noted', recipient: '+447700900126' }],
    ['sms-priced', { step: 'sent', segments: 2, costMicros: 7_900n, costCurrency: 'USD' }],
    ['group-partially-delivered', { step: 'noted' }],
    [
      'whatsapp-read',
      { step: 'read', channel: 'whatsapp', sender: '+14155238886', recipient: '+4915112345678' },
    ],
    ['whatsapp-undelivered', { step: 'failed', channel: 'whatsapp', errorCode: '63016' }],
    [
      'messenger-delivered',
      { step: 'delivered', channel: 'messenger', recipient: '7654321987654321', numberCountry: '' },
    ],
  ])('%s', async (name, expected) => {
    const { answer, event } = await receiveFixture(name)
    expect(answer).toEqual({
      ok: true,
      value: { status: 204, contentType: null, body: '', isArchived: true },
    })
    expect(event).toMatchObject({
      companyId: connection.companyId,
      connectionId: connection.id,
      provider: 'twilio',
      ...expected,
    })
  })

  test.each([
    [
      'whatsapp-reply',
      { step: 'replied', channel: 'whatsapp', recipient: '+4915112345678', sender: '+14155238886' },
    ],
    ['whatsapp-button', { step: 'clicked', recipient: '+4915112345678' }],
  ])('of a message that came in join the one that it quotes: %s', async (name, expected) => {
    const { event } = await receiveFixture(name)
    expect(event).toMatchObject({ messageId: 'SM00000000000000000000000000000008', ...expected })
    expect(event?.messageKey).toBe((await receiveFixture('whatsapp-read')).event?.messageKey)
  })

  test('of a shortened link are clicks on its message, at their own time', async () => {
    const { event } = await receiveFixture('link-clicked')
    expect(event).toMatchObject({
      step: 'clicked',
      channel: 'sms',
      url: 'https://shop.example.com/sale?a=1',
      timeMs: Date.UTC(2026, 8, 1, 10, 5),
      timeSource: 'provider',
    })
    expect(event?.messageKey).toBe((await receiveFixture('sms-sent')).event?.messageKey)
  })

  test('have no time of their own: the receipt stands in, since RawDlrDoneDate has no zone', async () => {
    const { event } = await receiveFixture('sms-delivered')
    expect(event).toMatchObject({ timeMs: nowMs, timeSource: 'receipt' })
  })

  test('of one message join, whatever else they carry', async () => {
    const keys = await Promise.all(
      ['sms-accepted', 'sms-sent', 'sms-delivered'].map(
        async (name) => (await receiveFixture(name)).event?.messageKey,
      ),
    )
    expect(new Set(keys).size).toBe(1)
  })

  test.each(['inbound-received', 'without-sid', 'whatsapp-own-quote', 'link-previewed'])(
    '%s is archived and is no event',
    async (name) => {
      const { answer, log } = await receiveFixture(name)
      expect(answer.ok).toBe(true)
      expect(log.requests).toHaveLength(1)
      expect(log.events).toEqual([])
    },
  )

  test.each([
    ['1000000000', 1_000_000_000_000_000n],
    ['-1000000000.000001', null],
    ['999999999999999', null],
    ['99999999999999999999', null],
  ])('with a price of %s keep it only where the log can hold it', async (price, costMicros) => {
    const body = Buffer.from(
      `AccountSid=${connection.settings.account_sid}&MessageSid=SM1&MessageStatus=sent&Price=${price}&PriceUnit=USD&NumSegments=256`,
    )
    const { event } = await receive(signedRequest('twilio', body))
    const costCurrency = costMicros === null ? '' : 'USD'
    expect(event).toMatchObject({ step: 'sent', segments: 0, costMicros, costCurrency })
  })

  test('of another account are refused', async () => {
    const body = Buffer.from('AccountSid=AC2&MessageSid=SM1&MessageStatus=sent')
    expect((await receive(signedRequest('twilio', body))).answer).toMatchObject({
      failure: { code: 'wrong_account' },
    })
  })

  test('may come as JSON signed by its hash', async () => {
    const callback = {
      AccountSid: connection.settings.account_sid,
      MessageSid: 'SM1',
      MessageStatus: 'sent',
      To: '+14155550123',
    }
    const request = signedTwilioJson(Buffer.from(JSON.stringify(callback)))
    expect((await receive(request)).event).toMatchObject({ step: 'sent', recipient: '+14155550123' })
    const changed = Buffer.from(JSON.stringify({ ...callback, MessageStatus: 'read' }))
    expect((await receive({ ...request, body: changed })).answer).toMatchObject({
      failure: { code: 'invalid_signature' },
    })
    expect((await receive(signedTwilioJson(Buffer.from('[]')))).answer).toMatchObject({
      failure: { code: 'invalid_body' },
    })
  })
})

describe('signatures of Twilio', () => {
  const form =
    'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212'
  const request = (url: string, signature: string, body = form): HookRequest => ({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    body: Buffer.from(body),
  })
  const published = 'RSOYDt4T1cUTdK1PDd93/VVr8B8='
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'

  test("equal the one of Twilio's documentation", () => {
    expect(isSignedByTwilio(request(url, published), '12345')).toBe(true)
    expect(isSignedByTwilio(request(url, published), '12346')).toBe(false)
    expect(isSignedByTwilio(request(`${url}&x=1`, published), '12345')).toBe(false)
    expect(isSignedByTwilio(request(url, published, `${form}&x=1`), '12345')).toBe(false)
  })

  test.each([
    ['https://a.example/hooks?x=1', 'https://a.example:443/hooks?x=1'],
    ['http://a.example/hooks', 'http://a.example:80/hooks'],
    ['https://a.example:8443/hooks', 'https://a.example/hooks'],
    ['https://a.example:8443/hooks', 'https://a.example:8443/hooks'],
  ])('for %s count over %s', (configured, signed) => {
    expect(isSignedByTwilio(request(configured, signForm(signed, Buffer.from(form))), 'twilio-secret')).toBe(
      true,
    )
  })

  test.each([
    [1_000, true],
    [1_001, false],
  ])('over %i parameters count: %s', (count, counts) => {
    const body = Array.from({ length: count }, (_, n) => `k${n}=v`).join('&')
    const url = 'https://a.example/'
    const signature = signForm(url, Buffer.from(body))
    expect(isSignedByTwilio(request(url, signature, body), 'twilio-secret')).toBe(counts)
  })

  test('cover each value of a repeated name once, in order', () => {
    const signature = createHmac('sha1', 'k').update('https://a.example/Aa1Aa2B3').digest('base64')
    expect(isSignedByTwilio(request('https://a.example/', signature, 'B=3&Aa=2&Aa=1&Aa=2'), 'k')).toBe(true)
  })

  test('are refused when empty or made with an empty secret, and nothing is stored', async () => {
    const body = providerFixture('twilio', 'sms-sent')
    const signed = signedRequest('twilio', body)
    const unsigned = await receive({ ...signed, headers: {} })
    expect(unsigned.answer).toMatchObject({ failure: { code: 'invalid_signature' } })
    expect(unsigned.log.requests).toEqual([])
    const empty = createHmac('sha1', '').update(signed.url).digest('base64')
    expect(isSignedByTwilio(request(signed.url, empty, ''), '')).toBe(false)
  })
})

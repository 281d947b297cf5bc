import { describe, expect, test } from 'vitest'
import { fixtureNowMs } from '../../../../test/fixtures/fixture-connections.ts'
import { providerFixture, signedRequest } from '../../../../test/fixtures/provider-requests.ts'
import { receiveFixture, refusalOf } from '../../../../test/fixtures/receive-hook.ts'

const provider = 'telnyx'
const request = signedRequest(provider, providerFixture(provider, 'delivered'))
const minuteMs = 60_000

describe('events of Telnyx', () => {
  test.each([
    [
      'sent',
      {
        step: 'sent',
        channel: 'sms',
        sender: '+13125550100',
        recipient: '+4915112345678',
        segments: 2,
        costMicros: 10_200n,
        costCurrency: 'USD',
        timeMs: 1_788_256_801_120,
      },
    ],
    ['delivered', { step: 'delivered', timeMs: 1_788_256_805_500 }],
    ['failed', { step: 'failed', errorCode: '40002', errorReason: 'Blocked as spam - temporary' }],
    ['unconfirmed', { step: 'unconfirmed', costMicros: null }],
    [
      'unknown-status',
      { step: 'noted', timeSource: 'receipt', segments: 0, costMicros: null, channel: 'sms' },
    ],
  ])('%s', async (name, expected) => {
    const { answer, event } = await receiveFixture(provider, name)
    expect(answer).toMatchObject({ ok: true, value: { status: 200 } })
    expect(event).toMatchObject(expected)
  })

  test('of one message join', async () => {
    const keys = await Promise.all(
      ['sent', 'delivered'].map(async (name) => (await receiveFixture(provider, name)).event?.messageKey),
    )
    expect(new Set(keys).size).toBe(1)
  })

  test('of a group are one message for each recipient, priced once', async () => {
    const { events } = await receiveFixture(provider, 'group')
    expect(events.map(({ step, channel, costMicros }) => [step, channel, costMicros])).toEqual([
      ['delivered', 'mms', 10_200n],
      ['failed', 'mms', null],
    ])
    expect(new Set(events.map(({ messageKey }) => messageKey)).size).toBe(2)
  })

  test('that came in are archived only', async () => {
    const { log, events } = await receiveFixture(provider, 'inbound')
    expect(log.requests).toHaveLength(1)
    expect(events).toEqual([])
  })

  test.each(['', '[]', '{}', '{"data":1}'])('in a body without data (%j) are refused', async (body) => {
    expect(await refusalOf(provider, signedRequest(provider, Buffer.from(body)))).toBe('invalid_body')
  })
})

describe('signatures of Telnyx', () => {
  test.each([
    [0, null],
    [5 * minuteMs, null],
    [-5 * minuteMs, null],
    [5 * minuteMs + 1_000, 'invalid_signature'],
    [-5 * minuteMs - 1_000, 'invalid_signature'],
  ])('of %i ms after they were made are answered with %s', async (afterMs, code) => {
    expect(await refusalOf(provider, request, { nowMs: fixtureNowMs + afterMs })).toBe(code)
  })

  test('cover the timestamp and the body', async () => {
    const headers = { ...request.headers, 'telnyx-timestamp': String(fixtureNowMs / 1_000 + 1) }
    expect(await refusalOf(provider, { ...request, headers })).toBe('invalid_signature')
    const body = Buffer.concat([request.body, Buffer.from(' ')])
    expect(await refusalOf(provider, { ...request, body })).toBe('invalid_signature')
    expect(await refusalOf(provider, { ...request, headers: {} })).toBe('invalid_signature')
  })

  test.each(['', 'AAAA', 'A'.repeat(43), `${'A'.repeat(43)}=`])(
    'are refused with the key %j',
    async (key) => {
      expect(await refusalOf(provider, request, { settings: { public_key: key } })).toBe('invalid_signature')
    },
  )
})

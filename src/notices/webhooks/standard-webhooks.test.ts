import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signWebhook, verifyWebhook, webhookSecret } from './standard-webhooks.ts'

const nowMs = Date.UTC(2026, 9, 2, 12)
const secret = webhookSecret(new Uint8Array(32).fill(1))
const next = webhookSecret(new Uint8Array(32).fill(2))
const body = '{"type":"invoice.finalised","data":{"number":"INV-2026-00001"}}'
const webhook = { id: 'msg_1', timestampMs: nowMs, body, secrets: [secret] }

test('the signature is the one of the scheme', () => {
  // The example of the scheme's own libraries.
  expect(
    signWebhook({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestampMs: 1_614_265_330_000,
      body: '{"test": 2432232314}',
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    }),
  ).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('a receiver with either secret takes what both sign', () => {
  const headers = signWebhook({ ...webhook, secrets: [secret, next] })
  expect(headers['webhook-signature'].split(' ')).toHaveLength(2)
  for (const known of [[secret], [next], [webhookSecret(new Uint8Array(32)), next]])
    expect(verifyWebhook({ ...headers }, body, known, nowMs)).toEqual({ ok: true, value: { id: 'msg_1' } })
})

describe('a receiver refuses', () => {
  const headers = { ...signWebhook(webhook) }
  test.each([
    ['another body', headers, `${body} `, 'invalid_signature'],
    ['another id', { ...headers, 'webhook-id': 'msg_2' }, body, 'invalid_signature'],
    ['an id that takes the time in', { ...headers, 'webhook-id': 'msg_1.1' }, body, 'invalid_signature'],
    [
      'another time',
      { ...headers, 'webhook-timestamp': String(nowMs / 1_000 - 1) },
      body,
      'invalid_signature',
    ],
    ['another version', { ...headers, 'webhook-signature': 'v1a,AAAA' }, body, 'invalid_signature'],
    ['no headers', {}, body, 'invalid_time'],
    ['a time that is none', { ...headers, 'webhook-timestamp': '1e9' }, body, 'invalid_time'],
  ])('%s', (_name, given, sent, code) => {
    expect(verifyWebhook(given, sent, [secret], nowMs)).toMatchObject({ ok: false, failure: { code } })
  })

  test('what is older or newer than 300 s, and a secret that it does not know', () => {
    expect(verifyWebhook(headers, body, [secret], nowMs + 300_000).ok).toBe(true)
    expect(verifyWebhook(headers, body, [secret], nowMs + 301_000)).toMatchObject({
      failure: { code: 'invalid_time' },
    })
    expect(verifyWebhook(headers, body, [secret], nowMs - 301_000)).toMatchObject({
      failure: { code: 'invalid_time' },
    })
    expect(verifyWebhook(headers, body, [next], nowMs)).toMatchObject({
      failure: { code: 'invalid_signature' },
    })
    expect(verifyWebhook(headers, body, ['whsec_short', ''], nowMs).ok).toBe(false)
  })
})

test('ids that could run into the time, and secrets that are none, are mistakes of ours', () => {
  expect(() => signWebhook({ ...webhook, id: 'a.1' })).toThrow('id')
  expect(() => signWebhook({ ...webhook, secrets: [] })).toThrow('secrets')
  expect(() => signWebhook({ ...webhook, secrets: ['whsec_c2hvcnQ='] })).toThrow('secrets')
  expect(() => webhookSecret(new Uint8Array(8))).toThrow('random')
})

test('any body is verified as it was signed, and no other', () => {
  const property = fc.property(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'grapheme' }),
    (sent, received) => {
      const headers = { ...signWebhook({ ...webhook, body: sent }) }
      expect(verifyWebhook(headers, received, [secret], nowMs).ok).toBe(sent === received)
      expect(verifyWebhook(headers, sent, [secret], nowMs).ok).toBe(true)
    },
  )
  fc.assert(property)
})

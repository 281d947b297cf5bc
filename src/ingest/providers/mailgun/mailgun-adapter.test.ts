import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../../../test/fixtures/event-log-in-memory.ts'
import { fixtureConnections, fixtureNowMs } from '../../../../test/fixtures/fixture-connections.ts'
import { providerFixture, signedRequest } from '../../../../test/fixtures/provider-requests.ts'
import { receiveFixture, refusalOf } from '../../../../test/fixtures/receive-hook.ts'
import { createIngest, type HookRequest } from '../../index.ts'

const provider = 'mailgun'
const connection = fixtureConnections[provider]
const hourMs = 3_600_000

describe('events of Mailgun', () => {
  test.each([
    [
      'accepted',
      { step: 'accepted', sender: 'shop@mg.example.com', recipient: 'ann@example.com', category: 'autumn' },
    ],
    ['delivered', { step: 'delivered', timeMs: 1_788_256_803_905, errorCode: '' }],
    [
      'failed-temporary',
      { step: 'queued', errorCode: '4.2.2', errorReason: '4.2.2 The email account is over quota' },
    ],
    ['failed-permanent', { step: 'failed', errorCode: '550', recipient: 'ben@example.com' }],
    ['failed-suppressed', { step: 'rejected', errorCode: '605' }],
    ['rejected', { step: 'rejected', errorReason: 'Sandbox subdomains are for test purposes only.' }],
    ['opened', { step: 'read', machine: false }],
    ['opened-by-machine', { step: 'read', machine: true }],
    ['clicked', { step: 'clicked', url: 'https://shop.example.com/sale' }],
    ['unsubscribed', { step: 'unsubscribed' }],
    ['complained', { step: 'complained' }],
    [
      'unknown-event',
      { step: 'noted', timeSource: 'receipt', campaign: 'Autumn', template: 'sale', category: '' },
    ],
  ])('%s', async (name, expected) => {
    const { answer, event } = await receiveFixture(provider, name)
    expect(answer).toMatchObject({ ok: true, value: { status: 200 } })
    expect(event).toMatchObject({
      channel: 'email',
      messageId: '20260901100000.1.ABCDEF@mg.example.com',
      ...expected,
    })
  })

  test('without a message are archived and are no events', async () => {
    const { log, events } = await receiveFixture(provider, 'without-message')
    expect(log.requests).toHaveLength(1)
    expect(events).toEqual([])
  })
})

/** A body with a true signature of any age over any token. */
function signedAt(timestamp: string, token: string, event: unknown = { event: 'opened' }): HookRequest {
  const signature = createHmac('sha256', connection.settings.signing_key)
    .update(timestamp + token)
    .digest('hex')
  const body = { signature: { timestamp, token, signature }, 'event-data': event }
  return {
    method: 'POST',
    url: `https://stats.example.com/hooks/mailgun/${connection.id}`,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  }
}
const secondsAt = (timeMs: number): string => String(timeMs / 1_000)

describe('signatures of Mailgun', () => {
  test.each([
    ['now', 0, null],
    ['eight hours ago, as the last repeat', -8 * hourMs, null],
    ['ten hours ago', -10 * hourMs, 'invalid_signature'],
    ['in an hour', hourMs, 'invalid_signature'],
  ])('made %s are answered with %s', async (_when, afterMs, code) => {
    expect(await refusalOf(provider, signedAt(secondsAt(fixtureNowMs + afterMs), 'token-1'))).toBe(code)
  })

  test('count for the body that they first came with, also when it is repeated, and for no other', async () => {
    const log = createEventLogInMemory()
    const ingest = createIngest({ facts: log, clock: () => fixtureNowMs })
    const post = async (request: HookRequest, id: string = connection.id) =>
      await ingest.acceptHook({ provider, connection: { ...connection, id }, request })
    const first = signedAt(secondsAt(fixtureNowMs), 'token-1', { event: 'opened' })
    expect((await post(first)).ok).toBe(true)
    expect((await post(first)).ok).toBe(true)
    const forged = signedAt(secondsAt(fixtureNowMs), 'token-1', { event: 'complained' })
    expect(await post(forged)).toMatchObject({ failure: { code: 'invalid_signature' } })
    expect(log.requests).toHaveLength(2)
    // Another connection knows nothing of it.
    expect((await post(forged, fixtureConnections.viber.id)).ok).toBe(true)
  })

  test.each([
    ['', 'x'],
    ['soon', 'x'],
    ['1788264000', ''],
  ])('over the time %j and the token %j are refused', async (timestamp, token) => {
    expect(await refusalOf(provider, signedAt(timestamp, token))).toBe('invalid_signature')
  })

  test('are refused in a body that is no JSON, and with no key', async () => {
    const request = signedRequest(provider, providerFixture(provider, 'opened'))
    expect(await refusalOf(provider, { ...request, body: Buffer.from('{') })).toBe('invalid_signature')
    expect(await refusalOf(provider, request, { settings: { signing_key: '' } })).toBe('invalid_signature')
  })

  test('of a body without an event are right, and it is refused as such', async () => {
    expect(await refusalOf(provider, signedAt(secondsAt(fixtureNowMs), 'token-2', 'none'))).toBe(
      'invalid_body',
    )
  })
})

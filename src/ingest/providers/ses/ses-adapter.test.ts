import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../../../test/fixtures/event-log-in-memory.ts'
import { fixtureConnections, fixtureNowMs } from '../../../../test/fixtures/fixture-connections.ts'
import { providerFixture } from '../../../../test/fixtures/provider-requests.ts'
import { receiveFixture, receiveHook, refusalOf } from '../../../../test/fixtures/receive-hook.ts'
import {
  fixtureFetch,
  snsCertificateUrl,
  snsEnvelope,
  snsSubscribeUrl,
} from '../../../../test/fixtures/sns-messages.ts'
import { createIngest, type HookRequest } from '../../index.ts'

const provider = 'ses'
const connection = fixtureConnections[provider]
const delivery = Buffer.from(providerFixture(provider, 'delivery')).toString('utf8')

function post(envelope: Record<string, unknown>): HookRequest {
  return {
    method: 'POST',
    url: `https://stats.example.com/hooks/ses/${connection.id}`,
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: Buffer.from(JSON.stringify(envelope)),
  }
}

/** Takes a request in with a way out that notes where it went. */
async function receiveNoting(request: HookRequest, fetch = fixtureFetch) {
  const asked: string[] = []
  const log = createEventLogInMemory()
  const ingest = createIngest({
    facts: log,
    clock: () => fixtureNowMs,
    fetch: (url, init) => {
      asked.push(`${url} ${init.redirect}`)
      return fetch(url)
    },
  })
  const receive = async () => await ingest.acceptHook({ provider, connection, request })
  return { answer: await receive(), again: receive, log, asked }
}

describe('events of SES', () => {
  test.each([
    ['delivery', ['delivered ann@example.com ']],
    ['bounce', ['failed ben@example.com 5.1.1']],
    ['out-of-office', ['noted ann@example.com General']],
    ['delay', ['queued ben@example.com 4.4.1']],
    ['complaint', ['complained ann@example.com abuse']],
    ['reject', ['rejected ann@example.com ', 'rejected Ben@example.com ']],
    ['rendering-failure', ['rejected ann@example.com ', 'rejected Ben@example.com ']],
    ['open', ['read ann@example.com ']],
    ['click', ['clicked ann@example.com ']],
    ['subscription', ['unsubscribed ann@example.com ']],
    ['unknown-event', ['noted ann@example.com ']],
    ['open-of-several', []],
    ['test-text', []],
  ])('%s', async (name, expected) => {
    const { answer, log, events } = await receiveFixture(provider, name)
    expect(answer).toMatchObject({ ok: true, value: { status: 200 } })
    expect(log.requests).toHaveLength(1)
    const reports = events.filter(({ step }) => step !== 'accepted')
    expect(reports.map(({ step, recipient, errorCode }) => `${step} ${recipient} ${errorCode}`)).toEqual(
      expected,
    )
  })

  test('of sending are one for each recipient, at the time of the mail', async () => {
    const { events } = await receiveFixture(provider, 'send')
    expect(events).toMatchObject(
      ['ann@example.com', 'Ben@example.com'].map((recipient) => ({
        step: 'accepted',
        recipient,
        channel: 'email',
        sender: 'shop@example.com',
        campaign: 'autumn',
        timeMs: Date.UTC(2026, 8, 1, 10),
        timeSource: 'provider',
      })),
    )
  })

  test('join by mail and recipient, however the address is written; every event brings the time of sending', async () => {
    const keysOf = async (name: string) => (await receiveFixture(provider, name)).events
    const [send, bounce] = [await keysOf('send'), await keysOf('bounce')]
    const ben = send[1]
    expect(bounce.map(({ messageKey }) => messageKey)).toEqual([ben?.messageKey, ben?.messageKey])
    const delivered = await keysOf('delivery')
    expect(delivered.map(({ step }) => step)).toEqual(['accepted', 'delivered'])
    expect(delivered[0]?.eventKey).toBe(send[0]?.eventKey)
  })

  test('say what was clicked, and which template failed', async () => {
    expect((await receiveFixture(provider, 'click')).events.at(-1)).toMatchObject({
      url: 'https://shop.example.com/sale',
    })
    expect((await receiveFixture(provider, 'rendering-failure')).events.at(-1)).toMatchObject({
      template: 'sale',
    })
  })
})

describe('signatures of SNS', () => {
  test.each(['1', '2'])('of version %s count, with a subject or without', async (SignatureVersion) => {
    for (const more of [{}, { Subject: 'Amazon SES' }])
      expect(await refusalOf(provider, post(snsEnvelope(delivery, { SignatureVersion, ...more })))).toBe(null)
  })

  test.each([
    ['Message', '{}'],
    ['MessageId', 'x'],
    ['Timestamp', '2026-09-01T10:00:11.000Z'],
    ['Subject', 'new'],
    ['Type', 'SubscriptionConfirmation'],
    ['TopicArn', 'arn:aws:sns:eu-central-1:123456789012:other'],
    ['Signature', ''],
    ['SignatureVersion', '1'],
    ['SignatureVersion', '3'],
  ])('cover %s', async (name, value) => {
    expect(await refusalOf(provider, post({ ...snsEnvelope(delivery), [name]: value }))).toBe(
      'invalid_signature',
    )
  })

  test('of a topic that is not listed are refused, and nobody is asked for its certificate', async () => {
    const TopicArn = 'arn:aws:sns:eu-central-1:123456789012:mail-events-2'
    const { answer, asked } = await receiveNoting(post(snsEnvelope(delivery, { TopicArn })))
    expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
    expect(asked).toEqual([])
    const settings = { topic_arns: '' }
    expect(await refusalOf(provider, post(snsEnvelope(delivery, { TopicArn: '' })), { settings })).toBe(
      'invalid_signature',
    )
  })

  test.each([
    'http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.eu-central-1.amazonaws.com.example.com/SimpleNotificationService-1.pem',
    'https://example.com/SimpleNotificationService-1.pem',
    'https://example.com/#sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.eu-central-1.amazonaws.com@example.com/SimpleNotificationService-1.pem',
    'https://user:x@sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.eu-central-1.amazonaws.com:8443/SimpleNotificationService-1.pem',
    'https://bucket.s3.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.a.b.amazonaws.com/SimpleNotificationService-1.pem',
    'https://sns.eu-central-1.amazonaws.com.cn.example/SimpleNotificationService-1.pem',
    'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem?x=.pem',
    'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem#x',
    'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.txt',
    'https://sns.eu-central-1.amazonaws.com/../x/SimpleNotificationService-1.pem',
    `https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-${'1'.repeat(3_000)}.pem`,
    'not an address',
    '',
  ])('by the certificate at %s are refused, and nobody is asked for it', async (SigningCertURL) => {
    const { answer, asked } = await receiveNoting(post(snsEnvelope(delivery, { SigningCertURL })))
    expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
    expect(asked).toEqual([])
  })

  test('take their certificate from SNS once, and follow no redirect for it', async () => {
    const { answer, again, asked } = await receiveNoting(post(snsEnvelope(delivery)))
    expect(answer.ok).toBe(true)
    expect((await again()).ok).toBe(true)
    expect(asked).toEqual([`${snsCertificateUrl} error`])
  })

  test('are accepted from China by its own hosts', async () => {
    const url = 'https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-1.pem'
    const request = post(snsEnvelope(delivery, { SigningCertURL: url }))
    const { answer } = await receiveNoting(request, () => fixtureFetch(snsCertificateUrl))
    expect(answer.ok).toBe(true)
  })

  test.each(['{', '[]', '{"Type":"Notification"}', '{"Type":"Other"}', delivery])(
    'are missing in %j, which is refused',
    async (body) => {
      expect(await refusalOf(provider, { ...post({}), body: Buffer.from(body) })).toBe('invalid_signature')
    },
  )
})

describe('subscriptions of SNS', () => {
  const confirmation = (more: Record<string, string> = {}) =>
    post(
      snsEnvelope('You have chosen to subscribe to the topic.', {
        Type: 'SubscriptionConfirmation',
        Token: '2336412f37',
        SubscribeURL: snsSubscribeUrl,
        ...more,
      }),
    )

  test('are confirmed at SNS, and are not archived', async () => {
    const { answer, log, asked } = await receiveNoting(confirmation())
    expect(answer).toMatchObject({ ok: true, value: { status: 200, isArchived: false } })
    expect(asked).toEqual([`${snsCertificateUrl} error`, `${snsSubscribeUrl} error`])
    expect(log.requests).toEqual([])
  })

  test('are not confirmed elsewhere, however they are signed', async () => {
    for (const SubscribeURL of [
      'https://example.com/?Action=ConfirmSubscription',
      'http://sns.eu-central-1.amazonaws.com/',
      'x',
    ]) {
      const { answer, asked } = await receiveNoting(confirmation({ SubscribeURL }))
      expect(answer).toMatchObject({ failure: { code: 'confirmation_failed' } })
      expect(asked).toEqual([`${snsCertificateUrl} error`])
    }
  })

  test('that SNS does not confirm fail, so that it asks again', async () => {
    const url = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=old'
    const { answer, log } = await receiveNoting(confirmation({ SubscribeURL: url }))
    expect(answer).toMatchObject({ failure: { code: 'confirmation_failed' } })
    expect(log.requests).toEqual([])
  })

  test('that end are archived and are no events', async () => {
    const { answer, log, asked } = await receiveNoting(confirmation({ Type: 'UnsubscribeConfirmation' }))
    expect(answer).toMatchObject({ ok: true, value: { isArchived: true } })
    expect(asked).toEqual([`${snsCertificateUrl} error`])
    expect(log.requests).toHaveLength(1)
    expect(log.events).toEqual([])
  })

  test('with a false signature are not confirmed', async () => {
    const { answer, asked } = await receiveNoting(
      post({ ...JSON.parse(Buffer.from(confirmation().body).toString('utf8')), Token: 'other' }),
    )
    expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
    expect(asked).toEqual([`${snsCertificateUrl} error`])
  })
})

test('without a way out everything of SNS is refused', async () => {
  const log = createEventLogInMemory()
  const ingest = createIngest({ facts: log, clock: () => fixtureNowMs })
  const answer = await ingest.acceptHook({ provider, connection, request: post(snsEnvelope(delivery)) })
  expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
  expect((await receiveHook(provider, post(snsEnvelope(delivery)))).answer.ok).toBe(true)
})

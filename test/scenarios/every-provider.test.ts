import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, messageProviders } from '../../src/contract/index.ts'
import type { HookRequest } from '../../src/ingest/index.ts'
import { type FixtureProvider, fixtureConnections } from '../fixtures/fixture-connections.ts'
import { providerFixtures, unsignedRequest } from '../fixtures/provider-requests.ts'
import { signRequest } from '../fixtures/sign-request.ts'
import { snsEnvelope, snsSubscribeUrl } from '../fixtures/sns-messages.ts'
import { type Answer, type Installation, openInstallation, publicUrl, toAnswer } from './installation.ts'

let house: Installation
const connections = new Map<FixtureProvider, Connection>()

beforeAll(async () => {
  house = await openInstallation()
  for (const provider of messageProviders) {
    const { settings } = fixtureConnections[provider]
    const made = await house.ask('POST', '/api/v1/connections', { provider, name: provider, settings })
    expect(made.status, provider).toBe(201)
    connections.set(provider, made.body as Connection)
  }
})
afterAll(() => house.close())

function addressOf(provider: FixtureProvider): string {
  const url = connections.get(provider)?.webhook_url
  if (url === undefined) throw new Error(`There is no connection to ${provider}.`)
  return url
}

async function post({ method, url, headers, body }: HookRequest): Promise<Answer> {
  const response = await house.app.inject({
    method: method === 'GET' ? 'GET' : 'POST',
    url: url.slice(publicUrl.length),
    headers: Object.fromEntries(
      Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    ...(method === 'GET' ? {} : { payload: Buffer.from(body) }),
  })
  return toAnswer(response)
}

/** Every fixture of a provider, addressed to its connection here. */
function requestsOf(provider: FixtureProvider): HookRequest[] {
  return providerFixtures(provider).map(({ body, kind }) => {
    const request = unsignedRequest(provider, body, kind)
    const own = `https://stats.example.com/hooks/${provider}/${fixtureConnections[provider].id}`
    return { ...request, url: request.url.replace(own, addressOf(provider)) }
  })
}

/** How many messages the company has of this connection. */
async function messagesOf(provider: FixtureProvider): Promise<number> {
  await house.tick()
  const answer = await house.ask('POST', '/api/v1/metrics/query', {
    metrics: ['messages.created'],
    from: '2026-01-01T00:00:00Z',
    to: '2027-01-01T00:00:00Z',
    filters: { connection: [connections.get(provider)?.id] },
  })
  const { totals } = answer.body as { totals: Record<string, number> }
  return totals['messages.created'] ?? 0
}

describe.each(messageProviders)('%s, through the server', (provider) => {
  test('counts what is signed rightly, once however often it comes, and nothing else', async () => {
    for (const request of requestsOf(provider)) {
      const forged = await post({ ...request, url: request.url })
      expect(forged).toMatchObject({ status: 403, body: { code: 'invalid_signature' } })
    }
    expect(await messagesOf(provider)).toBe(0)
    for (const request of requestsOf(provider))
      expect([200, 204]).toContain((await post(signRequest(provider, request))).status)
    const messages = await messagesOf(provider)
    expect(messages).toBeGreaterThan(1)
    for (const request of requestsOf(provider).toReversed())
      expect([200, 204]).toContain((await post(signRequest(provider, request))).status)
    expect(await messagesOf(provider)).toBe(messages)
  })
})

test('connections have received something by then, those by GET too', async () => {
  const { body } = await house.ask('GET', '/api/v1/connections')
  for (const { provider, last_event_at } of body as Connection[])
    expect(last_event_at, provider).not.toBeNull()
})

test('optional settings may be left out, and what cannot be right is refused by the name of its field', async () => {
  const made = await house.ask('POST', '/api/v1/connections', {
    provider: 'infobip',
    name: 'Signed',
    settings: { hmac_secret: 'a-secret-of-infobip' },
  })
  expect(made.status).toBe(201)
  const { id } = made.body as Connection
  expect(
    await house.ask('PATCH', `/api/v1/connections/${id}`, { settings: { username: 'u' } }),
  ).toMatchObject({
    status: 400,
    body: {
      code: 'invalid_settings',
      detail: expect.stringContaining('username and password, or hmac_secret'),
    },
  })
  const malformed = await house.ask('POST', '/api/v1/connections', {
    provider: 'telnyx',
    name: 'Short key',
    settings: { public_key: 'AAAA' },
  })
  expect(malformed.status).toBe(400)
  expect(JSON.stringify(malformed.body)).toContain('public_key')
})

test('a subscription of SNS is confirmed, or fails so that it is asked for again', async () => {
  const confirmation = (SubscribeURL: string): HookRequest => ({
    method: 'POST',
    url: addressOf('ses'),
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: Buffer.from(
      JSON.stringify(
        snsEnvelope('Subscribe', { Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL }),
      ),
    ),
  })
  expect(await post(confirmation(snsSubscribeUrl))).toMatchObject({ status: 200 })
  expect(await post(confirmation(`${snsSubscribeUrl}-old`))).toMatchObject({
    status: 503,
    body: { code: 'confirmation_failed' },
  })
})

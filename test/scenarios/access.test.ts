import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownerPassword } from '../support/companies.ts'
import {
  type Answer,
  eventOf,
  type Installation,
  openInstallation,
  publicUrl,
  toAnswer,
} from './installation.ts'

const email = 'owner@example.com'
const ownPage = { origin: publicUrl }

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
})
afterAll(() => house.close())

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

async function send(
  method: Method,
  url: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Answer> {
  const response = await house.app.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  return toAnswer(response)
}

/** Signs in and returns the cookie as a browser would send it back. */
async function signIn(): Promise<string> {
  const answer = await send('POST', '/api/v1/session', ownPage, { email, password: ownerPassword })
  expect(answer.status).toBe(200)
  return [answer.headers['set-cookie']]
    .flat()
    .map((cookie) => String(cookie).split(';', 1)[0])
    .join('; ')
}

async function keyWith(...scopes: string[]): Promise<string> {
  const made = await house.ask('POST', '/api/v1/api-keys', { name: scopes.join('+'), scopes })
  expect(made.status).toBe(201)
  return (made.body as { key: string }).key
}

/** What a stranger may ask: signing in and out, and setting up an empty installation. */
const openToAll = new Set([
  'POST /api/v1/session',
  'DELETE /api/v1/session',
  'POST /api/v1/session/second-factor',
  'POST /api/v1/invitation-look-up',
  'POST /api/v1/invitation-acceptances',
  'POST /api/v1/password-resets',
  'POST /api/v1/password-resets/use',
  'GET /api/v1/setup',
  'POST /api/v1/setup',
])

const query = { metrics: ['messages.created'], from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }

describe('who may do what', () => {
  test('nobody gets in without a key or a session', async () => {
    const wanted = house.routes.filter(
      ({ method, url }) => url.startsWith('/api/v1/') && !openToAll.has(`${method} ${url}`),
    )
    expect(wanted.length).toBeGreaterThan(15)
    for (const { method, url } of wanted) {
      const answer = await send(method as Method, url.replaceAll(/:\w+/g, 'x'), {})
      expect(answer, `${method} ${url}`).toMatchObject({ status: 401, body: { code: 'unauthorized' } })
      expect(answer.headers['www-authenticate']).toContain('Bearer')
    }
    expect(await send('GET', '/api/v1/metrics', { authorization: 'Bearer guess' })).toMatchObject({
      status: 401,
    })
  })

  test('a key does what its scopes say and no more', async () => {
    const writer = { authorization: `Bearer ${await keyWith('events:write')}` }
    const reader = { authorization: `Bearer ${await keyWith('metrics:read')}` }
    expect(await send('POST', '/api/v1/events', writer, eventOf('k-1'))).toMatchObject({ status: 200 })
    expect(await send('POST', '/api/v1/metrics/query', writer, query)).toMatchObject({
      status: 403,
      body: { code: 'forbidden', detail: expect.stringContaining('metrics:read') },
    })
    expect(await send('POST', '/api/v1/metrics/query', reader, query)).toMatchObject({ status: 200 })
    expect(await send('POST', '/api/v1/events', reader, eventOf('k-2'))).toMatchObject({ status: 403 })
    expect(await send('GET', '/api/v1/api-keys', reader)).toMatchObject({ status: 403 })
    expect(await send('PATCH', '/api/v1/session', reader, { company_id: 'x' })).toMatchObject({ status: 403 })
  })

  test('a revoked key is of no use', async () => {
    const key = await keyWith('metrics:read')
    const listed = (await house.ask('GET', '/api/v1/api-keys')).body as { id: string; prefix: string }[]
    const own = listed.find(({ prefix }) => key.startsWith(prefix))
    expect(JSON.stringify(listed)).not.toContain(key)
    expect(await house.ask('DELETE', `/api/v1/api-keys/${own?.id}`)).toMatchObject({ status: 204 })
    expect(await send('GET', '/api/v1/metrics', { authorization: `Bearer ${key}` })).toMatchObject({
      status: 401,
    })
  })
})

describe('a session', () => {
  test('is opened with a cookie that scripts cannot read, and ended by signing out', async () => {
    const answer = await send('POST', '/api/v1/session', ownPage, { email, password: ownerPassword })
    expect(answer).toMatchObject({ status: 200, body: { user: { email }, role: 'owner' } })
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly/i)
    expect(String(answer.headers['set-cookie'])).toMatch(/SameSite=Lax/i)
    expect(String(answer.headers['set-cookie'])).toMatch(/Secure/i)
    const cookie = await signIn()
    expect(await send('GET', '/api/v1/session', { cookie })).toMatchObject({ status: 200 })
    expect(await send('DELETE', '/api/v1/session', { cookie, ...ownPage })).toMatchObject({ status: 204 })
    expect(await send('GET', '/api/v1/session', { cookie })).toMatchObject({ status: 401 })
  })

  test('changes nothing at the word of another site', async () => {
    const cookie = await signIn()
    const elsewhere = { cookie, origin: 'https://evil.example' }
    const changes: [Method, string, object | undefined][] = [
      ['PATCH', '/api/v1/company', { name: 'Taken over' }],
      ['POST', '/api/v1/api-keys', { name: 'theirs', scopes: ['metrics:read'] }],
      ['POST', '/api/v1/connections', { provider: 'twilio', name: 'x', settings: {} }],
      ['DELETE', '/api/v1/session', undefined],
      ['POST', '/api/v1/events', eventOf('csrf')],
    ]
    for (const [method, url, body] of changes)
      expect(await send(method, url, elsewhere, body), `${method} ${url}`).toMatchObject({
        status: 403,
        body: { code: 'origin_mismatch' },
      })
    expect(await send('PATCH', '/api/v1/company', { cookie }, { name: 'No origin' })).toMatchObject({
      status: 403,
    })
    expect(await send('GET', '/api/v1/session', { cookie })).toMatchObject({ status: 200 })
    expect(
      await send('PATCH', '/api/v1/company', { cookie, ...ownPage }, { name: 'Meridian Reisen' }),
    ).toMatchObject({ status: 200, body: { name: 'Meridian Reisen' } })
  })

  test('cannot be opened from another site, nor with a wrong password', async () => {
    const body = { email, password: ownerPassword }
    expect(await send('POST', '/api/v1/session', { origin: 'https://evil.example' }, body)).toMatchObject({
      status: 403,
    })
    expect(
      await send('POST', '/api/v1/session', ownPage, { ...body, password: 'wrong horse battery' }),
    ).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } })
  })

  test('of guesses at a password only so many are heard', async () => {
    const guess = { email: 'somebody@example.com', password: 'guess' }
    const answers: Answer[] = []
    for (let attempt = 0; attempt < 12; attempt += 1)
      answers.push(await send('POST', '/api/v1/session', ownPage, guess))
    expect(answers[0]).toMatchObject({ status: 401 })
    expect(answers.at(-1)).toMatchObject({
      status: 429,
      headers: { 'retry-after': expect.anything() },
      body: { code: 'too_many_attempts' },
    })
  })
})

test('a set installation is not set up again, whatever the code', async () => {
  expect(await send('GET', '/api/v1/setup', {})).toMatchObject({ body: { needed: false } })
  const again = {
    code: house.companies.setUpCode(),
    company: 'Second',
    time_zone: 'UTC',
    currency: 'EUR',
    name: 'Two',
    email: 'two@example.com',
    password: 'long enough 12',
  }
  expect(await send('POST', '/api/v1/setup', ownPage, again)).toMatchObject({
    status: 409,
    body: { code: 'setup_done' },
  })
})

test('pages may run our scripts only, and be framed by nobody', async () => {
  const { headers } = await house.app.inject({ method: 'GET', url: '/healthz' })
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain('unsafe')
  expect(headers['x-content-type-options']).toBe('nosniff')
})

import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventOf, type Installation, openInstallation, ownKey, toAnswer } from './installation.ts'

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
})
afterAll(() => house.close())

async function storedEvents(): Promise<number> {
  const { rows } = await house.facts.forCompany(house.owner.companyId).query<{ stored: string | number }>({
    sql: (from) =>
      `SELECT (SELECT count() FROM ${from.messageLog}) + (SELECT count() FROM ${from.rawRequests}) AS stored`,
  })
  return Number(rows[0]?.stored)
}

describe('an event that cannot be is refused by name, and nothing is stored', () => {
  test.each<[string, object, string]>([
    ['a moment in 1970', eventOf('b', { time: '1970-01-01T00:00:00Z' }), 'invalid_time'],
    ['a moment in 2090', eventOf('b', { time: '2090-01-01T00:00:00Z' }), 'invalid_time'],
    ['a moment without a zone', eventOf('b', { time: '2026-09-01T10:00:00' }), 'invalid_time'],
    ['a moment that is a number', eventOf('b', { time: 1_756_720_000 }), 'invalid_time'],
    ['a day that is not', eventOf('b', { time: '2026-02-30T10:00:00Z' }), 'invalid_time'],
    ['a string of 3 MB', eventOf('b', {}, { campaign: 'x'.repeat(3_000_000) }), 'field_too_long'],
    ['a text of 3 MB', eventOf('b', {}, { text: 'x'.repeat(3_000_000) }), 'text_too_long'],
    ['a NUL character', eventOf('b', {}, { sender: 'a\0b' }), 'invalid_characters'],
    ['half a surrogate pair', eventOf('b', {}, { sender: 'a\ud800' }), 'invalid_characters'],
    ['negative segments', eventOf('b', {}, { segments: -1 }), 'invalid_segments'],
    ['segments that are no number', eventOf('b', {}, { segments: 'two' }), 'invalid_segments'],
    ['half a segment', eventOf('b', {}, { segments: 1.5 }), 'invalid_segments'],
    [
      'a price that is no number',
      eventOf('b', {}, { cost: { amount: 'NaN', currency: 'EUR' } }),
      'invalid_cost',
    ],
    [
      'a price finer than it can be',
      eventOf('b', {}, { cost: { amount: '0.0000001', currency: 'EUR' } }),
      'invalid_cost',
    ],
    ['an unknown type', eventOf('b', { type: 'message.teleported' }), 'unsupported_type'],
    ['no id', eventOf('b', { id: undefined }), 'missing_field'],
    ['a channel that is no word', eventOf('b', {}, { channel: "sms'; DROP TABLE" }), 'invalid_channel'],
    ['a number that is no number', eventOf('b', {}, { recipient: 'call me' }), 'invalid_recipient'],
    ['a country that is not', eventOf('b', {}, { country: 'ZZ' }), 'invalid_country'],
    ['a network that is not', eventOf('b', {}, { network: 'D1' }), 'invalid_network'],
  ])('%s', async (_name, event, code) => {
    const before = await storedEvents()
    const answer = await house.post(event)
    expect(answer).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      body: { code: 'events_refused', accepted: 0, refused: [{ index: 0, code }] },
    })
    expect(JSON.stringify(answer.body).length).toBeLessThan(2_000)
    expect(await storedEvents()).toBe(before)
  })

  test('the good events of a mixed batch are kept, the others named by their place', async () => {
    const answer = await house.post([
      eventOf('good-1'),
      eventOf('bad', { time: '1970-01-01T00:00:00Z' }),
      'no event at all',
      eventOf('good-2'),
    ])
    expect(answer).toMatchObject({
      status: 200,
      body: {
        accepted: 2,
        refused: [
          { index: 1, code: 'invalid_time' },
          { index: 2, code: 'invalid_event' },
        ],
      },
    })
  })
})

describe('a request that cannot be read is answered with a problem', () => {
  test.each<[string, string | Buffer, string, number, string]>([
    ['broken JSON', '{"specversion":', 'application/json', 400, 'invalid_json'],
    ['an empty body', '', 'application/json', 400, 'invalid_json'],
    ['a bare number', '42', 'application/json', 400, 'invalid_json'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'application/json', 400, 'invalid_json'],
    ['another content type', '<a/>', 'application/xml', 415, 'unsupported_media_type'],
    ['more than 10 MB', 'x'.repeat(10 * 1024 * 1024 + 1), 'application/json', 413, 'body_too_large'],
    ['more than 50,000 events', `[${'{},'.repeat(50_000)}{}]`, 'application/json', 413, 'too_many_events'],
    ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), 'application/json', 400, 'invalid_json'],
  ])('%s', async (_name, body, contentType, status, code) => {
    const before = await storedEvents()
    expect(await house.post(body, contentType)).toMatchObject({ status, body: { status, code } })
    expect(await storedEvents()).toBe(before)
  })

  test('a small body that unpacks to more than 10 MB is refused', async () => {
    const response = await house.app.inject({
      method: 'POST',
      url: '/api/v1/events',
      headers: {
        authorization: `Bearer ${ownKey}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      payload: gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20)),
    })
    expect(toAnswer(response)).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
  })

  test('bytes that are not packed as they say are refused', async () => {
    const response = await house.app.inject({
      method: 'POST',
      url: '/api/v1/events',
      headers: {
        authorization: `Bearer ${ownKey}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      payload: Buffer.from('[]'),
    })
    expect(toAnswer(response).status).toBe(400)
  })

  test.each([
    ['GZIP', 200, gzipSync('[]')],
    [' gzip ', 200, gzipSync('[]')],
    ['identity', 200, '[]'],
    ['zstd', 415, '[]'],
    ['gzip, gzip', 415, '[]'],
    ['constructor', 415, '[]'],
  ])('a body packed with "%s" is answered with %i', async (encoding, status, payload) => {
    const response = await house.app.inject({
      method: 'POST',
      url: '/api/v1/events',
      headers: {
        authorization: `Bearer ${ownKey}`,
        'content-type': 'application/json',
        'content-encoding': encoding,
      },
      payload,
    })
    expect(toAnswer(response)).toMatchObject(
      status === 415 ? { status, body: { code: 'unsupported_media_type' } } : { status },
    )
  })

  test('a body without a content type', async () => {
    const response = await house.app.inject({
      method: 'POST',
      url: '/api/v1/events',
      headers: { authorization: `Bearer ${ownKey}` },
      payload: Buffer.from('{}'),
    })
    expect(toAnswer(response)).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
  })

  test.each([
    ['an unknown field', { metrics: ['messages.created'], from: 'x', to: 'y', group: 1 }],
    [
      'an unknown metric',
      { metrics: ['messages.seen'], from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
    ],
    [
      'a limit that is no number',
      {
        metrics: ['messages.created'],
        from: '2026-01-01T00:00:00Z',
        to: '2026-02-01T00:00:00Z',
        limit: 'all',
      },
    ],
    ['a list', []],
  ])('a query with %s names the field', async (_name, query) => {
    const answer = await house.ask('POST', '/api/v1/metrics/query', query)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect((answer.body as { errors: object[] }).errors.length).toBeGreaterThan(0)
  })

  test.each([
    ['a zone that is not', { time_zone: 'Mars/Base' }, 'invalid_time_zone'],
    ['an end before the beginning', { to: '2025-01-01T00:00:00Z' }, 'invalid_period'],
  ])('a query with %s is refused', async (_name, change, code) => {
    const query = {
      metrics: ['messages.created'],
      from: '2026-01-01T00:00:00Z',
      to: '2026-02-01T00:00:00Z',
      ...change,
    }
    expect(await house.ask('POST', '/api/v1/metrics/query', query)).toMatchObject({
      status: 400,
      body: { code },
    })
  })

  test.each([
    ['GET', '/api/v1/nothing'],
    ['GET', '/api'],
    ['PUT', '/api/v1/events'],
    ['GET', '/api/v1/messages/no-such-message'],
    ['GET', '/api/v1/messages/00000000-0000-4000-8000-000000000000'],
    ['GET', '/hooks/twilio/00000000-0000-4000-8000-000000000000'],
    ['POST', '/hooks/carrier-pigeon/1'],
  ] as const)('%s %s is not there', async (method, url) => {
    const response = await house.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${ownKey}` },
    })
    expect(toAnswer(response)).toMatchObject({
      status: 404,
      body: { title: expect.any(String) },
    })
    expect(response.headers['content-type']).toContain('application/problem+json')
  })

  test('a body at an address that is not there is not read', async () => {
    const response = await house.app.inject({
      method: 'POST',
      url: '/nothing',
      headers: { 'content-type': 'application/json' },
      payload: '{ this is no JSON',
    })
    expect(toAnswer(response)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test.each([
    ['of a stranger, nested deep', '/api/v1/session', `${'['.repeat(8_000)}${']'.repeat(8_000)}`, 400],
    ['of a stranger, too large', '/api/v1/session', `"${'x'.repeat(20_000)}"`, 413],
    ['nested a million deep', '/api/v1/metrics/query', '['.repeat(1_000_000), 400],
  ])('a JSON body %s is refused', async (_name, url, payload, status) => {
    const response = await house.app.inject({
      method: 'POST',
      url,
      headers: { authorization: `Bearer ${ownKey}`, 'content-type': 'application/json' },
      payload,
    })
    expect(toAnswer(response)).toMatchObject({ status })
    expect(response.headers['content-type']).toContain('application/problem+json')
  })

  test('a packed body of a stranger is not unpacked', async () => {
    const response = await house.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: gzipSync('['.repeat(1_000_000)),
    })
    expect(toAnswer(response)).toMatchObject({ status: 400, body: { code: 'invalid_json' } })
  })

  test.each([
    ['PATCH', '/api/v1/company', { name: 'a\0b' }],
    ['POST', '/api/v1/api-keys', { name: 'half \ud800', scopes: ['metrics:read'] }],
    [
      'POST',
      '/api/v1/connections',
      { provider: 'twilio', name: 'a\0b', settings: { account_sid: 'AC1', auth_token: 'x' } },
    ],
  ] as const)('%s %s with a name that no store can hold', async (method, url, body) => {
    expect(await house.ask(method, url, body)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path: 'body/name' }] },
    })
  })

  test.each([
    '/api/v1/invoices?number=a%00b',
    '/api/v1/invoices/%00',
    '/api/v1/payments?company_id=%00',
    '/api/v1/statement-lines?statement_id=%00',
  ])('an address with a NUL character: %s', async (url) => {
    expect(await house.ask('GET', url)).toMatchObject({ status: 400, body: { code: 'invalid_url' } })
  })

  test('an address that is not encoded properly', async () => {
    const response = await house.app.inject({ method: 'GET', url: '/api/v1/messages/%E0%A4%A' })
    expect(toAnswer(response)).toMatchObject({ status: 400, body: { code: 'invalid_url' } })
  })
})

test('after all of it the server still counts rightly', async () => {
  await house.tick()
  expect(await house.totals('messages.created')).toEqual({ 'messages.created': 2 })
})

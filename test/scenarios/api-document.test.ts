import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Answer, eventOf, type Installation, openInstallation } from './installation.ts'

type Json = Record<string, unknown>

let house: Installation
let document: Json
beforeAll(async () => {
  house = await openInstallation()
  document = (await house.ask('GET', '/api/openapi.json')).body as Json
  await house.post(eventOf('d-1'))
  await house.tick()
})
afterAll(() => house.close())

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value)
}

/** Replaces references to components by what they refer to. */
function resolved(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(resolved)
  if (typeof schema !== 'object' || schema === null) return schema
  const { $ref } = schema as { $ref?: string }
  if ($ref) return resolved(at(document, ...$ref.slice(2).split('/')))
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, resolved(value)]))
}

/** Checks an answer against what the document says of this operation and status. */
function expectDocumented(method: string, path: string, answer: Answer): void {
  const responses = at(document, 'paths', path, method) as Json | undefined
  expect(responses, `${method} ${path} is in the document`).toBeDefined()
  const range = `${Math.floor(answer.status / 100)}XX`
  const response = at(responses, 'responses', String(answer.status)) ?? at(responses, 'responses', range)
  expect(response, `${method} ${path} documents ${answer.status}`).toBeDefined()
  if (answer.status === 204) return
  const type = String(answer.headers['content-type']).split(';', 1)[0] ?? ''
  const schema = at(response, 'content', type, 'schema')
  expect(schema, `${method} ${path} documents ${type} for ${answer.status}`).toBeDefined()
  const parsed = z
    .fromJSONSchema(resolved(schema) as Parameters<typeof z.fromJSONSchema>[0])
    .safeParse(answer.body)
  expect(parsed.error?.issues ?? [], `${method} ${path} ${answer.status}`).toEqual([])
}

describe('the OpenAPI document is what the server does', () => {
  test('it is OpenAPI 3.1, with named schemas that are all there', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Tallybook' } })
    const references = JSON.stringify(document).match(/#\/components\/schemas\/[\w-]+/g) ?? []
    expect(references.length).toBeGreaterThan(10)
    for (const reference of new Set(references))
      expect(at(document, ...reference.slice(2).split('/')), reference).toBeDefined()
  })

  test('every route that is open to others is in it, and it names no other', () => {
    const registered = house.routes
      .filter(({ hidden }) => !hidden)
      .map(({ method, url }) => `${method.toLowerCase()} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
    const documented = Object.entries(document['paths'] as Record<string, Json>).flatMap(
      ([path, operations]) => Object.keys(operations).map((method) => `${method} ${path}`),
    )
    expect(documented.sort()).toEqual([...new Set(registered)].sort())
  })

  test('every operation says what it is for, who may call it and how it fails', () => {
    for (const [path, operations] of Object.entries(
      document['paths'] as Record<string, Record<string, Json>>,
    )) {
      for (const [method, operation] of Object.entries(operations)) {
        expect(operation['summary'], `${method} ${path}`).toBeTypeOf('string')
        expect(operation['tags'], `${method} ${path}`).toHaveLength(1)
        if (!path.startsWith('/api/v1/')) continue
        expect(operation['security'], `${method} ${path}`).toBeDefined()
        expect(at(operation, 'responses', '4XX'), `${method} ${path}`).toBeDefined()
      }
    }
  })

  test('answers are as it says', async () => {
    const period = { from: '2026-08-01T00:00:00Z', to: '2026-10-01T00:00:00Z' }
    const query = {
      metrics: ['messages.created', 'messages.cost'],
      by: ['time', 'channel'],
      compare: 'previous_period',
      ...period,
    }
    const asked: [string, string, Answer][] = [
      ['post', '/api/v1/events', await house.post(eventOf('d-2'))],
      ['post', '/api/v1/events', await house.post(eventOf('d-3', { time: '1970-01-01T00:00:00Z' }))],
      ['post', '/api/v1/events', await house.post('{')],
      ['get', '/api/v1/metrics', await house.ask('GET', '/api/v1/metrics')],
      ['post', '/api/v1/metrics/query', await house.ask('POST', '/api/v1/metrics/query', query)],
      ['post', '/api/v1/metrics/query', await house.ask('POST', '/api/v1/metrics/query', { metrics: [] })],
      [
        'post',
        '/api/v1/metrics/items',
        await house.ask('POST', '/api/v1/metrics/items', { metric: 'messages.created', ...period }),
      ],
      ['get', '/api/v1/company', await house.ask('GET', '/api/v1/company')],
      ['patch', '/api/v1/company', await house.ask('PATCH', '/api/v1/company', { name: 'Meridian' })],
      [
        'put',
        '/api/v1/company/details',
        await house.ask('PUT', '/api/v1/company/details', {
          version: 0,
          bank_accounts: [{ currency: 'EUR' }],
        }),
      ],
      [
        'put',
        '/api/v1/company/provider-details',
        await house.ask('PUT', '/api/v1/company/provider-details', {
          version: 0,
          legal_name: 'Harbour Line',
        }),
      ],
      ['get', '/api/v1/company/details', await house.ask('GET', '/api/v1/company/details')],
      ['get', '/api/v1/company/provider-details', await house.ask('GET', '/api/v1/company/provider-details')],
      ['get', '/api/v1/setup', await house.ask('GET', '/api/v1/setup')],
      ['get', '/api/v1/session', await house.ask('GET', '/api/v1/session')],
      ['get', '/api/v1/api-keys', await house.ask('GET', '/api/v1/api-keys')],
      [
        'post',
        '/api/v1/api-keys',
        await house.ask('POST', '/api/v1/api-keys', { name: 'k', scopes: ['metrics:read'] }),
      ],
      ['get', '/api/v1/connections', await house.ask('GET', '/api/v1/connections')],
      ['delete', '/api/v1/connections/{id}', await house.ask('DELETE', '/api/v1/connections/none')],
      ['get', '/api/v1/payments', await house.ask('GET', '/api/v1/payments')],
      ['get', '/api/v1/bank-statements', await house.ask('GET', '/api/v1/bank-statements')],
      ['get', '/api/v1/statement-lines', await house.ask('GET', '/api/v1/statement-lines?state=proposed')],
      ['get', '/api/v1/checkouts/options', await house.ask('GET', '/api/v1/checkouts/options')],
      [
        'put',
        '/api/v1/payment-gateways',
        await house.ask('PUT', '/api/v1/payment-gateways', { kind: 'sandbox', offered: true }),
      ],
      ['get', '/api/v1/payment-gateways', await house.ask('GET', '/api/v1/payment-gateways')],
      [
        'post',
        '/api/v1/checkouts',
        await house.ask('POST', '/api/v1/checkouts', { amount: { amount: '5', currency: 'EUR' } }),
      ],
      ['get', '/api/openapi.json', await house.ask('GET', '/api/openapi.json')],
      ['get', '/healthz', await house.ask('GET', '/healthz')],
      ['get', '/readyz', await house.ask('GET', '/readyz')],
      ['get', '/metrics', await house.ask('GET', '/metrics')],
    ]
    for (const [method, path, answer] of asked) expectDocumented(method, path, answer)
  })

  test('the card of a message and the request behind it are as it says', async () => {
    const period = { from: '2026-08-01T00:00:00Z', to: '2026-10-01T00:00:00Z' }
    const listed = await house.ask('POST', '/api/v1/metrics/items', { metric: 'messages.created', ...period })
    const id = at(listed.body, 'items', '0', 'id')
    const card = await house.ask('GET', `/api/v1/messages/${id}`)
    expect(card.status).toBe(200)
    expectDocumented('get', '/api/v1/messages/{id}', card)
    const raw = await house.ask(
      'GET',
      `/api/v1/messages/${id}/events/${at(card.body, 'timeline', '0', 'event_id')}/raw`,
    )
    expect(raw.status).toBe(200)
    expectDocumented('get', '/api/v1/messages/{id}/events/{eventId}/raw', raw)
  })
})

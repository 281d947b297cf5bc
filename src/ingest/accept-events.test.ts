import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../test/fixtures/event-log-in-memory.ts'
import type { EventsAnswer } from '../contract/index.ts'
import { createIngest, refusalCodes } from './index.ts'

const nowMs = Date.UTC(2026, 8, 1, 12)
const companyId = '22222222-2222-4222-8222-222222222222'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const data = { message_id: 'm-1', channel: 'sms', recipient: '+4915112345678' }
const event = {
  specversion: '1.0',
  id: 'evt-1',
  source: 'crm',
  type: 'message.delivered',
  time: '2026-09-01T10:00:03.120Z',
  data,
}
const withData = (more: object): object => ({ ...event, data: { ...data, ...more } })

function setUp(state: { isFull?: boolean } = {}) {
  const log = createEventLogInMemory(state)
  const ingest = createIngest({ facts: log, clock: () => nowMs })
  const post = (body: Uint8Array | string, contentType = 'application/json') =>
    ingest.acceptEvents({
      companyId,
      contentType,
      body: typeof body === 'string' ? bytes(body) : body,
      request: {
        method: 'POST',
        path: '/api/v1/events',
        headers: { 'content-type': contentType, authorization: 'Bearer secret' },
      },
    })
  return { log, post }
}

async function answerTo(items: unknown): Promise<EventsAnswer> {
  const answer = await setUp().post(JSON.stringify(items))
  if (!answer.ok) throw new Error(answer.failure.detail)
  return answer.value
}

async function codeFor(item: unknown): Promise<string | undefined> {
  return (await answerTo([item])).refused[0]?.code
}

async function rowFor(item: object) {
  const { log, post } = setUp()
  await post(JSON.stringify(item))
  return log.events[0]
}

describe('an event in canonical form', () => {
  test('becomes one row of the log, with its company and its request', async () => {
    const { log, post } = setUp()
    const body = bytes(JSON.stringify(event))
    expect(await post(body)).toEqual({ ok: true, value: { accepted: 1, refused: [] } })
    expect(log.requests).toEqual([
      {
        companyId,
        requestId: log.requests[0]?.requestId,
        connectionId: '00000000-0000-0000-0000-000000000000',
        provider: 'api',
        receivedAtMs: nowMs,
        method: 'POST',
        path: '/api/v1/events',
        headers: { 'content-type': 'application/json' },
        body,
      },
    ])
    expect(log.events[0]).toMatchObject({
      companyId,
      messageId: 'm-1',
      step: 'delivered',
      timeMs: Date.parse(event.time),
      timeSource: 'provider',
      channel: 'sms',
      recipient: '+4915112345678',
      numberCountry: 'DE',
      recipientType: 'MOBILE',
      requestId: log.requests[0]?.requestId,
      requestIndex: 0,
    })
  })

  test('keeps every attribute it states', async () => {
    const stated = {
      sender: 'Shop',
      country: 'at',
      network: '26201',
      campaign: 'autumn',
      template: 'code',
      kind: 'advertising',
      category: 'otp',
      segments: 2,
      text: 'Hello',
      part: 1,
      parts: 2,
      cost: { amount: '0.075001', currency: 'EUR' },
      error: { code: 30003, reason: 'Handset unreachable' },
      url: 'https://example.com/a',
      machine: true,
    }
    expect(await rowFor(withData(stated))).toMatchObject({
      sender: 'Shop',
      country: 'AT',
      network: '262-01',
      campaign: 'autumn',
      template: 'code',
      kind: 'advertising',
      category: 'otp',
      segments: 2,
      computedSegments: 1,
      part: 1,
      parts: 2,
      costMicros: 75_001n,
      costCurrency: 'EUR',
      errorCode: '30003',
      errorReason: 'Handset unreachable',
      url: 'https://example.com/a',
      machine: true,
    })
  })

  test('never has its text kept', async () => {
    const { log, post } = setUp()
    await post(JSON.stringify(withData({ text: 'a secret word' })))
    const values = JSON.stringify(log.events[0], (_key, value) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    expect(values).not.toContain('secret')
    const archived = Buffer.from(log.requests[0]?.body ?? []).toString()
    expect(archived).toBe(JSON.stringify(withData({ text: '' })))
  })

  test('without a time takes the time of receipt and is marked so', async () => {
    const { time: _time, ...timeless } = event
    expect(await rowFor(timeless)).toMatchObject({ timeMs: nowMs, timeSource: 'receipt' })
    expect(await rowFor({ ...event, time: null })).toMatchObject({ timeSource: 'receipt' })
  })

  test('that failed for the time being is queued again and keeps its error', async () => {
    const failed = { ...event, type: 'message.failed' }
    const error = { code: 'E1', reason: 'Busy' }
    const temporary = { ...failed, data: { ...data, error: { ...error, permanent: false } } }
    expect(await rowFor(temporary)).toMatchObject({ step: 'queued', errorCode: 'E1', errorReason: 'Busy' })
    expect(await rowFor({ ...failed, data: { ...data, error } })).toMatchObject({ step: 'failed' })
    expect(await rowFor(failed)).toMatchObject({ step: 'failed', errorCode: '' })
  })

  test('may carry attributes that this version does not know', async () => {
    const extended = {
      ...withData({ brand_new: { a: 1 } }),
      datacontenttype: 'application/json',
      traceparent: '00-1',
    }
    expect(await answerTo(extended)).toEqual({ accepted: 1, refused: [] })
  })

  test('joins the message of the same id and number, however the number is written', async () => {
    const one = await rowFor(event)
    const other = await rowFor(withData({ recipient: '0049 151 12345678' }))
    const third = await rowFor(withData({ recipient: '+4915112345679' }))
    expect(other?.messageKey).toBe(one?.messageKey)
    expect(third?.messageKey).not.toBe(one?.messageKey)
  })

  test('is told from others by source and id alone', async () => {
    const one = await rowFor(event)
    const repeated = await rowFor({ ...event, time: '2026-09-01T11:00:00Z' })
    const other = await rowFor({ ...event, source: 'crm-2' })
    expect(repeated?.eventKey).toBe(one?.eventKey)
    expect(other?.eventKey).not.toBe(one?.eventKey)
  })

  test('counts as accepted again when it is repeated', async () => {
    expect(await answerTo([event, event])).toEqual({ accepted: 2, refused: [] })
  })
})

describe('an item is refused by a stable code', () => {
  const huge = 'x'.repeat(3_000_000)
  test.each([
    ['no object', 'invalid_event', 5],
    ['a list', 'invalid_event', [event]],
    ['null', 'invalid_event', null],
    ['another specversion', 'invalid_event', { ...event, specversion: '0.3' }],
    ['a number as id', 'invalid_event', { ...event, id: 7 }],
    ['an empty id', 'invalid_event', { ...event, id: '' }],
    ['no source', 'missing_field', { ...event, source: undefined }],
    ['data as text', 'invalid_event', { ...event, data: '{}' }],
    ['no data', 'missing_field', { ...event, data: undefined }],
    ['no type', 'missing_field', { ...event, type: undefined }],
    ['a step of chats that is unknown', 'unsupported_type', { ...event, type: 'chat.danced' }],
    ['an unknown event of a call', 'unsupported_type', { ...event, type: 'call.ringing' }],
    ['an unknown type', 'unsupported_type', { ...event, type: 'message.teleported' }],
    ['a type of every object', 'unsupported_type', { ...event, type: 'constructor' }],
    ['a date of 1970', 'invalid_time', { ...event, time: '1970-01-01T00:00:00Z' }],
    ['a date of 2090', 'invalid_time', { ...event, time: '2090-01-01T00:00:00Z' }],
    ['a time without zone', 'invalid_time', { ...event, time: '2026-09-01T10:00:00' }],
    ['a number as time', 'invalid_time', { ...event, time: 1_788_256_803 }],
    ['no message id', 'missing_field', withData({ message_id: undefined })],
    ['a number as message id', 'invalid_field', withData({ message_id: 12 })],
    ['no channel', 'missing_field', withData({ channel: undefined })],
    ['a channel in capitals', 'invalid_channel', withData({ channel: 'SMS' })],
    ['no recipient', 'missing_field', withData({ recipient: undefined })],
    ['a number as recipient', 'invalid_recipient', withData({ recipient: 4_915_112_345_678 })],
    ['a name as recipient', 'invalid_recipient', withData({ recipient: 'Ann' })],
    ['a country that is none', 'invalid_country', withData({ country: 'ZZ' })],
    ['a country by name', 'invalid_country', withData({ country: 'Germany' })],
    ['a network by name', 'invalid_network', withData({ network: 'Telekom' })],
    ['a network as number', 'invalid_network', withData({ network: 26_201 })],
    ['an unknown kind', 'invalid_kind', withData({ kind: 'spam' })],
    ['negative segments', 'invalid_segments', withData({ segments: -1 })],
    ['segments that are no number', 'invalid_segments', withData({ segments: 'two' })],
    ['half a segment', 'invalid_segments', withData({ segments: 1.5 })],
    ['256 segments', 'invalid_segments', withData({ segments: 256 })],
    ['part 0', 'invalid_part', withData({ part: 0 })],
    ['part 3 of 2', 'invalid_part', withData({ part: 3, parts: 2 })],
    ['a cost as number', 'invalid_cost', withData({ cost: { amount: 0.1, currency: 'EUR' } })],
    ['a cost of seven places', 'invalid_cost', withData({ cost: { amount: '0.0000001', currency: 'EUR' } })],
    ['a negative cost', 'invalid_cost', withData({ cost: { amount: '-1', currency: 'EUR' } })],
    ['a cost beyond reason', 'invalid_cost', withData({ cost: { amount: '1000000001', currency: 'EUR' } })],
    ['a currency that is none', 'invalid_cost', withData({ cost: { amount: '1', currency: 'euro' } })],
    ['a cost without currency', 'missing_field', withData({ cost: { amount: '1' } })],
    ['an error as text', 'invalid_error', withData({ error: 'busy' })],
    ['permanence as text', 'invalid_error', withData({ error: { permanent: 'false' } })],
    ['a machine as text', 'invalid_field', withData({ machine: 'yes' })],
    ['a NUL in the message id', 'invalid_characters', withData({ message_id: 'm\0' })],
    ['half a surrogate pair', 'invalid_characters', withData({ campaign: '\ud800' })],
    ['a NUL in the id', 'invalid_characters', { ...event, id: 'e\0' }],
    ['a text of 3 MB', 'text_too_long', withData({ text: huge })],
    ['a campaign of 3 MB', 'field_too_long', withData({ campaign: huge })],
    ['a recipient of 3 MB', 'field_too_long', withData({ recipient: huge })],
    ['a time of 3 MB', 'field_too_long', { ...event, time: huge }],
    ['a channel of 3 MB', 'invalid_channel', withData({ channel: huge })],
  ])('%s: %s', async (_name, code, item) => {
    expect(refusalCodes).toContain(code)
    expect(await codeFor(item)).toBe(code)
  })

  test('the detail names the field by its path and stays short', async () => {
    const { refused } = await answerTo([withData({ message_id: undefined }), withData({ recipient: huge })])
    expect(refused.map((item) => item.detail)).toEqual([
      'data.message_id is required.',
      'data.recipient must have at most 320 characters.',
    ])
  })

  test('numbers beyond any size are refused, not rounded', async () => {
    const body = JSON.stringify([withData({ segments: 777 })]).replace('777', '1e999')
    expect(await setUp().post(body)).toMatchObject({
      value: { accepted: 0, refused: [{ code: 'invalid_segments' }] },
    })
  })
})

describe('a request', () => {
  test('keeps its good items and names the others by their place', async () => {
    const { log, post } = setUp()
    const items = [event, withData({ segments: -1 }), { ...event, id: 'evt-2' }, 7]
    const answer = await post(JSON.stringify(items))
    expect(answer).toMatchObject({
      value: {
        accepted: 2,
        refused: [
          { index: 1, code: 'invalid_segments' },
          { index: 3, code: 'invalid_event' },
        ],
      },
    })
    expect(log.events.map((row) => row.requestIndex)).toEqual([0, 2])
  })

  test('without a good item leaves nothing behind', async () => {
    const { log, post } = setUp()
    expect(await post('[7]')).toMatchObject({ value: { accepted: 0 } })
    expect(await post('[]')).toEqual({ ok: true, value: { accepted: 0, refused: [] } })
    expect(log.requests).toEqual([])
  })

  test('of NDJSON loses only its bad lines, named by their number', async () => {
    const lines = [
      '',
      JSON.stringify(event),
      '{"specversion":',
      '  ',
      JSON.stringify({ ...event, id: 'evt-2' }),
      '',
    ]
    const { log, post } = setUp()
    expect(await post(lines.join('\r\n'), 'application/x-ndjson')).toMatchObject({
      value: { accepted: 2, refused: [{ index: 2, code: 'invalid_json' }] },
    })
    expect(log.events.map((row) => row.requestIndex)).toEqual([1, 4])
  })

  test.each([
    ['application/cloudevents+json; charset=UTF-8', event],
    ['application/cloudevents-batch+json', [event]],
    ['application/json', event],
    ['Application/JSON;charset="utf-8"', [event]],
    ['application/x-ndjson', event],
  ])('of type %s is understood', async (contentType, body) => {
    expect(await setUp().post(JSON.stringify(body), contentType)).toMatchObject({ value: { accepted: 1 } })
  })

  test('is the same request with a byte order mark', async () => {
    expect(await setUp().post(`\ufeff${JSON.stringify(event)}`)).toMatchObject({ value: { accepted: 1 } })
  })

  test.each([
    ['unsupported_media_type', 'text/plain', '{}'],
    ['unsupported_media_type', '', '{}'],
    ['unsupported_media_type', 'application/json; charset=utf-16', '{}'],
    ['unsupported_media_type', 'constructor', '{}'],
    ['invalid_json', 'application/json', '{"a":'],
    ['invalid_json', 'application/json', ''],
    ['invalid_json', 'application/json', '"text"'],
    ['invalid_json', 'application/json', '{"segments": NaN}'],
    ['invalid_json', 'application/cloudevents+json', '[]'],
    ['invalid_json', 'application/cloudevents-batch+json', '{}'],
    ['too_many_events', 'application/json', `[${'0,'.repeat(50_000)}0]`],
    // Told before it is parsed, or it would be no JSON.
    ['too_many_events', 'application/json', `[${'0,'.repeat(50_000)}`],
    ['too_many_events', 'application/x-ndjson', '0\n'.repeat(50_001)],
    ['too_many_events', 'application/x-ndjson', '\n'.repeat(100_001)],
    ['body_too_large', 'application/json', ' '.repeat(10 * 1024 * 1024 + 1)],
  ])('fails whole as %s when sent as %j', async (code, contentType, body) => {
    const { log, post } = setUp()
    expect(await post(body, contentType)).toMatchObject({ ok: false, failure: { code } })
    expect(log.requests).toEqual([])
  })

  test('of bytes that are not UTF-8 is no JSON', async () => {
    expect(await setUp().post(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({
      failure: { code: 'invalid_json' },
    })
  })

  test.each([
    ['['.repeat(5_000_000) + ']'.repeat(5_000_000), 'application/json'],
    [`${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`, 'application/cloudevents+json'],
  ])('of millions of brackets is refused before it is read', async (body, contentType) => {
    expect(await setUp().post(body, contentType)).toMatchObject({ failure: { code: 'invalid_json' } })
  })

  test('may hold any number of brackets in its texts', async () => {
    const bracketed = withData({ campaign: `${'["\\{'.repeat(80)}` })
    const body = JSON.stringify(Array.from({ length: 200 }, () => bracketed))
    expect(await setUp().post(body)).toMatchObject({ value: { accepted: 200 } })
  })

  test('is answered as overloaded when the log is', async () => {
    expect(await setUp({ isFull: true }).post(JSON.stringify(event))).toMatchObject({
      failure: { code: 'overloaded' },
    })
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type MessageItem,
  type MessageItemsQuery,
  messageItemsQuerySchema,
  messageMetricNames,
  metricsQuerySchema,
} from '../contract/index.ts'
import { metricSpec } from './catalogue/catalogue.ts'
import { createMetrics, type Metrics } from './create-metrics.ts'
import { event, hashed, openTestFacts, rawRequest, type TestFacts } from './facts.fixture.ts'
import { askedAt, fourDays, worldEvents } from './world.fixture.ts'

let world: TestFacts
let metrics: Metrics

beforeAll(async () => {
  world = await openTestFacts(askedAt)
  metrics = createMetrics(world).forReader({ scopes: ['personal_data:read'] })
  await world.record(worldEvents)
})
afterAll(() => world.close())

async function list(query: Partial<MessageItemsQuery>) {
  const parsed = messageItemsQuerySchema.parse({ metric: 'messages.created', ...fourDays, ...query })
  const result = await metrics.items(world.company, parsed)
  if (!result.ok) throw new Error(result.failure.detail)
  return result.value
}

const idsOf = (items: readonly MessageItem[]): string[] => items.map((item) => item.message_id)
const search = async (text: string): Promise<string[]> =>
  idsOf((await list({ search: text })).items).toSorted()

describe('the list behind a number', () => {
  it('holds as many messages as the number says, for every metric', async () => {
    const result = await metrics.query(
      world.company,
      metricsQuerySchema.parse({ metrics: messageMetricNames, ...fourDays }),
    )
    if (!result.ok) throw new Error(result.failure.detail)
    const { totals, basis } = result.value
    const numbers = Object.fromEntries(
      await Promise.all(
        messageMetricNames.map(async (name) => [name, await list({ metric: name })] as const),
      ),
    )
    for (const name of messageMetricNames) {
      const { total, items } = numbers[name] ?? { total: -1, items: [] }
      expect([name, items.length]).toEqual([name, total])
      const { denominator = null } = basis[name] ?? {}
      const { unit } = metricSpec(name)
      if (unit === 'count' && name !== 'messages.segments')
        expect([name, total]).toEqual([name, totals[name]])
      if (unit === 'ratio') expect([name, total / Number(denominator)]).toEqual([name, totals[name]])
      if (unit === 'ms') expect([name, total]).toEqual([name, denominator])
    }
    expect(idsOf(numbers['messages.segments']?.items ?? [])).toEqual(['b', 'a'])
    expect(idsOf(numbers['messages.cost']?.items ?? [])).toEqual(['b', 'a'])
    expect(numbers['messages.margin']?.total).toBe(0)
  })

  it('runs from the newest message to the oldest, page by page, each message once', async () => {
    const whole = idsOf((await list({ limit: 100 })).items)
    expect(whole).toEqual(['l', 'e', 'k', 'j', 'i', 'h', 'g', 'd', 'f', 'c', 'b', 'a'])
    const paged: string[] = []
    let cursor: string | null | undefined
    while (cursor !== null && paged.length < 20) {
      const page = await list({ limit: 5, ...(cursor === undefined ? {} : { cursor }) })
      expect(page.total).toBe(12)
      paged.push(...idsOf(page.items))
      cursor = page.next_cursor
    }
    expect(paged).toEqual(whole)
  })

  it('neither loses nor repeats messages of one moment between pages', async () => {
    const same = Array.from({ length: 7 }, (_, index) =>
      event({ messageId: `same-${index}`, step: 'sent', time: '2026-09-01T00:00:00.123Z', campaign: 'same' }),
    )
    await world.record(same)
    const period = { from: '2026-09-01T00:00:00Z', to: '2026-09-02T00:00:00Z' }
    const first = await list({ ...period, limit: 3 })
    const second = await list({ ...period, limit: 3, cursor: first.next_cursor ?? '' })
    const third = await list({ ...period, limit: 3, cursor: second.next_cursor ?? '' })
    expect(third.next_cursor).toBeNull()
    const ids = [first, second, third].flatMap(({ items }) => idsOf(items))
    expect(ids.toSorted()).toEqual(same.map(({ messageId }) => messageId))
  })

  it('shows a message with instants in the zone and null for what is not known', async () => {
    const { items } = await list({ filters: { sender: ['Shop'], hour: [2] } })
    expect(items).toEqual([
      {
        id: hashed('b'),
        message_id: 'b',
        created_at: '2026-10-25T02:30:00+02:00',
        channel: 'sms',
        status: 'delivered',
        connection: null,
        sender: 'Shop',
        recipient: '+4915112345678',
        country: 'DE',
        network: null,
        campaign: null,
        template: null,
        kind: null,
        segments: 1,
        sent_at: '2026-10-25T02:30:00+02:00',
        delivered_at: '2026-10-25T02:30:04+02:00',
        read_at: null,
        latency_ms: 4_000,
        error: null,
        cost: { amount: '0.07', currency: 'EUR' },
        charge: null,
        conflict: false,
      },
    ])
  })

  it('is searched by message id, digits of the recipient, sender, campaign and error', async () => {
    expect(await search(' +49 (151) 1234-5678 ')).toEqual(['b'])
    expect(await search('12345')).toEqual(['b'])
    expect(await search('ann@EXAMPLE')).toEqual(['i'])
    expect(await search('shop')).toEqual(['a', 'b'])
    expect(await search('AUTU')).toEqual(['d', 'e'])
    expect(await search('unreachable')).toEqual(['c'])
    expect(await search('30007')).toEqual(['j'])
    expect(await search('%')).toEqual([])
    expect(await search('  ')).toHaveLength(12)
    expect((await list({ search: 'shop', limit: 1 })).total).toBe(2)
  })

  it('refuses a cursor that it did not give', async () => {
    for (const cursor of ['x', '', 'MQ', Buffer.from('1.2').toString('base64url')]) {
      const parsed = messageItemsQuerySchema.parse({ metric: 'messages.created', ...fourDays, cursor })
      expect(await metrics.items(world.company, parsed)).toMatchObject({
        failure: { code: 'invalid_cursor' },
      })
    }
  })

  it('streams whole for a file', async () => {
    const stream = await metrics.streamItems(world.company, { metric: 'messages.delivered', ...fourDays })
    if (!stream.ok) throw new Error(stream.failure.detail)
    const ids: string[] = []
    if (stream.value.family !== 'messages') throw new Error('These are no messages.')
    for await (const page of stream.value.pages) ids.push(...idsOf(page))
    expect(ids).toEqual(['i', 'd', 'b', 'a'])
    expect(stream.value).toMatchObject({ total: 4, truncated: false, time_zone: 'Europe/Berlin' })
  })
})

describe('the card of a message', () => {
  it('tells its status as of now and the events that it follows from', async () => {
    const card = await metrics.card(world.company, hashed('d'), { time_zone: 'UTC' })
    expect(card).toMatchObject({
      ok: true,
      value: {
        message_id: 'd',
        status: 'read',
        created_at: '2026-10-25T09:00:00+00:00',
        clicked_at: '2026-10-25T09:06:00+00:00',
        replied_at: null,
        category: null,
        timeline: [
          {
            step: 'sent',
            time: '2026-10-25T09:00:00+00:00',
            time_source: 'provider',
            part: null,
            error: null,
          },
          { step: 'delivered' },
          { step: 'read' },
          { step: 'clicked', machine: false },
        ],
      },
    })
    expect(await metrics.card(world.company, hashed('f'))).toMatchObject({ value: { status: 'unconfirmed' } })
    expect(await metrics.card(world.company, hashed('h'))).toMatchObject({ value: { status: 'queued' } })
  })

  it('is found by every event, not only by those it shows', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) =>
      event({
        messageId: 'told often',
        step: 'noted',
        time: '2026-09-03T05:00:00Z',
        eventKey: hashed(`told often ${index}`),
      }),
    )
    const accepted = event({ messageId: 'told often', step: 'accepted', time: '2026-09-03T09:00:00Z' })
    await world.record([...many, accepted])
    const card = await metrics.card(world.company, hashed('told often'), { time_zone: 'UTC' })
    if (!card.ok) throw new Error(card.failure.detail)
    expect(card.value.created_at).toBe('2026-09-03T09:00:00+00:00')
    expect(card.value.timeline).toHaveLength(1_000)
  })

  it('is not found for a stranger’s id, another company or a word that is no id', async () => {
    const stranger = { ...world.company, id: '0199a000-0000-7000-8000-00000000ffff' }
    expect(await metrics.card(stranger, hashed('d'))).toMatchObject({ failure: { code: 'not_found' } })
    expect(await metrics.card(world.company, hashed('nobody'))).toMatchObject({
      failure: { code: 'not_found' },
    })
    expect(await metrics.card(world.company, 'x')).toMatchObject({ failure: { code: 'not_found' } })
    expect(await metrics.card(world.company, hashed('d'), { time_zone: 'x' })).toMatchObject({
      failure: { code: 'invalid_time_zone' },
    })
  })

  it('opens the raw request of an event, with the item that the event came from', async () => {
    const body = Buffer.from(`[{"id":"one"},{"id":"two","text":"Ж"}]`)
    const posted = event({ messageId: 'posted', step: 'sent', time: '2026-10-01T00:00:00Z', requestIndex: 1 })
    await world.facts.append(rawRequest({ body }), [posted])
    await world.facts.foldChanges()
    const of = { of: 'message', id: posted.messageKey, eventId: posted.eventKey } as const
    expect(await metrics.rawRequest(world.company, of)).toEqual({
      ok: true,
      value: {
        request_id: posted.requestId,
        received_at: '2026-09-01T02:00:00+02:00',
        provider: 'api',
        method: 'POST',
        path: '/api/v1/events',
        headers: { 'content-type': 'application/json' },
        body: body.toString(),
        item: { id: 'two', text: 'Ж' },
      },
    })
    const unknown = await metrics.rawRequest(world.company, { ...of, eventId: hashed('nothing') })
    expect(unknown).toMatchObject({ failure: { code: 'not_found' } })
  })
})

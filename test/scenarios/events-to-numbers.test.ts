import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventOf, type Installation, openInstallation, ownKey, toAnswer } from './installation.ts'

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
})
afterAll(() => house.close())

describe('events in canonical form become numbers', () => {
  test('a message is created, sent and delivered by its events, whatever their order', async () => {
    const message = { message_id: 'order-1' }
    const posted = await house.post([
      eventOf('o-3', { type: 'message.delivered', time: '2026-09-01T10:00:05Z' }, message),
      eventOf('o-1', { type: 'message.accepted', time: '2026-09-01T10:00:00Z' }, message),
      eventOf('o-2', { type: 'message.sent', time: '2026-09-01T10:00:01Z' }, message),
    ])
    expect(posted).toMatchObject({ status: 200, body: { accepted: 3, refused: [] } })
    await house.tick()
    expect(
      await house.totals(
        'messages.created',
        'messages.sent',
        'messages.delivered',
        'messages.latency_p50_ms',
      ),
    ).toEqual({
      'messages.created': 1,
      'messages.sent': 1,
      'messages.delivered': 1,
      'messages.latency_p50_ms': 4_000,
    })
  })

  test('the same events again are accepted and change nothing', async () => {
    const before = await house.totals('messages.created', 'messages.delivered')
    const event = eventOf('o-3', { time: '2026-09-01T10:00:05Z' }, { message_id: 'order-1' })
    expect(await house.post(event)).toMatchObject({ status: 200, body: { accepted: 1 } })
    await house.tick()
    expect(await house.totals('messages.created', 'messages.delivered')).toEqual(before)
  })

  test('lines of NDJSON and CloudEvents batches are the same events', async () => {
    const lines = `${JSON.stringify(eventOf('n-1'))}\n${JSON.stringify(eventOf('n-2'))}\n`
    expect(await house.post(lines, 'application/x-ndjson')).toMatchObject({ body: { accepted: 2 } })
    expect(await house.post([eventOf('n-1')], 'application/cloudevents-batch+json')).toMatchObject({
      body: { accepted: 1 },
    })
    expect(await house.post(eventOf('n-2'), 'application/cloudevents+json')).toMatchObject({
      body: { accepted: 1 },
    })
    await house.tick()
    expect(await house.totals('messages.created')).toEqual({ 'messages.created': 3 })
  })

  test('a compressed body is the same body', async () => {
    const response = await house.app.inject({
      method: 'POST',
      url: '/api/v1/events',
      headers: {
        authorization: `Bearer ${ownKey}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      payload: gzipSync(JSON.stringify([eventOf('n-1'), eventOf('n-2')])),
    })
    expect(toAnswer(response)).toMatchObject({ status: 200, body: { accepted: 2, refused: [] } })
  })

  test('the items behind a number are as many as the number, and open to the raw request', async () => {
    const period = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }
    const listed = await house.ask('POST', '/api/v1/metrics/items', {
      metric: 'messages.delivered',
      ...period,
    })
    expect(listed).toMatchObject({ status: 200, body: { total: 3 } })
    const { items } = listed.body as { items: { id: string; message_id: string }[] }
    const item = items.find(({ message_id }) => message_id === 'order-1')
    const card = await house.ask('GET', `/api/v1/messages/${item?.id}`)
    expect(card).toMatchObject({ status: 200, body: { status: 'delivered', message_id: 'order-1' } })
    const { timeline } = card.body as { timeline: { event_id: string; step: string }[] }
    expect(timeline.map(({ step }) => step)).toEqual(['accepted', 'sent', 'delivered'])
    const raw = await house.ask('GET', `/api/v1/messages/${item?.id}/events/${timeline[0]?.event_id}/raw`)
    expect(raw).toMatchObject({ status: 200, body: { method: 'POST', item: { id: 'o-1' } } })
    expect(JSON.stringify(raw.body)).not.toContain('Bearer')
  })

  test('a period ends before its end: an event on the edge belongs to the next one', async () => {
    const edge = { metrics: ['messages.created'], from: '2026-09-01T10:00:00Z' }
    const upTo = await house.ask('POST', '/api/v1/metrics/query', { ...edge, to: '2026-09-01T10:00:00.001Z' })
    expect(upTo).toMatchObject({ body: { totals: { 'messages.created': 1 } } })
    const before = await house.ask('POST', '/api/v1/metrics/query', {
      ...edge,
      from: '2026-09-01T09:00:00Z',
      to: '2026-09-01T10:00:00Z',
    })
    expect(before).toMatchObject({ body: { totals: { 'messages.created': 0 } } })
  })
})

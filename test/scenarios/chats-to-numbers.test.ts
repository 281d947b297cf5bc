import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventOf, type Installation, openInstallation } from './installation.ts'

const period = { from: '2026-08-31T22:00:00Z', to: '2026-09-30T22:00:00Z' }
type Json = Record<string, unknown>

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
  await house.post([
    chatEvent('opened', '10:00:00', {
      messenger: 'telegram',
      channel_id: 'shop',
      customer_id: 'ann',
      group_id: 'sales',
    }),
    chatEvent('message', '10:00:00', { message_id: 'one', author: 'customer' }),
    chatEvent('message', '10:00:30', { message_id: 'two', author: 'operator', operator_id: 'olga' }),
    chatEvent('closed', '10:01:00', { by: 'customer' }),
    eventOf('sms'),
  ])
  await house.tick()
})
afterAll(() => house.close())

function chatEvent(step: string, time: string, data: Json) {
  return {
    specversion: '1.0',
    id: `${step} ${time}`,
    source: 'desk',
    type: `chat.${step}`,
    time: `2026-09-01T${time}Z`,
    data: { chat_id: 'c-1', ...data },
  }
}

async function ask(path: string, body: Json) {
  return house.ask('POST', `/api/v1/metrics/${path}`, body)
}

describe('chats that come in by the API come out as numbers', () => {
  test('under both clocks, and with the items behind them', async () => {
    const metrics = ['chats.new', 'chats.closed', 'chats.first_response_p50_ms', 'chats.active']
    for (const clock of ['arrival', 'event']) {
      const { status, body } = await ask('query', {
        metrics,
        by: ['messenger'],
        ...period,
        filters: { clock },
      })
      expect(status).toBe(200)
      expect((body as Json)['rows']).toEqual([
        {
          messenger: 'telegram',
          'chats.new': 1,
          'chats.closed': 1,
          'chats.first_response_p50_ms': 30_000,
          'chats.active': 0,
        },
      ])
    }
    const items = await ask('items', { metric: 'chats.first_response_n', ...period })
    expect(items.body).toMatchObject({
      total: 1,
      items: [
        { chat_id: 'c-1', operator: 'olga', group: 'sales', duration_ms: 30_000, close_by: 'customer' },
      ],
    })
  })

  test('a chat has a card with its events and the requests behind them', async () => {
    const items = await ask('items', { metric: 'chats.new', ...period })
    const [{ id }] = (items.body as { items: [{ id: string }] }).items
    const card = await house.ask('GET', `/api/v1/chats/${id}`)
    expect(card.body).toMatchObject({
      chat_id: 'c-1',
      chat: 'shop',
      customer: 'ann',
      opened_at: '2026-09-01T12:00:00+02:00',
      is_open: false,
      contact: 'operator',
      messages: { customer: 1, operator: 1, bot: 0, private: 0 },
      first_response: { state: 'answered', duration_ms: 30_000, operator: 'olga' },
      turns: [{ outcome: 'operator', duration_ms: 30_000, is_first: true }],
      cycles: [{ close_by: 'customer', duration_ms: 60_000 }],
      flags: [],
      timeline: [
        { step: 'opened', group: 'sales' },
        { step: 'message', author: 'customer', message_id: 'one' },
        { step: 'message', author: 'operator', operator: 'olga' },
        { step: 'closed', close_by: 'customer' },
      ],
      timeline_truncated: false,
    })
    const [first] = (card.body as { timeline: [{ event_id: string }] }).timeline
    const raw = await house.ask('GET', `/api/v1/chats/${id}/events/${first.event_id}/raw`)
    expect(raw.body).toMatchObject({ path: '/api/v1/events', item: { type: 'chat.opened' } })
    expect((await house.ask('GET', '/api/v1/chats/unknown')).status).toBe(404)
  })

  test('rows and items are files, in words of the language', async () => {
    const query = { metrics: ['chats.new'], by: ['messenger', 'close_by'], ...period }
    const rows = await ask('export', { query, format: 'csv', language: 'ru' })
    expect(String(rows.body).replace('\ufeff', '').trim().split('\r\n')).toEqual([
      'Мессенджер,Кто закрыл,Новые',
      'Telegram,Клиент,1',
    ])
    const items = { metric: 'chats.closed', ...period, filters: { clock: 'event', business_time: true } }
    const file = await ask('items/export', { query: items, format: 'csv' })
    const lines = String(file.body).trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^c-1,2026-09-01T12:01:00/)
    const sheet = await ask('items/export', { query: items, format: 'xlsx', language: 'ru' })
    expect([sheet.status, sheet.headers['content-disposition']]).toEqual([
      200,
      expect.stringContaining('chats.xlsx'),
    ])
  })

  test('names are told, and questions that mix messages and chats are not answered', async () => {
    expect((await house.ask('GET', '/api/v1/chat-names')).body).toEqual({
      chats: expect.any(Array),
      groups: expect.any(Array),
      operators: expect.any(Array),
    })
    const mixed = await ask('query', { metrics: ['messages.created', 'chats.new'], ...period })
    expect([mixed.status, (mixed.body as Json)['code']]).toEqual([400, 'mixed_metrics'])
    const strange = await ask('items', { metric: 'chats.new', ...period, filters: { channel: ['sms'] } })
    expect((strange.body as Json)['code']).toBe('invalid_filter')
  })
})

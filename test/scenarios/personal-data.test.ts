import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  CallItems,
  ChatItems,
  ItemsResult,
  MessageCard,
  MessageItems,
  MetricsResult,
  Report,
  Reports,
  Scope,
} from '../../src/contract/index.ts'
import { routeRules } from '../../src/http/route-rules.ts'
import { type Answer, eventOf, type Installation, openInstallation, toAnswer } from './installation.ts'
import { madeReport, must } from './report-answers.ts'

/*
 * Persons in every place that holds them: whoever reads without `personal_data:read` finds none of them, anywhere, and counts the same.
 */

const phone = '+4915112345678'
const email = 'anna.keller@shopper.example'
const inbound = '+33612345678'
const customer = '79001234567'
const caller = '+442071234567'
const callee = '+13125550142'
/** What nobody without the permission may find in any answer: numbers by their digits, however they are written. */
const persons = [phone, inbound, customer, caller, callee]
  .map((number) => number.slice(-7))
  .concat(email, 'anna.keller')

const period = { from: '2026-08-31T22:00:00Z', to: '2026-09-30T22:00:00Z', time_zone: 'UTC' }

let house: Installation
let masked: string
let seeing: string

beforeAll(async () => {
  house = await openInstallation()
  const bounced = { code: '550', reason: `550 <${email}> or ${phone} (+49 151 1234-5678) is not known` }
  await house.post([
    eventOf('sms', {}, { recipient: phone, sender: 'SHOP' }),
    eventOf('reply', {}, { recipient: '+493012345650', sender: inbound }),
    eventOf('mail', { type: 'message.failed' }, { channel: 'email', recipient: email, error: bounced }),
    eventOf(
      'click',
      { type: 'message.clicked' },
      { recipient: phone, url: `https://shop.example/?e=${email}&p=${phone}` },
    ),
    chatEvent('chat-1', 'opened', { messenger: 'telegram', customer_id: customer }),
    chatEvent('chat-1', 'message', { message_id: 'one', author: 'customer', customer_id: customer }),
    chatEvent(customer, 'opened', { messenger: 'telegram', customer_id: customer }),
    chatEvent('chat-3', 'opened', { messenger: 'viber', customer_id: '79007654321' }),
    chatEvent('chat-4', 'opened', { messenger: 'viber', customer_id: '79008654321' }),
    callEvent(),
  ])
  await house.tick()
  await house.reports.start()
  masked = await keyWith('metrics:read', 'billing:read')
  seeing = await keyWith('metrics:read', 'billing:read', 'personal_data:read')
})
afterAll(() => house.close())

function chatEvent(chat: string, step: string, data: object) {
  const envelope = { specversion: '1.0', id: `${chat} ${step}`, source: 'desk', time: '2026-09-01T10:00:00Z' }
  return { ...envelope, type: `chat.${step}`, data: { chat_id: chat, ...data } }
}

function callEvent() {
  const [started_at, ended_at] = ['2026-09-01T10:00:00Z', '2026-09-01T10:02:00Z']
  const data = { call_id: 'call', direction: 'inbound', from: caller, to: callee, started_at, ended_at }
  const envelope = { specversion: '1.0', id: 'call', source: 'pbx', type: 'call.ended', time: ended_at }
  return { ...envelope, data: { ...data, result: 'no_answer' } }
}

async function keyWith(...scopes: readonly Scope[]): Promise<string> {
  const made = await house.companies.createApiKey(house.owner, {
    name: `${scopes.length} scopes`,
    scopes: [...scopes],
  })
  if (!made.ok) throw new Error(made.failure.detail)
  return made.value.key
}

async function askAs(
  key: string,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  payload?: object,
): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}` }
  return toAnswer(await house.app.inject({ method, url, headers, ...(payload ? { payload } : {}) }))
}

const items = async <T = ItemsResult>(key: string, metric: string, more: object = {}) =>
  (await askAs(key, 'POST', '/api/v1/metrics/items', { metric, ...period, ...more })).body as T
const query = async (key: string, body: object) =>
  (await askAs(key, 'POST', '/api/v1/metrics/query', { ...period, ...body })).body as MetricsResult

function expectNobody(what: string, answer: unknown): void {
  const text = JSON.stringify(answer)
  for (const person of persons) expect(text, `${person} in ${what}`).not.toContain(person)
}

const lists = ['messages.created', 'chats.new', 'chats.customers', 'calls.total'] as const

describe('without the permission', () => {
  test('lists, cards and their files show nobody, and lists are as long', async () => {
    for (const metric of lists) {
      const [hidden, plain] = [await items(masked, metric), await items(seeing, metric)]
      expect(hidden.total, metric).toBe(plain.total)
      expect(hidden.items.length, metric).toBe(plain.items.length)
      expect(hidden.items.length, metric).toBeGreaterThan(0)
      expectNobody(metric, hidden)
      expect(
        persons.some((person) => JSON.stringify(plain).includes(person)),
        metric,
      ).toBe(true)
      const [family = ''] = metric.split('.')
      for (const { id } of plain.items) {
        const card = await askAs(masked, 'GET', `/api/v1/${family}/${id}`)
        expect(card.status).toBe(200)
        expectNobody(`card of ${family}`, card.body)
      }
      const file = await askAs(masked, 'POST', '/api/v1/metrics/items/export', {
        query: { metric, ...period },
        format: 'csv',
      })
      expect(file.status).toBe(200)
      expectNobody(`file of ${metric}`, file.body)
    }
  })

  test('values are recognisable and no more', async () => {
    const { items: messages } = await items<MessageItems>(masked, 'messages.created')
    expect(new Set(messages.map(({ sender, recipient }) => `${sender} ${recipient}`))).toEqual(
      new Set(['SHOP +49•••78', '+33•••78 +49•••50', 'null a•••@shopper.example', 'null +49•••78']),
    )
    const { items: chats } = await items<ChatItems>(masked, 'chats.new')
    expect(new Set(chats.map(({ customer: shown }) => shown))).toEqual(new Set(['790•••67', '790•••21']))
    const { items: calls } = await items<CallItems>(masked, 'calls.total')
    expect(calls[0]).toMatchObject({ from: '+44•••67', to: '+13•••42' })
  })

  test('the raw request behind an event is refused, in full', async () => {
    for (const [family, metric] of [
      ['messages', 'messages.created'],
      ['chats', 'chats.new'],
      ['calls', 'calls.total'],
    ] as const) {
      const { items: found } = await items(masked, metric)
      const card = (await askAs(masked, 'GET', `/api/v1/${family}/${found[0]?.id}`)).body as MessageCard
      const url = `/api/v1/${family}/${card.id}/events/${card.timeline[0]?.event_id}/raw`
      expect(await askAs(masked, 'GET', url)).toMatchObject({
        status: 403,
        body: { code: 'forbidden', detail: expect.stringContaining('personal_data:read') },
      })
      expect(await askAs(seeing, 'GET', url)).toMatchObject({ status: 200 })
    }
  })

  test('a search, a filter and a group see what is shown: a number in full finds nobody', async () => {
    for (const search of [phone, '151 123', phone.slice(1), email, 'anna', '+49 151 12345678']) {
      expect((await items(masked, 'messages.created', { search })).total, search).toBe(0)
      expect((await items(seeing, 'messages.created', { search })).total, search).toBeGreaterThan(0)
    }
    expect((await items(masked, 'chats.new', { search: customer })).total).toBe(0)
    expect((await items(masked, 'calls.total', { search: caller })).total).toBe(0)
    expect((await items(masked, 'messages.created', { search: '+49•••78' })).total).toBe(2)
    const bySender = { metrics: ['messages.created'], by: ['sender'] }
    expectNobody('groups', await query(masked, bySender))
    const filtered = { metrics: ['messages.created'], filters: { sender: [inbound] } }
    expect((await query(masked, filtered)).totals).toEqual({ 'messages.created': 0 })
    expect((await query(seeing, filtered)).totals).toEqual({ 'messages.created': 1 })
  })

  test('numbers are the same, those of different customers too', async () => {
    const metrics = ['chats.customers', 'chats.new', 'chats.messages_customer']
    const [hidden, plain] = [await query(masked, { metrics }), await query(seeing, { metrics })]
    expect(hidden.totals).toEqual(plain.totals)
    expect(hidden.totals['chats.customers']).toBe(3)
  })

  test('reports tell of nobody, and what was made in full is not there', async () => {
    for (const type of ['message_detail', 'chat_sessions', 'calls', 'charges']) {
      const { time_zone: _, ...dates } = period
      const body = { type, name: type, format: 'csv', ...dates }
      expectNobody(`preview of ${type}`, (await askAs(masked, 'POST', '/api/v1/reports/preview', body)).body)
      const full = await must<Report>(askAs(seeing, 'POST', '/api/v1/reports', body))
      const short = await must<Report>(askAs(masked, 'POST', '/api/v1/reports', body))
      for (const { id } of [full, short])
        expect(await madeReport(house, id)).toMatchObject({ state: 'generated' })
      const file = await askAs(masked, 'GET', `/api/v1/reports/${short.id}/file`)
      expect(file.status).toBe(200)
      expectNobody(type, file.body)
      const plain = await askAs(seeing, 'GET', `/api/v1/reports/${full.id}/file`)
      if (type !== 'charges')
        expect(
          persons.some((person) => String(plain.body).includes(person)),
          type,
        ).toBe(true)
      const url = `/api/v1/reports/${full.id}`
      for (const answer of [
        await askAs(masked, 'GET', url),
        await askAs(masked, 'GET', `${url}/file`),
        await askAs(masked, 'POST', `${url}/regenerate`),
        await askAs(masked, 'DELETE', url),
      ])
        expect(answer.status).toBe(404)
      const { reports } = (await askAs(masked, 'GET', '/api/v1/reports')).body as Reports
      expect(reports.map(({ id }) => id)).not.toContain(full.id)
    }
  })

  test('no other route that answers reads tells of anybody', async () => {
    const readsAll = await keyWith(...house.owner.scopes.filter((scope) => scope !== 'personal_data:read'))
    const { items: found } = await items(seeing, 'messages.created')
    const noId = found[0]?.id ?? ''
    for (const name of Object.keys(routeRules).filter(
      (each) => each.startsWith('GET ') && !each.endsWith('/live'),
    )) {
      const answer = await askAs(readsAll, 'GET', name.slice('GET '.length).replaceAll(/:\w+/g, noId))
      expect(answer.status, name).toBeLessThan(500)
      expectNobody(name, answer.body)
    }
  })
})

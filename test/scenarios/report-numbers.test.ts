import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foldAll, seedTraffic } from '../../src/app/seed-companies.ts'
import type { Principal } from '../../src/companies/index.ts'
import {
  callMetricNames,
  type ItemsResult,
  type MessageMetricName,
  type MetricsResult,
  messageMetricNames,
  type Report,
  type ReportPreview,
  type Transactions,
} from '../../src/contract/index.ts'
import { fromApiMoney, startOfUnit } from '../../src/core/index.ts'
import { createMetrics } from '../../src/metrics/index.ts'
import { type Installation, openInstallation } from './installation.ts'
import { madeReport, must, rowsOfCsv } from './report-answers.ts'

/*
 * The numbers of reports are those of the pages: over lifelike random traffic of two companies, one of which buys from the other,
 * with random periods, zones and filters.
 */

const nowMs = Date.parse('2026-09-20T12:00:00Z')
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe']

let house: Installation
let shop: Principal

beforeAll(async () => {
  house = await openInstallation({ clock: () => nowMs })
  const company = { name: 'Shop', time_zone: 'Asia/Kathmandu', currency: 'EUR' }
  const { id } = await house.records.system
    .insertInto('companies')
    .values({ ...company, parent_id: house.owner.companyId })
    .returning('id')
    .executeTakeFirstOrThrow()
  shop = { ...house.owner, companyId: id, company: { ...company, id } }
  await sell(house.owner.companyId, '0.0123')
  await sell(shop.companyId, '0.045678')
  for (const [seed, { company: of }] of [house.owner, shop].entries())
    await seedTraffic(house, {
      company: of,
      messages: 700,
      seed,
      fromMs: nowMs - 60 * 86_400_000,
      toMs: nowMs,
    })
  await house.post(chats())
  await house.post(calls())
  await house.rating.bringUpToDate()
  await foldAll(house)
  await house.usagePoster.run()
  await must(
    house.ask('POST', '/api/v1/deposits', {
      amount: { amount: '250.00', currency: 'EUR' },
      reason: 'Transfer',
    }),
  )
  await house.reports.start()
}, 120_000)
afterAll(() => house.close())

/** Per minute, in steps of 6 s after the first 30. */
const callPrice = '0.05'

async function sell(companyId: string, price: string): Promise<void> {
  const url = '/api/v1/price-lists'
  const { id } = await must<{ id: string }>(house.ask('POST', url, { name: randomUUID(), currency: 'EUR' }))
  await must(house.ask('POST', `${url}/${id}/versions`, {}))
  const rates = ['sms', 'viber', 'whatsapp', 'email', 'push'].map((channel) => {
    return { channel, kind: null, destination: 'any', unit: 'message', price }
  })
  const calls = { channel: 'call', kind: null, destination: 'any', unit: 'minute', price: callPrice }
  await must(
    house.ask('PUT', `${url}/${id}/versions/1`, {
      rates: [...rates, { ...calls, first_increment_s: 30, increment_s: 6 }],
    }),
  )
  await must(house.ask('POST', `${url}/${id}/versions/1/publish`))
  const assignment = { company_id: companyId, version: 1, from: '2026-01-01T00:00:00Z', to: null }
  await must(house.ask('POST', `${url}/${id}/assignments`, assignment))
}

function chats(): object[] {
  return Array.from({ length: 40 }, (_, n) => {
    const at = (minutes: number) => new Date(nowMs - (n * 1_000 - minutes) * 60_000).toISOString()
    const event = (type: string, minutes: number, data: object) => {
      return {
        specversion: '1.0',
        id: `${type}-${n}`,
        source: 'desk',
        type,
        time: at(minutes),
        data: { chat_id: `chat-${n}`, ...data },
      }
    }
    return [
      event('chat.opened', 0, { messenger: n % 3 === 0 ? 'telegram' : 'web', channel_id: 'site' }),
      event('chat.message', 1, { message_id: `q-${n}`, author: 'customer' }),
      ...(n % 4 === 0
        ? []
        : [
            event('chat.assigned', 2, { operator_id: `op-${n % 5}` }),
            {
              ...event('chat.message', 3, {
                message_id: `r-${n}`,
                author: 'operator',
                operator_id: `op-${n % 5}`,
              }),
              id: `reply-${n}`,
            },
          ]),
    ]
  }).flat()
}

function calls(): object[] {
  return Array.from({ length: 60 }, (_, n) => {
    const startMs = nowMs - n * 900 * 60_000 - n * 1_234
    const at = (seconds: number) => new Date(startMs + seconds * 1_000).toISOString()
    const isAnswered = n % 3 !== 0
    return {
      specversion: '1.0',
      id: `call-${n}`,
      source: 'pbx',
      type: 'call.ended',
      data: {
        call_id: `call-${n}`,
        direction: n % 2 === 0 ? 'inbound' : 'outbound',
        from: n % 2 === 0 ? '+79161234567' : '101',
        to: n % 2 === 0 ? '101' : '+4915112345678',
        started_at: at(0),
        answered_at: isAnswered ? at(n % 17) : null,
        ended_at: at(60 + n),
        result: isAnswered ? 'answered' : n % 2 === 0 ? 'busy' : 'no_answer',
        operator_id: isAnswered ? `op-${n % 4}` : null,
        cost: isAnswered ? { amount: `0.0${n}1`, currency: n % 7 === 0 ? 'USD' : 'EUR' } : null,
      },
    }
  })
}

interface Made {
  readonly report: Report
  readonly rows: readonly Record<string, string>[]
}

async function make(body: object): Promise<Made> {
  const asked = { name: 'Numbers', format: 'csv', ...body }
  const { id } = await must<Report>(house.ask('POST', '/api/v1/reports', asked))
  const report = await madeReport(house, id)
  expect(report).toMatchObject({ state: 'generated', percent: 100, error: null })
  const file = await must<string>(house.ask('GET', `/api/v1/reports/${id}/file`))
  const rows = rowsOfCsv(file)
  expect(rows.length).toBe(report.rows)
  expect(report.file?.rows).toBe(report.rows)
  return { report, rows }
}

const query = (body: object) => must<MetricsResult>(house.ask('POST', '/api/v1/metrics/query', body))

async function itemsOf(body: object): Promise<{ total: number; ids: string[] }> {
  const ids: string[] = []
  let total = 0
  for (let cursor: string | undefined; ; ) {
    const asked = { ...body, limit: 500, ...(cursor === undefined ? {} : { cursor }) }
    const page = await must<ItemsResult>(house.ask('POST', '/api/v1/metrics/items', asked))
    total = page.total
    for (const item of page.items) ids.push(idOf(item))
    if (page.next_cursor === null) return { total, ids }
    cursor = page.next_cursor
  }
}

function idOf(item: ItemsResult['items'][number]): string {
  if ('message_id' in item) return item.message_id
  return 'chat_id' in item ? item.chat_id : item.call_id
}

function micros(amount: string | undefined): bigint {
  if (amount === undefined || amount === '') return 0n
  const read = fromApiMoney({ amount, currency: 'EUR' })
  if (!read.ok) throw new Error(read.failure.detail)
  return read.value.amountMicros
}

const sum = (rows: Made['rows'], title: string) => rows.reduce((all, row) => all + micros(row[title]), 0n)
const amountOf = (value: unknown) => micros((value as { amount?: string } | null)?.amount)

const period = fc
  .record({
    zone: fc.constantFrom(...zones),
    daysAgo: fc.integer({ min: 1, max: 60 }),
    days: fc.integer({ min: 1, max: 60 }),
    offMs: fc.constantFrom(0, 0, 1_234_567),
  })
  .map(({ zone, daysAgo, days, offMs }) => {
    const fromMs = startOfUnit(nowMs - daysAgo * 86_400_000, 'day', 0, zone) + offMs
    return {
      from: new Date(fromMs).toISOString(),
      to: new Date(Math.min(fromMs + days * 86_400_000, nowMs)).toISOString(),
      time_zone: zone,
    }
  })
const filters = fc.record(
  {
    channel: fc.subarray(['sms', 'viber', 'whatsapp', 'email'], { minLength: 1 }),
    status: fc.subarray(['delivered', 'read', 'failed', 'sent', 'unconfirmed'], { minLength: 1 }),
    country: fc.subarray(['DE', 'FR', 'RU', null], { minLength: 1 }),
    weekday: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  },
  { requiredKeys: [] },
)
const worlds = { numRuns: 12 }

test('there is something of everything to be compared', async () => {
  const when = { from: '2026-07-01T00:00:00Z', to: '2026-10-01T00:00:00Z' }
  expect((await make({ type: 'message_detail', ...when })).rows.length).toBeGreaterThan(500)
  expect((await make({ type: 'chat_sessions', ...when })).rows.length).toBe(40)
  expect(sum((await make({ type: 'charges', ...when })).rows, 'Price')).toBeGreaterThan(0n)
  expect(sum((await make({ type: 'message_summary', ...when })).rows, 'Spend')).toBeGreaterThan(0n)
  const { rows } = await make({ type: 'dependent_companies', ...when, filters: { with_expenses: true } })
  expect(sum(rows, 'Pays you')).toBeGreaterThan(sum(rows, 'You pay'))
  expect(sum(rows, 'You pay')).toBeGreaterThan(0n)
})

test('messages in detail are those behind the number of the page, in its order', async () => {
  const counted = messageMetricNames.filter(
    (name): name is MessageMetricName => !/_ms$|rate$|coverage$|margin$/.test(name),
  )
  await fc.assert(
    fc.asyncProperty(period, filters, fc.constantFrom(...counted), async (when, by, metric) => {
      const { rows } = await make({ type: 'message_detail', ...when, filters: { ...by, metric } })
      const page = await itemsOf({ metric, ...when, filters: by })
      expect(rows.length).toBe(page.total)
      expect(rows.map((row) => row['Message ID'])).toEqual(page.ids)
    }),
    worlds,
  )
}, 300_000)

test('sums by any dimensions are those of the page, and add up to its totals', async () => {
  const dimensions = fc.subarray(['time', 'channel', 'status', 'country', 'campaign', 'hour'], {
    minLength: 1,
    maxLength: 3,
  })
  await fc.assert(
    fc.asyncProperty(period, filters, dimensions, async (when, by, group) => {
      const { rows } = await make({ type: 'message_summary', ...when, filters: by, group_by: group })
      const metrics = ['messages.created', 'messages.spend']
      const page = await query({ metrics, by: group, ...when, filters: by, limit: 10_000 })
      const filled = page.rows.filter((row) => row['messages.created'] !== 0)
      expect(rows.map((row) => row['Created']).sort()).toEqual(
        filled.map((row) => String(row['messages.created'])).sort(),
      )
      expect(rows.reduce((all, row) => all + Number(row['Created']), 0)).toBe(page.totals['messages.created'])
      expect(sum(rows, 'Spend')).toBe(amountOf(page.totals['messages.spend']))
    }),
    worlds,
  )
}, 300_000)

test('charges of a period sum up to its spend', async () => {
  await fc.assert(
    fc.asyncProperty(period, filters, async (when, by) => {
      const { rows } = await make({ type: 'charges', ...when, filters: by })
      const { totals } = await query({ metrics: ['messages.spend'], ...when, filters: by })
      expect(sum(rows, 'Price')).toBe(amountOf(totals['messages.spend']))
    }),
    worlds,
  )
}, 300_000)

test('a statement has every transaction of the page, and leads from its opening to its closing balance', async () => {
  const when = { from: '2026-07-01T00:00:00Z', to: '2026-10-01T00:00:00Z' }
  for (const usage of ['each', 'day'] as const) {
    const { rows } = await make({ type: 'account_statement', ...when, filters: { usage } })
    const page = await must<Transactions>(
      house.ask('GET', `/api/v1/transactions?${new URLSearchParams({ ...when, usage, limit: '500' })}`),
    )
    expect(rows.map((row) => row['Transaction ID'])).toEqual(page.transactions.map(({ id }) => id))
    expect(rows.length).toBe(page.count)
    expect(sum(rows, 'In') - sum(rows, 'Out')).toBe(amountOf(page.closing) - amountOf(page.opening))
  }
})

test('dependent companies have the numbers of their own pages, and what is paid for them further up', async () => {
  await fc.assert(
    fc.asyncProperty(period, async (when) => {
      const { rows } = await make({ type: 'dependent_companies', ...when })
      const metrics = createMetrics({ facts: house.facts, clock: () => nowMs }).forReader({
        scopes: ['personal_data:read'],
      })
      const asked = await metrics.query(shop.company, {
        metrics: ['messages.sent', 'messages.delivered', 'messages.spend'],
        by: [],
        ...when,
        limit: 1,
      })
      if (!asked.ok) throw new Error(asked.failure.detail)
      const own = asked.value.totals
      const total = (title: string) => rows.reduce((all, row) => all + Number(row[title]), 0)
      expect(total('Sent')).toBe(own['messages.sent'])
      expect(total('Delivered')).toBe(own['messages.delivered'])
      const spend = amountOf(own['messages.spend'])
      expect(sum(rows, 'Pays you')).toBe(spend)
      // Every message of the shop has a price at both levels, one price a message each.
      expect(sum(rows, 'You pay') * 45_678n).toBe(spend * 12_300n)
      expect(rows.every((row) => row['Company'] === 'Shop')).toBe(true)
    }),
    worlds,
  )
}, 300_000)

test('chats in detail are those behind the number; operators have its messages', async () => {
  await fc.assert(
    fc.asyncProperty(period, async (when) => {
      const { rows } = await make({ type: 'chat_sessions', ...when })
      const page = await itemsOf({ metric: 'chats.new', ...when })
      expect(rows.map((row) => row['Chat ID'])).toEqual(page.ids)
      const operators = await make({ type: 'chat_operators', ...when })
      const { totals } = await query({ metrics: ['chats.messages_operator'], ...when })
      const messages = operators.rows.map((row) => Number(Object.values(row)[1]))
      expect(messages.reduce((all, count) => all + count, 0)).toBe(totals['chats.messages_operator'] ?? 0)
    }),
    { numRuns: 5 },
  )
}, 300_000)

test('calls are those behind the number; the counters of their report are the numbers of the page', async () => {
  const filters = fc.record(
    {
      direction: fc.subarray(['inbound', 'outbound'], { minLength: 1 }),
      result: fc.subarray(['answered', 'busy', 'no_answer'], { minLength: 1 }),
      operator: fc.subarray(['op-1', 'op-2', null], { minLength: 1 }),
      country: fc.subarray(['DE', 'RU', null], { minLength: 1 }),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(period, filters, async (when, by) => {
      const { rows } = await make({ type: 'calls', ...when, filters: by })
      const page = await itemsOf({ metric: 'calls.total', ...when, filters: by })
      expect(rows.map((row) => row['Call ID'])).toEqual(page.ids)
      const { totals } = await query({ metrics: callMetricNames, ...when, filters: by })
      expect(rows.length).toBe(totals['calls.total'])
      expect(rows.filter((row) => row['Result'] === 'Answered').length).toBe(totals['calls.answered'])
      expect(sum(inEuros(rows), 'Cost')).toBe(amountOf(totals['calls.cost']))
      const charges = rows.flatMap((row) => (row['Result'] === 'Answered' ? [chargeOf(row)] : []))
      expect(charges.reduce((all, micros) => all + micros, 0n)).toBe(amountOf(totals['calls.spend']))
      const { about } = await must<ReportPreview>(
        house.ask('POST', '/api/v1/reports/preview', { type: 'calls', ...when, filters: by }),
      )
      const counters = new Map(about.map(({ label, value }) => [label, value]))
      expect(counters.get('Calls')).toBe(String(totals['calls.total']))
      expect(counters.get('Inbound')).toBe(String(totals['calls.inbound']))
      expect(counters.get('Answered')).toBe(String(totals['calls.answered']))
      expect(counters.get('Wait, median') === '').toBe(totals['calls.wait_p50_ms'] === null)
    }),
    worlds,
  )
  const everything = { from: '2026-07-01T00:00:00Z', to: '2026-10-01T00:00:00Z' }
  expect((await make({ type: 'calls', ...everything })).rows.length).toBe(60)
  const answered = await make({ type: 'calls', ...everything, filters: { metric: 'calls.answered' } })
  expect(answered.rows.length).toBe(40)
}, 300_000)

const inEuros = (rows: Made['rows']) => rows.filter((row) => row['Cost, ISO 4217'] === 'EUR')

/** What a call costs: its talk in the steps of the rate, at a sixtieth of the price, half up. */
function chargeOf(row: Made['rows'][number]): bigint {
  let seconds = 30
  while (seconds * 1_000 < Number(row['Talk time'])) seconds += 6
  return BigInt(Math.round((seconds * 50_000) / 60))
}

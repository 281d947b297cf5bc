import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type MessageItemsQuery,
  type MessageMetricName,
  type MetricRow,
  type MetricsQuery,
  messageDimensions,
  messageItemsQuerySchema,
  messageMetricNames,
  metricsQuerySchema,
} from '../contract/index.ts'
import { metricSpec } from './catalogue/catalogue.ts'
import { createMetrics, type Metrics } from './create-metrics.ts'
import { openTestFacts, type TestFacts } from './facts.fixture.ts'
import { askedAt, fourDays, shopConnection, worldEvents } from './world.fixture.ts'

let world: TestFacts
let metrics: Metrics

beforeAll(async () => {
  world = await openTestFacts(askedAt)
  metrics = createMetrics(world).forReader({ scopes: ['personal_data:read'] })
  await world.record(worldEvents)
})
afterAll(() => world.close())

type Asked = Partial<Omit<MetricsQuery, 'metrics'>> & { metrics?: readonly MessageMetricName[] }

async function ask(query: Asked) {
  const parsed = metricsQuerySchema.parse({ metrics: messageMetricNames, ...fourDays, ...query })
  const result = await metrics.query(world.company, parsed)
  if (!result.ok) throw new Error(result.failure.detail)
  return result.value
}

async function failureOf(query: Asked) {
  const result = await metrics.query(
    world.company,
    metricsQuerySchema.parse({ metrics: messageMetricNames, ...fourDays, ...query }),
  )
  return result.ok ? undefined : result.failure.code
}

async function itemIds(query: Partial<MessageItemsQuery>): Promise<string[]> {
  const result = await metrics.items(
    world.company,
    messageItemsQuerySchema.parse({ metric: 'messages.created', ...fourDays, ...query }),
  )
  if (!result.ok) throw new Error(result.failure.detail)
  expect(result.value.total).toBe(result.value.items.length)
  return result.value.items.map((item) => item.message_id).toSorted()
}

const created: Asked = { metrics: ['messages.created'] }
const column = (rows: readonly MetricRow[], key: string): unknown[] => rows.map((row) => row[key])

const createdIn = (from: string, to: string) =>
  ask({ ...created, from, to }).then(({ totals }) => totals['messages.created'])

const byRate = (direction: 'asc' | 'desc') => [{ key: 'messages.delivery_rate', direction }]

const expected: Record<MessageMetricName, unknown> = {
  'messages.created': 12,
  'messages.in_progress': 3,
  'messages.sent': 8,
  'messages.delivered': 4,
  'messages.read': 1,
  'messages.clicked': 2,
  'messages.not_delivered': 3,
  'messages.failed': 1,
  'messages.rejected': 1,
  'messages.expired': 1,
  'messages.cancelled': 0,
  'messages.unconfirmed': 2,
  'messages.late': 0,
  'messages.conflicting': 0,
  'messages.delivery_rate': 4 / 9,
  'messages.read_rate': 1 / 2,
  'messages.click_rate': 1 / 4,
  'messages.receipt_coverage': 10 / 12,
  'messages.segments': 3,
  'messages.latency_p50_ms': 2_000,
  'messages.latency_p90_ms': 4_000,
  'messages.latency_p99_ms': 4_000,
  'messages.spend': null,
  'messages.cost': { amount: '0.12', currency: 'EUR' },
  'messages.margin': null,
}

describe('the numbers of a selection', () => {
  it('are the ones worked out by hand, in one row without `by`', async () => {
    const result = await ask({})
    expect(result.rows).toEqual([expected])
    expect(result.totals).toEqual(expected)
    expect(result).toMatchObject({
      ...fourDays,
      granularity: null,
      truncated: false,
      as_of: '2026-10-28T13:00:00+01:00',
    })
  })

  it('say what they are shares of, and what they left out', async () => {
    const { basis } = await ask({})
    expect(basis).toMatchObject({
      'messages.created': { denominator: null, left_out: 0 },
      'messages.delivery_rate': { denominator: 9, left_out: 3 },
      'messages.read_rate': { denominator: 2, left_out: 2 },
      'messages.click_rate': { denominator: 4, left_out: 1 },
      'messages.receipt_coverage': { denominator: 12, left_out: 0 },
      'messages.segments': { denominator: null, left_out: 10 },
      'messages.latency_p90_ms': { denominator: 3, left_out: 1 },
      'messages.cost': { denominator: null, left_out: 1 },
    })
  })

  it('are counts of zero and nulls for the rest where there is no message', async () => {
    const { totals, rows } = await ask({ filters: { channel: ['fax'] } })
    for (const name of messageMetricNames) expect(totals[name]).toBe(metricSpec(name).whenEmpty)
    expect(rows).toEqual([totals])
    const grouped = await ask({ filters: { channel: ['fax'] }, by: ['channel'] })
    expect(grouped).toMatchObject({ rows: [], totals })
    const inTime = await ask({ filters: { channel: ['fax'] }, by: ['time'] })
    expect(inTime.rows).toHaveLength(4)
    for (const row of inTime.rows) expect(row).toMatchObject(totals)
  })

  it('time messages out at the moment of asking', async () => {
    world.setNow('2026-10-28T11:59:59.999Z')
    const before = await ask({ metrics: ['messages.unconfirmed', 'messages.in_progress'] })
    world.setNow('2026-11-30T00:00:00Z')
    const after = await ask({ metrics: ['messages.unconfirmed', 'messages.in_progress'] })
    world.setNow(askedAt)
    expect(before.totals).toEqual({ 'messages.unconfirmed': 1, 'messages.in_progress': 4 })
    expect(after.totals).toEqual({ 'messages.unconfirmed': 5, 'messages.in_progress': 0 })
  })
})

describe('rows', () => {
  it('add up to the totals for additive metrics, by every dimension', async () => {
    const additive = messageMetricNames.filter((name) => metricSpec(name).unit === 'count')
    for (const dimension of messageDimensions) {
      const { rows, totals } = await ask({ by: [dimension], metrics: additive })
      for (const name of additive)
        expect([dimension, name, rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0)]).toEqual([
          dimension,
          name,
          totals[name],
        ])
    }
  })

  it('by day hold every local day, the one of 25 hours too', async () => {
    const { rows, granularity } = await ask({ ...created, by: ['time'] })
    expect(granularity).toBe('day')
    expect(rows).toEqual([
      { time: '2026-10-24T00:00:00+02:00', 'messages.created': 1 },
      { time: '2026-10-25T00:00:00+02:00', 'messages.created': 6 },
      { time: '2026-10-26T00:00:00+01:00', 'messages.created': 3 },
      { time: '2026-10-27T00:00:00+01:00', 'messages.created': 2 },
    ])
  })

  it('by hour keep the two passes of a repeated hour apart', async () => {
    const night = { from: '2026-10-25T01:00:00+02:00', to: '2026-10-25T04:00:00+01:00' }
    const { rows } = await ask({ ...created, ...night, by: ['time'], granularity: 'hour' })
    expect(rows).toEqual([
      { time: '2026-10-25T01:00:00+02:00', 'messages.created': 0 },
      { time: '2026-10-25T02:00:00+02:00', 'messages.created': 1 },
      { time: '2026-10-25T02:00:00+01:00', 'messages.created': 1 },
      { time: '2026-10-25T03:00:00+01:00', 'messages.created': 0 },
    ])
  })

  it('by hour of a zone of 45 minutes begin at its full hours', async () => {
    const { rows } = await ask({
      ...created,
      time_zone: 'Asia/Kathmandu',
      from: '2026-10-25T06:20:00+05:45',
      to: '2026-10-25T07:20:00+05:45',
      by: ['time'],
      granularity: 'hour',
    })
    expect(rows).toEqual([
      { time: '2026-10-25T06:00:00+05:45', 'messages.created': 0 },
      { time: '2026-10-25T07:00:00+05:45', 'messages.created': 1 },
    ])
  })

  it('take a period’s start in and leave its end out, to the millisecond', async () => {
    expect(await createdIn('2026-10-25T12:00:00.000Z', '2026-10-25T12:00:00.001Z')).toBe(1)
    expect(await createdIn('2026-10-25T12:00:00.001Z', '2026-10-25T12:00:00.002Z')).toBe(1)
    expect(await createdIn('2026-10-25T12:00:00.002Z', '2026-10-25T13:00:00.000Z')).toBe(0)
  })

  it('by time and channel hold every bucket of each channel present', async () => {
    const { rows } = await ask({ ...created, by: ['time', 'channel'] })
    expect(rows).toHaveLength(4 * 4)
    expect(rows.slice(4, 8)).toEqual([
      { time: '2026-10-25T00:00:00+02:00', channel: 'sms', 'messages.created': 5 },
      { time: '2026-10-25T00:00:00+02:00', channel: 'viber', 'messages.created': 1 },
      { time: '2026-10-25T00:00:00+02:00', channel: 'email', 'messages.created': 0 },
      { time: '2026-10-25T00:00:00+02:00', channel: 'push', 'messages.created': 0 },
    ])
  })

  it('by status count a message as what it is at the moment of asking', async () => {
    const { rows } = await ask({ ...created, by: ['status'] })
    expect(Object.fromEntries(rows.map((row) => [row['status'], row['messages.created']]))).toEqual({
      delivered: 3,
      read: 1,
      failed: 1,
      rejected: 1,
      expired: 1,
      sent: 2,
      queued: 1,
      unconfirmed: 2,
    })
  })

  it('by weekday and hour are complete and follow the local clock on both sides of a change', async () => {
    const weekdays = await ask({ ...created, by: ['weekday'], order: [{ key: 'weekday', direction: 'asc' }] })
    expect(column(weekdays.rows, 'messages.created')).toEqual([3, 2, 0, 0, 0, 1, 6])
    const hours = await ask({ ...created, by: ['hour'], order: [{ key: 'hour', direction: 'asc' }] })
    expect(hours.rows).toHaveLength(24)
    expect(hours.rows[2]).toEqual({ hour: 2, 'messages.created': 2 })
    const heatmap = await ask({ ...created, by: ['weekday', 'hour'] })
    expect(heatmap.rows).toHaveLength(7 * 24)
    expect(heatmap.rows[0]).toEqual({ weekday: 7, hour: 2, 'messages.created': 2 })
  })

  it('name what is not known null, and put it last', async () => {
    const { rows } = await ask({
      ...created,
      by: ['country'],
      order: [{ key: 'country', direction: 'desc' }],
    })
    expect(rows).toEqual([
      { country: 'US', 'messages.created': 1 },
      { country: 'FR', 'messages.created': 1 },
      { country: 'DE', 'messages.created': 4 },
      { country: null, 'messages.created': 6 },
    ])
    const connections = await ask({ ...created, by: ['connection'] })
    expect(column(connections.rows, 'connection')).toEqual([null, shopConnection])
  })

  it('are ordered by any key and cut at the limit, which is told', async () => {
    const by: Asked = { metrics: ['messages.created', 'messages.delivery_rate'], by: ['channel'] }
    expect(column((await ask({ ...by, order: byRate('asc') })).rows, 'channel')).toEqual([
      'push',
      'sms',
      'email',
      'viber',
    ])
    expect(column((await ask({ ...by, order: byRate('desc') })).rows, 'channel')).toEqual([
      'email',
      'viber',
      'sms',
      'push',
    ])
    const cut = await ask({ ...by, limit: 2 })
    expect(cut).toMatchObject({ truncated: true, totals: { 'messages.created': 12 } })
    expect(column(cut.rows, 'channel')).toEqual(['sms', 'viber'])
    expect(await ask({ ...by, limit: 4 })).toMatchObject({ truncated: false })
    expect(await ask({ ...created, by: ['time'], limit: 3 })).toMatchObject({ truncated: true })
  })
})

describe('filters', () => {
  it('combine: values are alternatives, filters restrict each other, null is not known', async () => {
    expect(await itemIds({ filters: { channel: ['sms', 'viber'], country: ['DE'] } })).toEqual([
      'a',
      'b',
      'd',
      'f',
    ])
    expect(await itemIds({ filters: { country: [null, 'US'] } })).toEqual(['e', 'g', 'h', 'i', 'j', 'k', 'l'])
    expect(await itemIds({ filters: { connection: [shopConnection] } })).toEqual(['a'])
    expect(await itemIds({ filters: { connection: [null], sender: ['Shop'] } })).toEqual(['b'])
    expect(await itemIds({ filters: { error: ['30003', '30007'] } })).toEqual(['c', 'j'])
    expect(await itemIds({ filters: { weekday: [6, 1] } })).toEqual(['a', 'i', 'j', 'k'])
    expect(await itemIds({ filters: { hour: [2] } })).toEqual(['b', 'c'])
    expect(await itemIds({ filters: { sender: [`it's \\ "odd"`] } })).toEqual([])
  })

  it('on status take statuses as of the moment of asking, and names of groups', async () => {
    expect(await itemIds({ filters: { status: ['unconfirmed'] } })).toEqual(['f', 'g'])
    expect(await itemIds({ filters: { status: ['queued'] } })).toEqual(['h'])
    expect(await itemIds({ filters: { status: ['sending'] } })).toEqual(['h'])
    expect(await itemIds({ filters: { status: ['in_progress'] } })).toEqual(['e', 'h', 'l'])
    expect(await itemIds({ filters: { status: ['not_delivered', 'read'] } })).toEqual(['c', 'd', 'j', 'k'])
    expect(await itemIds({ filters: { status: ['delivered'] } })).toEqual(['a', 'b', 'i'])
  })

  it('refuse what cannot exist', async () => {
    expect(await failureOf({ filters: { status: ['gone'] } })).toBe('invalid_filter')
    expect(await failureOf({ filters: { status: [null] } })).toBe('invalid_filter')
    expect(await failureOf({ filters: { connection: ['x'] } })).toBe('invalid_filter')
  })
})

describe('the previous period', () => {
  it('is asked in the same way and laid beside the period', async () => {
    const day = { from: '2026-10-26T00:00:00+01:00', to: '2026-10-27T00:00:00+01:00' }
    const { rows, previous } = await ask({
      ...created,
      ...day,
      by: ['time'],
      granularity: 'day',
      compare: 'previous_period',
    })
    expect(rows).toEqual([{ time: day.from, 'messages.created': 3 }])
    expect(previous).toMatchObject({
      from: '2026-10-25T00:00:00+02:00',
      to: day.from,
      rows: [{ time: '2026-10-25T00:00:00+02:00', 'messages.created': 6 }],
      totals: { 'messages.created': 6 },
    })
  })
})

describe('questions that cannot be answered', () => {
  it.each<[string, Asked]>([
    ['invalid_time_zone', { time_zone: 'Mars/Olympus' }],
    ['invalid_period', { from: fourDays.to, to: fourDays.from }],
    ['invalid_period', { from: fourDays.to, to: fourDays.to }],
    ['invalid_period', { from: '2020-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
    ['invalid_period', { from: '1969-12-31T00:00:00Z', to: '1970-01-02T00:00:00Z' }],
    [
      'too_many_buckets',
      { from: '2025-01-01T00:00:00Z', to: '2026-10-01T00:00:00Z', by: ['time'], granularity: 'hour' },
    ],
    ['invalid_order', { order: [{ key: 'channel', direction: 'asc' }] }],
    [
      'invalid_order',
      {
        by: ['channel'],
        order: [
          { key: 'channel', direction: 'asc' },
          { key: 'channel', direction: 'desc' },
        ],
      },
    ],
    ['duplicate_metric', { metrics: ['messages.created', 'messages.created'] }],
    ['duplicate_dimension', { by: ['channel', 'channel'] }],
  ])('fail with %s', async (code, query) => {
    expect(await failureOf(query)).toBe(code)
  })
})

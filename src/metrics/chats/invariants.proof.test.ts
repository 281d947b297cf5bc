import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ChatDimension,
  type ChatFilters,
  type ChatMetricName,
  chatMetricNames,
  type MetricRow,
} from '../../contract/index.ts'
import { chatMetricSpec } from './catalogue/chat-catalogue.ts'
import { testChatSettings } from './chat-settings.fixture.ts'
import { type ChatWorld, column, openChatWorld } from './chats.fixture.ts'
import { randomChats } from './random-chats.fixture.ts'

/** Some chats are opened before and after the period that is asked about, and some things happen after the moment of asking. */
const span = { from: '2026-09-28T00:00:00Z', to: '2026-10-29T00:00:00Z' }
const period = { from: '2026-10-02T14:20:30Z', to: '2026-10-26T09:10:00Z' }
const asOf = '2026-10-27T12:00:00Z'

let world: ChatWorld
beforeAll(async () => {
  world = await openChatWorld(asOf, testChatSettings)
  await world.record(randomChats(span, 150, 19))
})
afterAll(() => world.close())

const halves = [chatMetricNames.slice(0, 27), chatMetricNames.slice(27)]
const itemMetrics = chatMetricNames.filter((name) => chatMetricSpec(name).kind === 'items')
const additive = chatMetricNames.filter((name) => chatMetricSpec(name).additive)
const clocks: readonly ChatFilters[] = [
  { clock: 'arrival' },
  { clock: 'event' },
  { clock: 'arrival', business_time: true },
  { clock: 'event', business_time: true },
]
const some: readonly ChatFilters[] = [
  {},
  { operator: ['olga', null], close_by: ['operator', null], with_customer_messages: true },
]

const total = (rows: readonly MetricRow[], key: string): number =>
  column(rows, key).reduce<number>((sum, value) => sum + Number(value), 0)

async function totalsOf(metrics: readonly ChatMetricName[], filters: ChatFilters, asked = period) {
  const answers = await Promise.all(
    halves
      .map((half) => half.filter((name) => metrics.includes(name)))
      .filter((names) => names.length > 0)
      .map((names) => world.ask({ ...asked, metrics: names, filters })),
  )
  return {
    totals: Object.assign({}, ...answers.map(({ totals }) => totals)) as MetricRow,
    basis: Object.assign({}, ...answers.map(({ basis }) => basis)) as (typeof answers)[number]['basis'],
  }
}

describe.each(clocks)('counted as %o', (terms) => {
  it.each<[ChatDimension[], string]>([
    [['time'], 'Europe/Berlin'],
    [['time'], 'Australia/Lord_Howe'],
    [['time', 'messenger'], 'Asia/Kathmandu'],
    [['group'], 'UTC'],
    [['operator', 'group'], 'UTC'],
    [['chat', 'close_by'], 'UTC'],
    [['weekday', 'hour'], 'Europe/Berlin'],
    [['operator', 'hour'], 'Australia/Lord_Howe'],
  ])('rows by %j in %s add up to the totals for additive metrics', async (by, time_zone) => {
    for (const granularity of by.includes('time') ? (['hour', 'day', 'week'] as const) : [undefined]) {
      const asked = {
        ...period,
        by,
        time_zone,
        filters: terms,
        limit: 10_000,
        ...(granularity && { granularity }),
      }
      for (const half of halves) {
        const metrics = half.filter((name) => additive.includes(name))
        const { rows, totals } = await world.ask({ ...asked, metrics })
        for (const name of metrics) expect([name, total(rows, name)]).toEqual([name, totals[name]])
      }
    }
  })

  it('the list behind a number has as many lines as the number says', async () => {
    for (const filters of terms.business_time ? [{}] : some) {
      const both = { ...terms, ...filters }
      const { totals, basis } = await totalsOf(chatMetricNames, both)
      for (const name of chatMetricNames) {
        const list = await world.list(name, { ...period, filters: both, limit: 400 })
        expect([name, list.items.length, new Set(list.items.map(({ key }) => key)).size]).toEqual([
          name,
          list.total,
          list.total,
        ])
        const { unit } = chatMetricSpec(name)
        const { denominator = null } = basis[name] ?? {}
        if (unit === 'count') expect([name, list.total]).toEqual([name, totals[name]])
        if (unit === 'ratio' && denominator !== 0)
          expect([name, list.total / Number(denominator)]).toEqual([name, totals[name]])
        if (unit === 'score' || (unit === 'ms' && denominator !== null))
          expect([name, list.total]).toEqual([name, denominator])
        if (name === 'chats.oldest_waiting_ms')
          expect(list.items.reduce((most, { duration_ms }) => Math.max(most, duration_ms ?? 0), 0)).toBe(
            totals[name] ?? 0,
          )
      }
    }
  })

  it('a filter leaves what the row of its value says', async () => {
    for (const name of ['messenger', 'chat', 'group', 'operator', 'close_by', 'weekday', 'hour'] as const) {
      const metrics = ['weekday', 'hour'].includes(name) ? itemMetrics : chatMetricNames
      for (const half of halves.map((names) => names.filter((each) => metrics.includes(each)))) {
        const { rows } = await world.ask({ ...period, by: [name], metrics: half, filters: terms })
        for (const row of rows.slice(0, 2)) {
          const { [name]: value, ...numbers } = row
          const filters = { ...terms, [name]: [value] } as ChatFilters
          expect([name, value, (await totalsOf(half, filters)).totals]).toEqual([name, value, numbers])
        }
      }
    }
  })

  it('a number is the same alone and among others', async () => {
    const { totals } = await totalsOf(chatMetricNames, terms)
    for (const name of chatMetricNames) {
      const alone = await world.ask({ ...period, metrics: [name], filters: terms })
      expect(alone.totals).toEqual({ [name]: totals[name] })
    }
  })

  it('two periods that meet add up to the whole one', async () => {
    const middle = '2026-10-11T22:17:03.123Z'
    const [whole, first, second] = await Promise.all([
      totalsOf(additive, terms),
      totalsOf(additive, terms, { ...period, to: middle }),
      totalsOf(additive, terms, { ...period, from: middle }),
    ])
    for (const name of additive)
      expect([name, Number(first.totals[name]) + Number(second.totals[name])]).toEqual([
        name,
        whole.totals[name],
      ])
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatMetricName, MetricRow } from '../../contract/index.ts'
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

const total = (rows: readonly MetricRow[], key: string): number =>
  column(rows, key).reduce<number>((sum, value) => sum + Number(value), 0)

describe('how things stood', () => {
  const presence: readonly ChatMetricName[] = [
    'chats.active',
    'chats.backlog',
    'chats.waiting',
    'chats.oldest_waiting_ms',
    'chats.concurrency_max',
  ]

  it('active at the end is active at the start, and what was opened and reopened, less what was closed', async () => {
    const metrics: ChatMetricName[] = [
      'chats.active',
      'chats.new',
      'chats.reopen_events',
      'chats.close_events',
    ]
    for (const filters of [{}, { messenger: ['web'] }, { with_customer_messages: true }]) {
      const asked = { metrics, filters: { ...filters, clock: 'event' as const } }
      const { totals: before } = await world.ask({ ...asked, from: '2026-09-01T00:00:00Z', to: period.from })
      const { rows } = await world.ask({
        ...asked,
        ...period,
        by: ['time'],
        granularity: 'hour',
        limit: 10_000,
      })
      let active = Number(before['chats.active'])
      for (const row of rows) {
        active +=
          Number(row['chats.new']) + Number(row['chats.reopen_events']) - Number(row['chats.close_events'])
        expect([row['time'], row['chats.active']]).toEqual([row['time'], active])
      }
    }
  })

  it.each(['Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'each bucket in %s says what is said of a period that ends with it',
    async (time_zone) => {
      for (const filters of [{}, { group: ['sales', null] }]) {
        const asked = { ...period, to: asOf, metrics: [...presence], time_zone, filters }
        const { rows, to } = await world.ask({ ...asked, by: ['time'], granularity: 'day' })
        for (const [index, row] of rows.entries()) {
          const bucket = {
            from: index === 0 ? period.from : String(row['time']),
            to: String(rows[index + 1]?.['time'] ?? to),
          }
          const { totals } = await world.ask({ ...asked, ...bucket })
          expect({ time: row['time'], ...totals }).toEqual(row)
        }
      }
    },
  )

  it('by standing it adds up, and is the same with and without time', async () => {
    for (const by of [['group'], ['operator', 'group'], ['messenger'], ['close_by']] as const) {
      const asked = { ...period, metrics: [...presence], limit: 10_000 }
      const { totals } = await world.ask(asked)
      const alone = await world.ask({ ...asked, by: [...by] })
      const timed = await world.ask({ ...asked, by: ['time', ...by], granularity: 'day' })
      expect([alone.totals, timed.totals]).toEqual([totals, totals])
      for (const name of ['chats.active', 'chats.waiting'])
        expect([by, total(alone.rows, name)]).toEqual([by, totals[name]])
      const days = new Set(column(timed.rows, 'time'))
      const last = [...days].at(-1)
      for (const name of ['chats.active', 'chats.waiting'])
        expect(
          total(
            timed.rows.filter(({ time }) => time === last),
            name,
          ),
        ).toBe(totals[name])
    }
  })

  it('is not known of buckets and periods that have not begun, and goes to the moment of asking in the one that has', async () => {
    const asked = { from: '2026-10-27T00:00:00Z', to: '2026-10-29T00:00:00Z', time_zone: 'UTC' }
    const { rows, totals } = await world.ask({
      ...asked,
      metrics: [...presence],
      by: ['time'],
      granularity: 'day',
    })
    const now = await world.ask({ ...asked, to: '2026-10-27T12:00:00.001Z', metrics: [...presence] })
    const unknown = Object.fromEntries(presence.map((name) => [name, null]))
    expect(rows).toEqual([
      { time: '2026-10-27T00:00:00+00:00', ...now.totals },
      { time: '2026-10-28T00:00:00+00:00', ...unknown },
    ])
    expect(totals).toEqual(now.totals)
    const coming = await world.ask({ ...asked, from: '2026-10-28T00:00:00Z', metrics: [...presence] })
    expect(coming.totals).toEqual(unknown)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChatMetricName, chatMetricNames } from '../../contract/index.ts'
import { testChatSettings } from './chat-settings.fixture.ts'
import { type AskedChats, type ChatWorld, openChatWorld } from './chats.fixture.ts'
import { asOf, at, handWritten, period } from './hand-written.fixture.ts'

let world: ChatWorld
beforeAll(async () => {
  world = await openChatWorld(asOf, testChatSettings)
  await world.record(handWritten)
})
afterAll(() => world.close())

const names = (...parts: readonly string[]) => parts.map((part) => `chats.${part}` as ChatMetricName)

/** Values in the order asked. */
async function values(metrics: readonly ChatMetricName[], asked: Partial<AskedChats> = {}) {
  const { totals } = await world.ask({ ...period, ...asked, metrics })
  return metrics.map((name) => totals[name])
}

const seconds = (count: number): number => count * 1_000
const minutes = (count: number): number => count * 60_000
const hours = (count: number): number => count * 3_600_000

describe('of the chats opened in the period', () => {
  it('chats are counted by what became of them', async () => {
    const asked = names(
      'new',
      'with_customer_messages',
      'bot_only',
      'handed_over',
      'with_operator',
      'unanswered',
      'customers',
      'closed',
      'close_events',
      'reopened',
      'reopen_events',
    )
    expect(await values(asked)).toEqual([4, 4, 1, 1, 1, 2, 2, 3, 3, 1, 1])
    const { basis } = await world.ask({ ...period, metrics: asked })
    expect(basis['chats.customers']).toEqual({ denominator: null, left_out: 1 })
    expect(await values(names('messages_customer', 'messages_operator', 'messages_bot'))).toEqual([8, 3, 2])
  })

  it('durations have percentiles of nearest rank, a mean, samples and what is pending', async () => {
    const of = (duration: string) =>
      values(names(...['n', 'pending', 'p50_ms', 'p90_ms', 'mean_ms'].map((part) => `${duration}_${part}`)))
    // d waits for its first response; b was handed over two minutes before the reply.
    expect(await of('first_response')).toEqual([2, 1, seconds(40), minutes(2), seconds(80)])
    // The turns that the bot replied to are no samples; b and d wait.
    expect(await of('turn_response')).toEqual([3, 2, minutes(3), minutes(3), (seconds(40) + minutes(6)) / 3])
    expect(await of('resolution')).toEqual([
      3,
      2,
      hours(1) + minutes(10),
      hours(24) + minutes(4),
      (minutes(10) + hours(1) + minutes(10) + hours(24) + minutes(4)) / 3,
    ])
    expect((await of('first_close')).slice(0, 3)).toEqual([3, 1, hours(1) + minutes(10)])
    expect((await of('last_close')).slice(0, 3)).toEqual([2, 2, minutes(10)])
    expect((await of('handle')).slice(0, 3)).toEqual([1, 1, minutes(9) + seconds(50)])
  })

  it('in business time what has no calendar is left out, and nights and weekends take no time', async () => {
    const filters = { business_time: true }
    expect(
      await values(names('first_response_n', 'first_response_p50_ms', 'first_response_p90_ms'), { filters }),
    ).toEqual([2, 0, seconds(40)])
    const { totals, basis } = await world.ask({
      ...period,
      metrics: names('resolution_n', 'resolution_p90_ms'),
      filters,
    })
    expect(totals).toEqual({ 'chats.resolution_n': 2, 'chats.resolution_p90_ms': minutes(10) })
    expect(basis['chats.resolution_n']).toEqual({ denominator: null, left_out: 1 })
    expect(basis['chats.resolution_p90_ms']).toEqual({ denominator: 2, left_out: 1 })
  })

  it('targets are compared with what was measured, and what waits past its target is in the denominator', async () => {
    const asked = { ...period, metrics: names('within_sl1', 'within_sl2') }
    const elapsed = await world.ask(asked)
    // SL 1: a within, b not; d has no target. SL 2: a's second turn took 3 min; b's open turn is of care now.
    expect(elapsed.totals).toEqual({ 'chats.within_sl1': 0.5, 'chats.within_sl2': 0 })
    expect(elapsed.basis).toEqual({
      'chats.within_sl1': { denominator: 2, left_out: 1 },
      'chats.within_sl2': { denominator: 1, left_out: 1 },
    })
    const business = await world.ask({ ...asked, filters: { business_time: true } })
    expect(business.totals).toEqual({ 'chats.within_sl1': 1, 'chats.within_sl2': 0 })
  })

  it('ratings have a mean, a share of good ones and a share of those asked', async () => {
    expect(await values(names('rating_mean', 'rating_good_share', 'rating_response_rate'))).toEqual([5, 1, 1])
    expect(
      await values(names('rating_mean', 'rating_response_rate'), { filters: { messenger: ['web'] } }),
    ).toEqual([null, null])
  })
})

describe('what happened in the period', () => {
  const event = { filters: { clock: 'event' as const } }

  it('stands at its own moment, of whichever chat', async () => {
    expect(
      await values(names('new', 'closed', 'close_events', 'reopen_events', 'messages_operator'), event),
    ).toEqual([4, 4, 4, 1, 3])
    const monday = { ...event, from: at('26T00:00:00') }
    expect(
      await values(names('new', 'closed', 'reopened', 'messages_customer', 'customers'), monday),
    ).toEqual([0, 0, 1, 1, 1])
    expect(
      await values(names('resolution_n', 'first_response_pending', 'turn_response_pending'), monday),
    ).toEqual([0, 0, 1])
  })

  it('is in the bucket of its moment, also on the day of 25 hours', async () => {
    const asked = { ...event, by: ['time' as const], metrics: names('close_events') }
    const days = await world.ask({ ...period, ...asked, granularity: 'day' })
    expect(days.rows.map((row) => [row['time'], row['chats.close_events']])).toEqual([
      [at('23T00:00:00'), 2],
      [at('24T00:00:00'), 1],
      [at('25T00:00:00'), 1],
      [at('26T00:00:00'), 0],
    ])
    const sunday = { from: at('25T00:00:00'), to: at('26T00:00:00') }
    const twice = await world.ask({ ...sunday, ...asked, granularity: 'hour' })
    expect(twice.rows).toHaveLength(25)
    expect(twice.rows.filter((row) => row['chats.close_events'] !== 0)).toEqual([
      { time: '2026-10-25T02:00:00+01:00', 'chats.close_events': 1 },
    ])
    const opened = await world.ask({ ...sunday, ...asked, metrics: names('new'), granularity: 'hour' })
    expect(opened.rows.filter((row) => row['chats.new'] !== 0)).toEqual([
      { time: '2026-10-25T02:00:00+02:00', 'chats.new': 1 },
      { time: '2026-10-25T11:00:00+01:00', 'chats.new': 1 },
    ])
  })

  it('stands under the operator and the group of that moment, and under who closed', async () => {
    const closings = await world.ask({
      ...period,
      ...event,
      by: ['operator', 'close_by'],
      metrics: names('close_events'),
    })
    expect(closings.rows).toEqual([
      { operator: 'ivan', close_by: 'timeout', 'chats.close_events': 1 },
      { operator: 'olga', close_by: 'customer', 'chats.close_events': 1 },
      { operator: 'olga', close_by: 'operator', 'chats.close_events': 1 },
      { operator: null, close_by: 'bot', 'chats.close_events': 1 },
    ])
    const pending = await world.ask({
      ...period,
      by: ['group'],
      metrics: names('turn_response_n', 'turn_response_pending'),
    })
    // b waits with care, to which it was moved; the turn that ivan replied to was of sales.
    expect(pending.rows).toEqual([
      { group: 'sales', 'chats.turn_response_n': 3, 'chats.turn_response_pending': 0 },
      { group: 'care', 'chats.turn_response_n': 0, 'chats.turn_response_pending': 2 },
    ])
  })
})

describe('how things stood', () => {
  it('at the end of each bucket and of the period, of all chats', async () => {
    const { rows, totals } = await world.ask({
      ...period,
      by: ['time'],
      granularity: 'day',
      metrics: names('active', 'waiting', 'oldest_waiting_ms', 'concurrency_max'),
    })
    expect(rows.map((row) => Object.values(row).slice(1))).toEqual([
      [1, 0, null, 2],
      [0, 0, null, 1],
      [1, 1, hours(13), 0],
      [2, 2, hours(37), 1],
    ])
    expect(totals).toEqual({
      'chats.active': 2,
      'chats.waiting': 2,
      'chats.oldest_waiting_ms': hours(37),
      'chats.concurrency_max': 2,
    })
  })

  it('the most at once is listed as the chats of its busiest moment', async () => {
    const { items, total } = await world.list('chats.concurrency_max', period)
    expect(total).toBe(2)
    expect(items.map(({ chat_id, operator, moment }) => [chat_id, operator, moment])).toEqual(
      expect.arrayContaining([
        ['a', 'olga', at('23T10:00:10')],
        ['e', 'olga', at('23T10:00:10')],
      ]),
    )
  })
})

describe('bands', () => {
  it('divide one kind of duration; what is pending has none', async () => {
    const { rows } = await world.ask({
      ...period,
      by: ['band'],
      metrics: names('first_response_n', 'first_response_pending', 'within_sl1'),
    })
    expect(rows).toEqual([
      { band: 30_000, 'chats.first_response_n': 1, 'chats.first_response_pending': 0, 'chats.within_sl1': 1 },
      {
        band: 120_000,
        'chats.first_response_n': 1,
        'chats.first_response_pending': 0,
        'chats.within_sl1': 0,
      },
      {
        band: null,
        'chats.first_response_n': 0,
        'chats.first_response_pending': 1,
        'chats.within_sl1': null,
      },
    ])
  })
})

describe('the items behind a number', () => {
  it('are shown with whose they are and how long it took', async () => {
    const { items } = await world.list('chats.turn_response_p50_ms', period)
    expect(
      items.map(({ chat_id, moment, operator, group, duration_ms }) => [
        chat_id,
        moment,
        operator,
        group,
        duration_ms,
      ]),
    ).toEqual([
      ['b', at('23T20:04:00'), 'ivan', 'sales', minutes(3)],
      ['a', at('23T10:05:00'), 'olga', 'sales', minutes(3)],
      ['a', at('23T10:00:40'), 'olga', 'sales', seconds(40)],
    ])
    const pending = await world.list('chats.first_response_pending', period)
    expect(pending.items).toMatchObject([
      { chat_id: 'd', group: 'care', operator: null, customer: null, duration_ms: hours(49), is_open: true },
    ])
    const rated = await world.list('chats.rating_mean', period)
    expect(rated.items).toMatchObject([
      { chat_id: 'a', score: 5, operator: 'olga', moment: at('23T10:09:30') },
    ])
    const customers = await world.list('chats.customers', period)
    expect(customers.items.map(({ customer, chat_id }) => [customer, chat_id])).toEqual([
      ['ann', 'c'],
      ['bob', 'b'],
    ])
  })

  it('are found by part of the chat id or of the customer id', async () => {
    expect(
      (await world.list('chats.new', { ...period, search: 'ANN' })).items.map(({ chat_id }) => chat_id),
    ).toEqual(['c', 'a'])
    expect(await world.list('chats.new', { ...period, search: '%' })).toEqual({ total: 0, items: [] })
  })
})

describe('names', () => {
  it('are those that the sources gave, of what has an id', async () => {
    expect(await world.metrics.chatNames(world.company)).toMatchObject({
      chats: expect.arrayContaining([{ id: 'shop', name: 'The shop', messenger: 'telegram' }]),
      operators: expect.arrayContaining([{ id: 'olga', name: 'Olga' }]),
    })
  })
})

describe('the period before', () => {
  it('is asked in the same way', async () => {
    const { previous } = await world.ask({
      from: at('24T00:00:00'),
      to: at('25T00:00:00'),
      compare: 'previous_period',
      by: ['time'],
      granularity: 'day',
      metrics: names('new', 'active'),
    })
    expect(previous).toMatchObject({
      rows: [{ time: at('23T00:00:00'), 'chats.new': 2, 'chats.active': 1 }],
    })
  })
})

describe('questions that cannot be answered', () => {
  it.each<[string, Partial<AskedChats> & { metrics: readonly ChatMetricName[] }]>([
    ['invalid_dimension', { metrics: names('active'), by: ['weekday'] }],
    ['invalid_dimension', { metrics: names('new'), by: ['band'] }],
    ['invalid_dimension', { metrics: names('first_response_n', 'handle_n'), by: ['band'] }],
    ['invalid_filter', { metrics: names('waiting'), filters: { hour: [1] } }],
    ['invalid_filter', { metrics: names('closed'), filters: { band: [0] } }],
    ['duplicate_metric', { metrics: names('new', 'new') }],
    ['invalid_order', { metrics: names('new'), order: [{ key: 'chats.closed', direction: 'asc' }] }],
  ])('fail with %s', async (code, query) => {
    expect(await world.failureOf({ ...period, ...query })).toBe(code)
  })

  it('of messages and chats at once are refused, and each with what is of the other', async () => {
    const ask = async (query: object) => {
      const asked = await world.metrics.query(world.company, {
        ...period,
        by: [],
        limit: 10,
        metrics: ['chats.new'],
        ...query,
      })
      return asked.ok ? undefined : asked.failure.code
    }
    expect(await ask({ metrics: ['messages.created', 'chats.new'] })).toBe('mixed_metrics')
    expect(await ask({ by: ['channel'] })).toBe('invalid_dimension')
    expect(await ask({ filters: { country: ['DE'] } })).toBe('invalid_filter')
    expect(await ask({ metrics: ['messages.created'], filters: { clock: 'event' } })).toBe('invalid_filter')
    expect(await ask({ metrics: ['messages.created'], by: ['operator'] })).toBe('invalid_dimension')
  })
})

describe('a period without chats', () => {
  it('has zeros for counts and nulls for the rest', async () => {
    const asked = { from: at('01T00:00:00'), to: at('02T00:00:00') }
    for (const half of [chatMetricNames.slice(0, 27), chatMetricNames.slice(27)]) {
      const { totals } = await world.ask({ ...asked, metrics: half })
      for (const name of half)
        expect([name, totals[name]]).toEqual([name, /_ms$|within|rating_/.test(name) ? null : 0])
      const { rows } = await world.ask({ ...asked, metrics: half, by: ['group'] })
      expect(rows).toEqual([])
    }
  })
})

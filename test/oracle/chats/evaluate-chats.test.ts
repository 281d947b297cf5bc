import { describe, expect, test } from 'vitest'
import type { MetricRow } from '../../../src/contract/index.ts'
import { at, logOf, plainSettings, type Told } from './chat-story.fixture.ts'
import { type ChatQuestion, evaluateChats, type OracleChatAnswer } from './evaluate-chats.ts'
import { foldChatLog } from './fold-chat-log.ts'

const monday: Omit<ChatQuestion, 'metrics'> = {
  by: [],
  granularity: 'day',
  fromMs: at('00:00'),
  toMs: at('+1 00:00'),
  zone: 'UTC',
  filters: {},
}

function ask(
  stories: readonly (readonly Told[])[],
  question: Partial<ChatQuestion>,
  asOf = '+2 00:00',
): OracleChatAnswer {
  const log = stories.flatMap((told, index) => logOf(`chat ${index}`, ...told))
  return evaluateChats(
    { chats: foldChatLog(log, plainSettings), asOfMs: at(asOf) },
    { ...monday, metrics: [], ...question },
  )
}

const totals = (
  stories: readonly (readonly Told[])[],
  question: Partial<ChatQuestion>,
  asOf?: string,
): MetricRow => ask(stories, question, asOf).totals

describe('clocks', () => {
  const story: readonly Told[] = [['-1 23:00 opened'], ['01:00 customer'], ['02:00 closed']]

  test('arrival takes the items of the chats opened in the period, event what happened in it', () => {
    const metrics = ['chats.new', 'chats.messages_customer', 'chats.close_events'] as const
    expect(Object.values(totals([story], { metrics }))).toEqual([0, 0, 0])
    expect(Object.values(totals([story], { metrics, filters: { clock: 'event' } }))).toEqual([0, 1, 1])
    const rows = ask([story], { metrics, by: ['hour'], fromMs: at('-1 00:00') }).rows
    expect(rows).toEqual([
      { hour: 23, 'chats.new': 1, 'chats.messages_customer': 1, 'chats.close_events': 1 },
    ])
  })

  test('what happened before the opening counts at the opening', () => {
    const early: readonly Told[] = [['-1 22:00 customer'], ['10:00 opened']]
    const question = {
      metrics: ['chats.messages_customer'],
      by: ['hour'],
      filters: { clock: 'event' },
    } as const
    expect(ask([early], question).rows).toEqual([{ hour: 10, 'chats.messages_customer': 1 }])
  })

  test('chats are counted once, events each time', () => {
    const metrics = ['chats.closed', 'chats.close_events', 'chats.reopened', 'chats.reopen_events'] as const
    const often: readonly Told[] = [
      ['09:00 opened'],
      ['10:00 closed'],
      ['11:00 reopened'],
      ['12:00 closed'],
      ['13:00 reopened'],
    ]
    expect(Object.values(totals([often], { metrics }))).toEqual([1, 2, 1, 2])
  })
})

describe('whose', () => {
  test('messages, closings and chats stand under the group as of their own moment', () => {
    const story: readonly Told[] = [
      ['09:00 opened sales'],
      ['09:01 customer'],
      ['09:02 moved support'],
      ['09:03 customer'],
      ['09:04 closed'],
    ]
    const metrics = ['chats.new', 'chats.messages_customer', 'chats.closed'] as const
    expect(ask([story], { metrics, by: ['group'] }).rows).toEqual([
      { group: 'sales', 'chats.new': 1, 'chats.messages_customer': 1, 'chats.closed': 0 },
      { group: 'support', 'chats.new': 0, 'chats.messages_customer': 1, 'chats.closed': 1 },
    ])
  })

  test('closings and cycles are by who closed, all else by who closed last', () => {
    const story: readonly Told[] = [
      ['09:00 opened'],
      ['10:00 closed', { by: 'bot' }],
      ['11:00 reopened'],
      ['12:00 closed', { by: 'operator' }],
    ]
    const metrics = ['chats.new', 'chats.close_events', 'chats.resolution_n'] as const
    expect(ask([story], { metrics, by: ['close_by'] }).rows).toEqual([
      { close_by: 'operator', 'chats.new': 1, 'chats.close_events': 1, 'chats.resolution_n': 1 },
      { close_by: 'bot', 'chats.new': 0, 'chats.close_events': 1, 'chats.resolution_n': 1 },
    ])
  })
})

describe('durations', () => {
  const answered = (reply: string): readonly Told[] => [
    ['09:00 opened support'],
    ['09:00 customer'],
    [`${reply} operator anna`],
  ]
  const waits: readonly Told[] = [['09:00 opened support'], ['09:00 customer']]

  test('percentiles are observed values, the mean need not be, and what is pending is apart', () => {
    const metrics = [
      'chats.first_response_p50_ms',
      'chats.first_response_p90_ms',
      'chats.first_response_mean_ms',
      'chats.first_response_n',
      'chats.first_response_pending',
    ] as const
    const stories = [
      answered('09:00'),
      answered('09:00:10'),
      answered('09:00:30'),
      answered('09:01:00'),
      waits,
    ]
    expect(Object.values(totals(stories, { metrics }))).toEqual([10_000, 60_000, 25_000, 4, 1])
    expect(Object.values(totals([waits], { metrics }))).toEqual([null, null, null, 0, 1])
  })

  test('within the target counts up to it; what waits counts once it is past it', () => {
    const metrics = ['chats.within_sl1'] as const
    const stories = [answered('09:01'), answered('09:01:00.001'), waits]
    expect(ask(stories, { metrics }, '09:01').basis['chats.within_sl1']).toEqual({
      denominator: 2,
      left_out: 1,
    })
    expect(totals(stories, { metrics }, '09:01')).toEqual({ 'chats.within_sl1': 1 / 2 })
    expect(totals(stories, { metrics }, '09:01:00.001')).toEqual({ 'chats.within_sl1': 1 / 3 })
    const elsewhere: readonly Told[] = [['09:00 opened sales'], ['09:00 customer']]
    expect(ask([elsewhere], { metrics }).basis['chats.within_sl1']).toEqual({ denominator: 0, left_out: 1 })
  })

  test('the second target is for turns other than that of the first response', () => {
    const metrics = ['chats.within_sl2'] as const
    expect(totals([answered('09:10')], { metrics })).toEqual({ 'chats.within_sl2': null })
    const later = [...answered('09:10'), ['09:20 customer'], ['09:22 operator anna']] as const
    expect(totals([later], { metrics })).toEqual({ 'chats.within_sl2': 1 })
  })

  test('in business time the night does not count, nor what has no calendar', () => {
    const overnight: readonly Told[] = [
      ['-1 20:00 opened support'],
      ['-1 20:00 customer'],
      ['09:00:45 operator anna'],
    ]
    const elsewhere: readonly Told[] = [['09:00 opened'], ['09:00 customer'], ['09:00:10 operator anna']]
    const question = {
      metrics: ['chats.first_response_mean_ms', 'chats.within_sl1'] as const,
      filters: { business_time: true },
      fromMs: at('-1 00:00'),
    }
    const answer = ask([overnight, elsewhere], question)
    expect(answer.totals).toEqual({ 'chats.first_response_mean_ms': 45_000, 'chats.within_sl1': 1 })
    expect(answer.basis['chats.first_response_mean_ms']).toEqual({ denominator: 1, left_out: 1 })
  })

  test('the last closing is not known while a chat is open again', () => {
    const again: readonly Told[] = [['09:00 opened'], ['10:00 closed'], ['11:00 reopened']]
    const metrics = [
      'chats.first_close_n',
      'chats.first_close_pending',
      'chats.last_close_n',
      'chats.last_close_pending',
    ] as const
    expect(Object.values(totals([again], { metrics }))).toEqual([1, 0, 0, 1])
  })

  test('bands are named by their lower bound; what is pending is in none', () => {
    const metrics = ['chats.first_response_n', 'chats.first_response_pending'] as const
    const stories = [answered('09:00'), answered('09:00:15'), answered('09:00:14.999'), waits]
    expect(ask(stories, { metrics, by: ['band'] }).rows).toEqual([
      { band: 0, 'chats.first_response_n': 2, 'chats.first_response_pending': 0 },
      { band: 15_000, 'chats.first_response_n': 1, 'chats.first_response_pending': 0 },
      { band: null, 'chats.first_response_n': 0, 'chats.first_response_pending': 1 },
    ])
  })
})

describe('states', () => {
  const story: readonly Told[] = [
    ['09:00 opened support'],
    ['09:00 assigned anna'],
    ['09:30 customer'],
    ['11:00 operator anna'],
    ['12:00 closed'],
  ]
  const hourly = { by: ['time'], granularity: 'hour', fromMs: at('08:00'), toMs: at('13:00') } as const
  const byHour = (metric: ChatQuestion['metrics'][number], asOf?: string): Map<unknown, unknown> =>
    new Map(
      ask([story], { ...hourly, metrics: [metric] }, asOf).rows.map((row) => [
        String(row.time).slice(11, 13),
        row[metric],
      ]),
    )

  test('are as of just before the end of each bucket, whatever the clock', () => {
    expect(byHour('chats.active')).toEqual(
      new Map([
        ['09', 1],
        ['10', 1],
        ['11', 1],
      ]),
    )
    expect(byHour('chats.waiting')).toEqual(
      new Map([
        ['09', 1],
        ['10', 1],
      ]),
    )
    expect(byHour('chats.oldest_waiting_ms')).toEqual(
      new Map([
        ['09', 1_800_000],
        ['10', 5_400_000],
      ]),
    )
  })

  test('are as of the moment of asking where that is earlier, and not known of what is still to come', () => {
    expect(byHour('chats.oldest_waiting_ms', '09:40')).toEqual(new Map([['09', 600_000]]))
    expect(totals([story], { ...hourly, metrics: ['chats.active'] }, '09:00')).toEqual({ 'chats.active': 1 })
    const metrics = ['chats.active', 'chats.concurrency_max'] as const
    expect(Object.values(totals([story], { ...hourly, metrics }, '07:00'))).toEqual([null, null])
  })

  test('their totals are those of the end of the period', () => {
    expect(totals([story], { ...hourly, metrics: ['chats.active'] })).toEqual({ 'chats.active': 0 })
    expect(totals([story], { ...hourly, metrics: ['chats.concurrency_max'] })).toEqual({
      'chats.concurrency_max': 1,
    })
  })

  test('a chat that was closed after the last word of the customer waits only from the next one on', () => {
    const reopened: readonly Told[] = [
      ['09:00 opened'],
      ['09:01 customer'],
      ['09:10 closed'],
      ['09:20 reopened'],
      ['10:30 customer'],
    ]
    const metrics = ['chats.active', 'chats.waiting'] as const
    expect(Object.values(totals([reopened], { metrics, toMs: at('10:00') }))).toEqual([1, 0])
    expect(Object.values(totals([reopened], { metrics, toMs: at('11:00') }))).toEqual([1, 1])
  })

  test('concurrency is the most chats of one operator at once', () => {
    const taken = (from: string, to: string, operator: string): readonly Told[] => [
      ['08:00 opened'],
      [`${from} assigned ${operator}`],
      [`${to} closed`],
    ]
    const stories = [
      taken('09:00', '10:00', 'anna'),
      taken('10:00', '11:00', 'anna'),
      taken('10:30', '12:00', 'anna'),
      taken('09:00', '12:00', 'boris'),
    ]
    const metrics = ['chats.concurrency_max'] as const
    expect(totals(stories, { metrics })).toEqual({ 'chats.concurrency_max': 2 })
    expect(totals(stories, { metrics, toMs: at('10:30') })).toEqual({ 'chats.concurrency_max': 1 })
    expect(ask(stories, { metrics, by: ['operator'] }).rows).toEqual([
      { operator: 'anna', 'chats.concurrency_max': 2 },
      { operator: 'boris', 'chats.concurrency_max': 1 },
    ])
  })
})

describe('other counts', () => {
  test('unanswered: closed after the last word of the customer, or for more than a day', () => {
    const metrics = ['chats.unanswered'] as const
    const closed: readonly Told[] = [['09:00 opened'], ['09:01 customer'], ['09:02 closed']]
    const open: readonly Told[] = [['09:00 opened'], ['09:01 customer'], ['09:02 customer']]
    expect(totals([closed, open], { metrics }, '+1 09:01')).toEqual({ 'chats.unanswered': 1 })
    expect(totals([closed, open], { metrics }, '+1 09:01:00.001')).toEqual({ 'chats.unanswered': 2 })
  })

  test('customers are counted once each; chats without one are left out', () => {
    const one: Partial<Record<'customerId', string>> = { customerId: 'one' }
    const none = { customerId: '' }
    const stories = [
      [['09:00 customer', one]],
      [['09:00 customer', one]],
      [['09:00 customer', none]],
    ] as const
    const answer = ask(stories, { metrics: ['chats.customers'] })
    expect(answer.totals).toEqual({ 'chats.customers': 1 })
    expect(answer.basis['chats.customers']).toEqual({ denominator: null, left_out: 1 })
  })

  test('ratings: mean, share of good ones, and who answered of those asked', () => {
    const rated = (score: number): readonly Told[] => [
      ['09:00 opened'],
      ['09:01 rating_asked'],
      ['09:02 rated', { score }],
    ]
    const metrics = ['chats.rating_mean', 'chats.rating_good_share', 'chats.rating_response_rate'] as const
    expect(Object.values(totals([rated(5), rated(2), rated(11)], { metrics }))).toEqual([3.5, 1 / 2, 2 / 3])
    expect(Object.values(totals([], { metrics }))).toEqual([null, null, null])
  })

  test('chats with and without messages of the customer', () => {
    const stories: readonly (readonly Told[])[] = [[['09:00 customer']], [['09:00 operator anna']]]
    const filtered = (wrote: boolean): MetricRow =>
      totals(stories, { metrics: ['chats.new'], filters: { with_customer_messages: wrote } })
    expect([filtered(true), filtered(false)]).toEqual([{ 'chats.new': 1 }, { 'chats.new': 1 }])
  })

  test('by time every bucket is shown for each combination of the other keys', () => {
    const answer = ask([[['09:00 opened support']]], {
      metrics: ['chats.new'],
      by: ['time', 'group'],
      toMs: at('+2 00:00'),
    })
    expect(answer.shown).toEqual([
      ['2026-09-07T00:00:00+00:00', 'support'],
      ['2026-09-08T00:00:00+00:00', 'support'],
    ])
  })
})

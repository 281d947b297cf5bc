import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallCard, CallItems, MetricsResult, RawRequestView } from '../../src/contract/index.ts'
import { eventOf, type Installation, openInstallation } from './installation.ts'
import { must } from './report-answers.ts'

const period = { from: '2026-08-31T22:00:00Z', to: '2026-09-30T22:00:00Z', time_zone: 'UTC' }

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
  await house.post([
    call('c-1', '10:00:00', { result: 'no_answer', operator_id: 'olga' }),
    call('c-2', '11:00:00', { answered_at: '2026-09-01T11:00:20Z', result: 'answered', operator_id: 'olga' }),
    eventOf('sms'),
  ])
  await house.tick()
})
afterAll(() => house.close())

function call(callId: string, time: string, data: object, id = callId) {
  return {
    specversion: '1.0',
    id,
    source: 'pbx',
    type: 'call.ended',
    time: `2026-09-01T12:00:00Z`,
    data: {
      call_id: callId,
      direction: 'inbound',
      from: '+4915112345678',
      to: '101',
      started_at: `2026-09-01T${time}Z`,
      ended_at: `2026-09-01T${time.slice(0, 3)}02:00Z`,
      ...data,
    },
  }
}

const query = (body: object) => must<MetricsResult>(house.ask('POST', '/api/v1/metrics/query', body))
const list = (body: object) => must<CallItems>(house.ask('POST', '/api/v1/metrics/items', body))

describe('calls that come in by the API', () => {
  test('come out as numbers, by result and operator', async () => {
    const metrics = ['calls.total', 'calls.answer_rate', 'calls.talk_ms', 'calls.wait_p50_ms']
    expect((await query({ metrics, by: ['result'], ...period })).rows).toEqual([
      {
        result: 'answered',
        'calls.total': 1,
        'calls.answer_rate': 1,
        'calls.talk_ms': 100_000,
        'calls.wait_p50_ms': 20_000,
      },
      {
        result: 'no_answer',
        'calls.total': 1,
        'calls.answer_rate': 0,
        'calls.talk_ms': null,
        'calls.wait_p50_ms': null,
      },
    ])
    const { totals } = await query({ metrics, ...period, filters: { operator: ['olga'], country: ['DE'] } })
    expect(totals['calls.total']).toBe(2)
  })

  test('are listed, found by a number, and open down to what was posted', async () => {
    const { items, total } = await list({
      metric: 'calls.total',
      ...period,
      search: '0151 12345678'.slice(1),
    })
    expect([total, ...items.map(({ call_id }) => call_id)]).toEqual([2, 'c-2', 'c-1'])
    const id = items[0]?.id ?? ''
    const card = await must<CallCard>(house.ask('GET', `/api/v1/calls/${id}?time_zone=Europe/Berlin`))
    expect(card).toMatchObject({
      call_id: 'c-2',
      answered_at: '2026-09-01T13:00:20+02:00',
      talk_ms: 100_000,
      charge: null,
      timeline: [{ result: 'answered', provider: 'api' }],
    })
    const event = card.timeline[0]?.event_id
    const raw = await must<RawRequestView>(house.ask('GET', `/api/v1/calls/${id}/events/${event}/raw`))
    expect(raw.item).toMatchObject({ type: 'call.ended', data: { call_id: 'c-2', to: '101' } })
    expect(await house.ask('GET', '/api/v1/calls/unknown')).toMatchObject({ status: 404 })
  })

  test('are corrected by a later statement, which stands behind the earlier one on the card', async () => {
    const later = {
      ...call('c-1', '10:00:00', { result: 'busy', cost: { amount: '0.02', currency: 'EUR' } }, 'c-1b'),
    }
    await house.post([{ ...later, time: '2026-09-01T13:00:00Z' }])
    await house.tick()
    const { items } = await list({ metric: 'calls.not_answered', ...period })
    expect(items).toMatchObject([
      { call_id: 'c-1', result: 'busy', operator: 'olga', cost: { amount: '0.02', currency: 'EUR' } },
    ])
    const card = await must<CallCard>(house.ask('GET', `/api/v1/calls/${items[0]?.id}`))
    expect(card.timeline.map(({ result }) => result)).toEqual(['no_answer', 'busy'])
  })

  test('are not asked for together with messages', async () => {
    const mixed = { metrics: ['calls.total', 'messages.created'], ...period }
    expect(await house.ask('POST', '/api/v1/metrics/query', mixed)).toMatchObject({
      status: 400,
      body: { code: 'mixed_metrics' },
    })
    const strange = { metrics: ['calls.total'], by: ['channel'], ...period }
    expect(await house.ask('POST', '/api/v1/metrics/query', strange)).toMatchObject({
      status: 400,
      body: { code: 'invalid_dimension' },
    })
  })
})

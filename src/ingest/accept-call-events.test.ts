import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../test/fixtures/event-log-in-memory.ts'
import { createIngest } from './index.ts'

const nowMs = Date.UTC(2026, 8, 1, 12)
const companyId = '22222222-2222-4222-8222-222222222222'

const ended = {
  specversion: '1.0',
  id: 'evt-1',
  source: 'pbx',
  type: 'call.ended',
  time: '2026-09-01T10:05:10.000Z',
}
const data = {
  call_id: 'c-1',
  direction: 'outbound',
  from: '+49 30 901820',
  to: '0049 151 12345678',
  started_at: '2026-09-01T12:00:00+02:00',
  answered_at: '2026-09-01T10:00:07.5Z',
  ended_at: '2026-09-01T10:05:07.500Z',
  result: 'answered',
  operator_id: 'anna',
  cost: { amount: '0.125', currency: 'EUR' },
}
const call = (changes: object = {}, more: object = {}): object => ({
  ...ended,
  ...more,
  data: { ...data, ...changes },
})

async function post(items: unknown) {
  const log = createEventLogInMemory()
  const answer = await createIngest({ facts: log, clock: () => nowMs }).acceptEvents({
    companyId,
    contentType: 'application/json',
    body: new TextEncoder().encode(JSON.stringify(items)),
    request: { method: 'POST', path: '/api/v1/events', headers: {} },
  })
  if (!answer.ok) throw new Error(answer.failure.detail)
  return { log, answer: answer.value }
}

const rowFor = async (item: object) => (await post([item])).log.callEvents[0]

describe('a call in canonical form', () => {
  test('becomes one row of the call log, with its company and its request, which is kept as it came', async () => {
    const { log, answer } = await post([call()])
    expect(answer).toEqual({ accepted: 1, refused: [] })
    const [row] = log.callEvents
    expect(row).toEqual({
      companyId,
      callKey: row?.callKey,
      eventKey: row?.eventKey,
      connectionId: '00000000-0000-0000-0000-000000000000',
      provider: 'api',
      callId: 'c-1',
      timeMs: Date.parse(ended.time),
      timeSource: 'provider',
      receivedAtMs: nowMs,
      direction: 'outbound',
      caller: '+4930901820',
      callee: '+4915112345678',
      country: 'DE',
      startedAtMs: Date.UTC(2026, 8, 1, 10),
      answeredAtMs: Date.UTC(2026, 8, 1, 10, 0, 7, 500),
      endedAtMs: Date.UTC(2026, 8, 1, 10, 5, 7, 500),
      result: 'answered',
      operatorId: 'anna',
      costMicros: 125_000n,
      costCurrency: 'EUR',
      requestId: log.requests[0]?.requestId,
      requestIndex: 0,
    })
    expect(JSON.parse(new TextDecoder().decode(log.requests[0]?.body))).toEqual([call()])
  })

  test('stands beside events of messages and chats in one request', async () => {
    const { log, answer } = await post([
      { ...ended, type: 'message.sent', data: { message_id: 'm', channel: 'push', recipient: 'x' } },
      call(),
      { ...ended, type: 'chat.opened', data: { chat_id: 'x' } },
    ])
    expect(answer).toEqual({ accepted: 3, refused: [] })
    expect([log.events.length, log.chatEvents.length, log.callEvents.length]).toEqual([1, 1, 1])
    expect(log.callEvents[0]?.requestIndex).toBe(1)
  })

  test('is named by its id, its event by source and id: a correction is another event of the same call', async () => {
    const { log } = await post([call(), call({}, { id: 'evt-2' }), call({ call_id: 'c-2' }), call()])
    const [first, correction, other, again] = log.callEvents
    expect(correction?.callKey).toBe(first?.callKey)
    expect(correction?.eventKey).not.toBe(first?.eventKey)
    expect(other?.callKey).not.toBe(first?.callKey)
    expect(again).toMatchObject({ callKey: first?.callKey, eventKey: first?.eventKey })
  })

  test('may leave out numbers, answer, operator and price, also as null', async () => {
    const bare = {
      from: null,
      to: undefined,
      answered_at: null,
      operator_id: null,
      cost: null,
      result: 'no-answer',
    }
    expect(await rowFor(call(bare))).toMatchObject({
      caller: '',
      callee: '',
      country: '',
      answeredAtMs: null,
      operatorId: '',
      costMicros: null,
      costCurrency: '',
      result: 'no_answer',
    })
  })

  test.each([
    ['inbound', '+79161234567', '+4930901820', 'RU'],
    ['outbound', '+4930901820', '+79161234567', 'RU'],
    ['internal', '+4930901820', '101', ''],
    ['inbound', '101', '+4930901820', ''],
  ])('its country is that of the other party: %s from %s to %s', async (direction, from, to, country) => {
    expect((await rowFor(call({ direction, from, to })))?.country).toBe(country)
  })

  test.each([
    ['101', '101'],
    ['2025550123', '2025550123'],
    ['89161234567', '89161234567'],
    ['79161234567', '+79161234567'],
    ['+1 (202) 555-0123', '+12025550123'],
    [' sip:anna@pbx.example ', 'sip:anna@pbx.example'],
  ])('a number is international only where it says so: %s', async (written, address) => {
    expect((await rowFor(call({ to: written })))?.callee).toBe(address)
  })

  test.each([
    ['without an id', 'missing_field', { call_id: undefined }, 'data.call_id'],
    ['in no direction', 'missing_field', { direction: undefined }, 'data.direction'],
    ['in another direction', 'invalid_direction', { direction: 'sideways' }, 'inbound, outbound, internal'],
    ['without a start', 'missing_field', { started_at: undefined }, 'data.started_at'],
    ['with a start that is no instant', 'invalid_time', { started_at: '2026-09-01' }, 'data.started_at'],
    ['that ends before it starts', 'invalid_time', { ended_at: '2026-09-01T09:59:59Z' }, 'data.ended_at'],
    ['that lasts for eight days', 'invalid_time', { started_at: '2026-08-24T10:00:00Z' }, 'seven days'],
    [
      'answered before it starts',
      'invalid_time',
      { answered_at: '2026-09-01T09:59:59Z' },
      'data.answered_at',
    ],
    ['answered after its end', 'invalid_time', { answered_at: '2026-09-01T10:06:00Z' }, 'data.answered_at'],
    ['from years ago', 'invalid_time', { started_at: '2001-01-01T00:00:00Z' }, 'data.started_at'],
    ['answered without a moment', 'missing_field', { answered_at: null }, 'data.answered_at'],
    ['answered and busy', 'invalid_result', { result: 'busy' }, 'data.answered_at'],
    ['with a result that is no word', 'invalid_result', { result: 'Not OK' }, 'data.result'],
    ['without a result', 'missing_field', { result: undefined }, 'data.result'],
    ['with a price below zero', 'invalid_cost', { cost: { amount: '-1', currency: 'EUR' } }, 'data.cost'],
    ['with a number that is no text', 'invalid_field', { from: 49 }, 'data.from'],
    ['with half a character', 'invalid_characters', { operator_id: '\ud83d' }, 'data.operator_id'],
  ])('%s is refused, and the field is named', async (_, code, changes, named) => {
    const { log, answer } = await post([call(changes), call({ call_id: 'good' }, { id: 'evt-9' })])
    expect(answer.accepted).toBe(1)
    expect(answer.refused).toMatchObject([{ index: 0, code }])
    expect(answer.refused[0]?.detail).toContain(named)
    expect(log.callEvents.map(({ callId }) => callId)).toEqual(['good'])
  })

  test('whatever its data hold, the call is taken or refused, and nothing fails', async () => {
    const anything = fc.dictionary(
      fc.constantFrom(...Object.keys(data), 'other'),
      fc.anything({ maxDepth: 1 }).filter((value) => typeof value !== 'bigint'),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (changes) => {
        const { answer } = await post([call(JSON.parse(JSON.stringify(changes)))])
        expect(answer.accepted + answer.refused.length).toBe(1)
      }),
      { numRuns: 300 },
    )
  })
})

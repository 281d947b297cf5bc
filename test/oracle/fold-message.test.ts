import { describe, expect, test } from 'vitest'
import { blankMessageEvent } from '../../src/facts/message-event.fixture.ts'
import type { MessageEvent } from '../../src/facts/message-event.ts'
import { foldLog, type OracleMessage } from './fold-message.ts'

const plain: MessageEvent = {
  ...blankMessageEvent,
  companyId: 'company',
  messageKey: 'message',
  eventKey: 'event',
  messageId: 'm-1',
  step: 'accepted',
  timeMs: 0,
  receivedAtMs: 0,
}

function fold(...events: Partial<MessageEvent>[]): OracleMessage {
  const [message] = foldLog(events.map((event, index) => ({ ...plain, eventKey: `e-${index}`, ...event })))
  if (!message) throw new Error('No message came out.')
  return message
}

describe('the oracle reads decision 0004 as it stands', () => {
  test('confirmed delivery beats a negative and marks the conflict', () => {
    const message = fold({ step: 'failed', timeMs: 5 }, { step: 'delivered', timeMs: 3 })
    expect(message).toMatchObject({ status: 'delivered', conflict: true })
  })

  test('a hard bounce after an e-mail was taken in makes it failed', () => {
    const bounce = { step: 'failed', timeMs: 5, errorCode: '5.1.1' } as const
    const message = fold({ channel: 'email', step: 'delivered', timeMs: 3 }, bounce)
    expect(message).toMatchObject({ status: 'failed', conflict: true, errorCode: '5.1.1' })
    expect(fold({ channel: 'email', step: 'read', timeMs: 3 }, bounce).status).toBe('read')
  })

  test('delivered only when all parts are, at the last part; failed when one failed', () => {
    const first = { step: 'delivered', part: 1, parts: 2, timeMs: 4 } as const
    expect(fold(first)).toMatchObject({ status: 'carrier_delivered', latencyMs: null })
    expect(fold(first, { step: 'delivered', part: 2, timeMs: 9 })).toMatchObject({
      status: 'delivered',
      latencyMs: 5,
    })
    expect(fold(first, { step: 'failed', part: 2 }).status).toBe('failed')
    expect(fold(first, { step: 'failed', part: 1 }).status).toBe('carrier_delivered')
  })

  test('the most specific reason wins over an earlier one', () => {
    const message = fold({ step: 'failed', timeMs: 1 }, { step: 'expired', timeMs: 9, errorCode: '30003' })
    expect(message).toMatchObject({ status: 'expired', errorCode: '30003' })
  })

  test('a machine that opens does not read', () => {
    expect(fold({ step: 'delivered' }, { step: 'read', machine: true }).status).toBe('delivered')
    expect(fold({ step: 'clicked', machine: true }).clicked).toBe(false)
  })

  test('the earliest receipt of a repeated event is the event', () => {
    const late = {
      eventKey: 'same',
      step: 'accepted',
      timeSource: 'receipt',
      timeMs: 9,
      receivedAtMs: 9,
    } as const
    expect(fold(late, { ...late, timeMs: 2, receivedAtMs: 2 }).createdAtMs).toBe(2)
  })

  test('cost is the largest price of each part in the earliest currency', () => {
    const euro = { costCurrency: 'EUR', step: 'noted' } as const
    const message = fold(
      { ...euro, timeMs: 1, part: 1, costMicros: 10n },
      { ...euro, timeMs: 2, part: 1, costMicros: 7n },
      { ...euro, timeMs: 2, part: 2, costMicros: 5n },
      { step: 'noted', timeMs: 3, costCurrency: 'USD', costMicros: 900n },
    )
    expect(message).toMatchObject({ costMicros: 15n, costCurrency: 'EUR' })
  })
})

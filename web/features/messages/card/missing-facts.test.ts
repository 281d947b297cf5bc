import { describe, expect, test } from 'vitest'
import { missingFacts } from './missing-facts.ts'

const created = '2026-11-20T10:00:00+01:00'
const hourMs = 3_600_000
const createdMs = Date.parse(created)

const whole = {
  channel: 'viber',
  created_at: created,
  delivered_at: created,
  cost: { amount: '0.01', currency: 'EUR' },
  network: '262-01',
  timeline: [],
} as const

describe('what is missing of a message', () => {
  test('nothing, once it was read and everything is known', () => {
    expect(missingFacts({ ...whole, status: 'read' }, createdMs)).toEqual([])
  })

  test('a final status, until the time-out of its channel', () => {
    const sms = { ...whole, channel: 'sms', status: 'sent' } as const
    const deadlineMs = createdMs + 72 * hourMs
    expect(missingFacts(sms, deadlineMs - 1)).toEqual([{ kind: 'final', deadlineMs }])
    expect(missingFacts(sms, deadlineMs)).toEqual([{ kind: 'timed_out' }])
    expect(missingFacts({ ...sms, channel: 'whatsapp' }, deadlineMs)[0]?.kind).toBe('final')
    expect(missingFacts({ ...sms, channel: 'constructor' }, createdMs)).toEqual(
      missingFacts({ ...sms, channel: 'pigeon' }, createdMs),
    )
  })

  test('proof, where the provider itself says that it knows no more', () => {
    const message = { ...whole, status: 'unconfirmed' } as const
    expect(missingFacts(message, createdMs)[0]?.kind).toBe('timed_out')
    expect(missingFacts({ ...message, timeline: [{ step: 'unconfirmed' }] }, createdMs)[0]?.kind).toBe(
      'unconfirmed',
    )
  })

  test('a reading is missed only on channels that report it', () => {
    const delivered = { ...whole, status: 'delivered' } as const
    expect(missingFacts(delivered, createdMs)).toEqual([{ kind: 'read' }])
    expect(missingFacts({ ...delivered, channel: 'sms' }, createdMs)).toEqual([])
  })

  test('a price and a network, where none was told', () => {
    const sms = { ...whole, channel: 'sms', status: 'failed', cost: null, network: null } as const
    expect(missingFacts(sms, createdMs)).toEqual([{ kind: 'network' }, { kind: 'cost' }])
  })
})

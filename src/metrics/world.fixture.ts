import type { MessageEvent } from '../facts/index.ts'
import { event } from './facts.fixture.ts'

/** The moment at which the tests ask: sms and e-mail of 25 October 12:00 UTC and before have timed out. */
export const askedAt = '2026-10-28T12:00:00Z'

/** Four local days in Berlin, with the night in which clocks go back; 97 hours. */
export const fourDays = { from: '2026-10-24T00:00:00+02:00', to: '2026-10-28T00:00:00+01:00' }

export const shopConnection = '0199a000-0000-7000-8000-0000000000c1'

/**
 * Twelve messages whose numbers are worked out by hand in the tests.
 * a, b: delivered sms with latency, segments and cost; c: failed; d: viber, read and clicked; e: viber, open;
 * f, g: open sms past the time-out, g to the millisecond; h: one millisecond later, open; i: e-mail delivered by the
 * clock of receipt, cost in another currency; j: rejected; k: expired; l: open, but clicked.
 */
export const worldEvents: readonly MessageEvent[] = [
  ...message(
    'a',
    { country: 'DE', sender: 'Shop', segments: 2, ...euros(50_000n), connectionId: shopConnection },
    [
      ['sent', '2026-10-24T10:00:00Z'],
      ['delivered', '2026-10-24T10:00:02Z'],
    ],
  ),
  ...message(
    'b',
    { country: 'DE', sender: 'Shop', segments: 1, ...euros(70_000n), recipient: '+4915112345678' },
    [
      ['sent', '2026-10-25T00:30:00Z'],
      ['delivered', '2026-10-25T00:30:04Z'],
    ],
  ),
  ...message('c', { country: 'FR', errorCode: '30003', errorReason: 'Unreachable handset' }, [
    ['sent', '2026-10-25T01:30:00Z'],
    ['failed', '2026-10-25T01:30:10Z'],
  ]),
  ...message('d', { channel: 'viber', country: 'DE', campaign: 'autumn' }, [
    ['sent', '2026-10-25T09:00:00Z'],
    ['delivered', '2026-10-25T09:00:01Z'],
    ['read', '2026-10-25T09:05:00Z'],
    ['clicked', '2026-10-25T09:06:00Z'],
  ]),
  ...message('e', { channel: 'viber', campaign: 'autumn' }, [['sent', '2026-10-27T09:00:00Z']]),
  ...message('f', { country: 'DE' }, [['queued', '2026-10-25T08:00:00Z']]),
  ...message('g', {}, [['queued', '2026-10-25T12:00:00.000Z']]),
  ...message('h', {}, [['queued', '2026-10-25T12:00:00.001Z']]),
  ...message(
    'i',
    {
      channel: 'email',
      country: 'US',
      recipient: 'Ann@example.org',
      costMicros: 100_000n,
      costCurrency: 'USD',
      timeSource: 'receipt',
    },
    [
      ['sent', '2026-10-26T08:00:00Z'],
      ['delivered', '2026-10-26T08:00:03Z'],
    ],
  ),
  ...message('j', { errorCode: '30007', errorReason: 'Filtered by carrier' }, [
    ['rejected', '2026-10-26T10:00:00Z'],
  ]),
  ...message('k', { channel: 'push' }, [['expired', '2026-10-26T11:00:00Z']]),
  ...message('l', {}, [
    ['sent', '2026-10-27T10:00:00Z'],
    ['clicked', '2026-10-27T10:01:00Z'],
  ]),
]

function message(
  messageId: string,
  facts: Partial<MessageEvent>,
  steps: readonly (readonly [MessageEvent['step'], string])[],
): MessageEvent[] {
  return steps.map(([step, time]) => event({ ...facts, messageId, step, time }))
}

function euros(costMicros: bigint): Partial<MessageEvent> {
  return { costMicros, costCurrency: 'EUR' }
}

import type { Example } from './example.ts'
import { sketch } from './world.ts'

const price = (costMicros: number | bigint, costCurrency = 'EUR') => ({
  costMicros: BigInt(costMicros),
  costCurrency,
})

export const attributeExamples: readonly Example[] = [
  {
    name: 'an attribute is what the earliest event that states it says',
    events: [
      sketch('sent', 5, { sender: 'Late', campaign: 'late' }),
      sketch('accepted', 1, { sender: 'Early' }),
      sketch('queued', 2, { campaign: 'early', template: 'code', kind: 'service', category: 'utility' }),
    ],
    facts: { sender: 'Early', campaign: 'early', template: 'code', kind: 'service', category: 'utility' },
  },
  {
    name: 'on equal times the smallest value is taken',
    events: [
      sketch('sent', 1, {
        recipient: '+49',
        recipientType: 'MOBILE',
        network: '262-02',
        channel: 'whatsapp',
      }),
      sketch('queued', 1, {
        recipient: '+48',
        recipientType: 'FIXED_LINE',
        network: '262-01',
        channel: 'viber',
      }),
    ],
    facts: { recipient: '+48', recipient_type: 'FIXED_LINE', network: '262-01', channel: 'viber' },
  },
  {
    name: 'a stated country goes before an earlier one derived from the number',
    events: [sketch('accepted', 0, { numberCountry: 'DE' }), sketch('sent', 5, { country: 'AT' })],
    facts: { country: 'AT' },
  },
  {
    name: 'the country of the number serves where none is stated',
    events: [sketch('accepted', 3, { numberCountry: 'DE' }), sketch('sent', 2, { numberCountry: 'CH' })],
    facts: { country: 'CH' },
  },
  {
    name: 'it is the message of the provider, whatever a program tells of it besides',
    events: [
      sketch('accepted', 0, { provider: 'api' }),
      sketch('sent', 5, { provider: 'twilio' }),
      sketch('delivered', 6, { provider: 'api' }),
    ],
    facts: { provider: 'twilio' },
  },
  {
    name: 'what only programs tell of is of the API',
    events: [sketch('accepted', 0)],
    facts: { provider: 'api' },
  },
  {
    name: 'what nobody states is empty',
    events: [sketch('accepted', 0)],
    facts: { sender: '', country: '', network: '', cost: null, cost_currency: '', segments: 0, parts: 0 },
  },
  {
    name: 'texts come back as they were, whatever characters they hold',
    events: [sketch('failed', 0, { campaign: '\\N', sender: 'a\tb\\c\n"\'ü😀', errorReason: '\u0000 \r' })],
    facts: { campaign: '\\N', sender: 'a\tb\\c\n"\'ü😀', error_reason: '\u0000 \r' },
  },
]

export const segmentExamples: readonly Example[] = [
  {
    name: 'the largest count of the provider goes before a larger one of the text',
    events: [
      sketch('accepted', 0, { computedSegments: 4 }),
      sketch('sent', 1, { segments: 2 }),
      sketch('sent', 2, { segments: 3 }),
    ],
    facts: { segments: 3 },
  },
  {
    name: 'segments of the text serve where the provider counts none',
    events: [
      sketch('accepted', 0, { computedSegments: 1 }),
      sketch('sent', 1, { computedSegments: 2, parts: 3 }),
    ],
    facts: { segments: 2 },
  },
]

export const costExamples: readonly Example[] = [
  {
    name: 'of several prices of a message the largest counts, not their sum',
    events: [
      sketch('sent', 0, price(5_000)),
      sketch('delivered', 1, price(7_500)),
      sketch('noted', 2, price(100)),
    ],
    facts: { cost: '0.0075', cost_currency: 'EUR' },
  },
  {
    name: 'prices of parts are summed',
    events: [
      sketch('sent', 0, { part: 1, parts: 2, ...price(5_000) }),
      sketch('delivered', 1, { part: 1, parts: 2, ...price(5_000) }),
      sketch('delivered', 2, { part: 2, parts: 2, ...price(6_000) }),
    ],
    facts: { cost: '0.011', cost_currency: 'EUR' },
  },
  {
    name: 'the currency of the earliest price wins, and only its prices count',
    events: [
      sketch('sent', 1, price(9_000, 'USD')),
      sketch('accepted', 0, price(4_000, 'EUR')),
      sketch('noted', 2, price(5_000, 'EUR')),
    ],
    facts: { cost: '0.005', cost_currency: 'EUR' },
  },
  {
    name: 'on equal times the smallest currency wins',
    events: [sketch('sent', 1, price(9_000, 'USD')), sketch('sent', 1, price(4_000, 'RUB'))],
    facts: { cost: '0.004', cost_currency: 'RUB' },
  },
  {
    name: 'a price of nothing is a price',
    events: [sketch('sent', 0, price(0))],
    facts: { cost: '0', cost_currency: 'EUR' },
  },
  {
    name: 'a micro-unit is kept exactly',
    events: [sketch('sent', 0, price(123_456_789_012_345_678n))],
    facts: { cost: '123456789012.345678' },
  },
]

export const repeatExamples: readonly Example[] = [
  {
    name: 'a repeated event is one event: the earliest received copy wins',
    events: [
      sketch('sent', 9, {
        eventKey: '00000000-0000-4000-8000-000000000001',
        receivedAtMs: 2_000_000_000_000,
        sender: 'Second',
      }),
      sketch('sent', 4, {
        eventKey: '00000000-0000-4000-8000-000000000001',
        receivedAtMs: 1_900_000_000_000,
        sender: 'First',
      }),
      sketch('sent', 1, {
        eventKey: '00000000-0000-4000-8000-000000000001',
        receivedAtMs: 2_000_000_000_001,
        sender: 'Third',
      }),
    ],
    facts: {
      event_count: 1,
      sender: 'First',
      first_received_at: '2030-03-17 17:46:40.000',
      last_received_at: '2030-03-17 17:46:40.000',
    },
  },
]

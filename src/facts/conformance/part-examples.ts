import type { Example } from './example.ts'
import { instantText, minuteMs, sketch } from './world.ts'

const part = (number: number, parts = 0) => ({ part: number, parts })
const receipt = { timeSource: 'receipt' } as const

export const partExamples: readonly Example[] = [
  {
    name: 'delivered when all parts are, at the time of the last one',
    events: [sketch('sent', 0), sketch('delivered', 2, part(1, 2)), sketch('delivered', 5, part(2, 2))],
    facts: { status: 'delivered', delivered_at: instantText(5), latency_ms: 5 * minuteMs, parts: 2 },
  },
  {
    name: 'while a part is missing it is with the carrier at most',
    events: [sketch('delivered', 2, part(1, 3)), sketch('read', 3, part(2, 3))],
    facts: { status: 'carrier_delivered', progress: 40, delivered_at: null, parts: 3 },
  },
  {
    name: 'the number of parts is the highest part seen where none is stated',
    events: [sketch('delivered', 2, part(3))],
    facts: { status: 'carrier_delivered', parts: 3, segments: 3 },
  },
  {
    name: 'a report about the whole message counts for every part',
    events: [sketch('sent', 0), sketch('delivered', 2, part(1, 3)), sketch('delivered', 7)],
    facts: { status: 'delivered', delivered_at: instantText(7) },
  },
  {
    name: 'an earlier report about the whole is the time of every part',
    events: [sketch('delivered', 1), sketch('delivered', 9, part(1, 2)), sketch('delivered', 8, part(2, 2))],
    facts: { delivered_at: instantText(1) },
  },
  {
    name: 'progress of a divided message is that of its weakest part',
    events: [sketch('read', 2, part(1, 2)), sketch('delivered', 5, part(2, 2))],
    facts: { status: 'delivered', progress: 50, delivered_at: null },
  },
  {
    name: 'failed when any part failed',
    events: [sketch('delivered', 2, part(1, 2)), sketch('failed', 5, { ...part(2, 2), errorCode: '1' })],
    facts: { status: 'failed', error_code: '1', progress: 40, conflict: 0, ended_at: instantText(5) },
  },
  {
    name: 'a part that arrived after all silences its negative',
    events: [
      sketch('delivered', 2, part(1, 2)),
      sketch('failed', 3, part(2, 2)),
      sketch('delivered', 4, part(2, 2)),
    ],
    facts: { status: 'delivered', conflict: 1, delivered_at: instantText(4) },
  },
  {
    name: 'a whole delivery silences the negatives of parts',
    events: [sketch('failed', 3, part(2, 2)), sketch('delivered', 4)],
    facts: { status: 'delivered', conflict: 1 },
  },
  {
    name: 'a negative about the whole stands until all parts arrived',
    events: [sketch('delivered', 2, part(1, 2)), sketch('expired', 9)],
    facts: { status: 'expired' },
  },
  {
    name: 'stated parts alone do not divide a message',
    events: [sketch('sent', 0, { parts: 3 }), sketch('delivered', 2, { parts: 3 })],
    facts: { status: 'delivered', delivered_at: instantText(2), parts: 3, segments: 3 },
  },
  {
    name: 'of parts that arrived last at once the provider’s clock gives the latency',
    events: [
      sketch('sent', 0),
      sketch('delivered', 5, { ...part(1, 2), ...receipt }),
      sketch('delivered', 5, part(2, 2)),
    ],
    facts: { latency_ms: 5 * minuteMs },
  },
  {
    name: 'one part of one is the whole message',
    events: [sketch('sent', 0, part(1, 1)), sketch('delivered', 3, part(1, 1))],
    facts: { status: 'delivered', progress: 50, delivered_at: instantText(3), segments: 1 },
  },
]

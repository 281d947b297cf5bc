import * as fc from 'fast-check'
import type { ChatEvent } from '../../chats/index.ts'
import type { ChatStep } from '../../contract/index.ts'
import { chat } from './chats.fixture.ts'

/** For tests only: chats whose logs hold whatever a log can hold, within a span of time. */
export function randomChats(
  span: { readonly from: string; readonly to: string },
  chats: number,
  seed: number,
): readonly ChatEvent[] {
  const fromMs = Date.parse(span.from)
  const lengthMs = Date.parse(span.to) - fromMs
  const one = fc.record({
    startMs: fc.nat(lengthMs),
    about: fc.record({
      messenger: fc.constantFrom('', 'web', 'telegram'),
      channelId: fc.constantFrom('', 'shop', 'help'),
      customerId: fc.constantFrom('', 'ann', 'bob', 'cid', 'dan'),
    }),
    // Most chats begin with their opening; some have none, or one that comes late.
    first: fc.constantFrom<ChatStep>('opened', 'opened', 'opened', 'message'),
    events: fc.array(randomEvent, { minLength: 1, maxLength: 14 }),
  })
  return fc.sample(one, { numRuns: chats, seed }).flatMap(({ startMs, about, first, events }, index) => {
    let atMs = fromMs + startMs
    return chat(`chat-${index}`, about, [
      [iso(atMs), first, { author: 'customer', groupId: 'sales' }],
      ...events.map(({ afterMs, step, told }) => {
        atMs += afterMs
        return [iso(atMs), step, told] as const
      }),
    ])
  })
}

const iso = (ms: number): string => new Date(ms).toISOString()

/** Steps with what they tell; repeated ones are more frequent. */
const randomEvent = fc.record({
  // Bursts of moments that meet, waits of minutes, and of days.
  afterMs: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 90_000 }),
    fc.integer({ min: 60_000, max: 7_200_000 }),
    fc.integer({ min: 3_600_000, max: 200_000_000 }),
  ),
  step: fc.constantFrom<ChatStep>(
    'message',
    'message',
    'message',
    'message',
    'message',
    'assigned',
    'assigned',
    'moved',
    'handed_over',
    'closed',
    'closed',
    'reopened',
    'opened',
    'rating_asked',
    'rated',
  ),
  told: fc.record({
    author: fc.constantFrom('customer', 'customer', 'operator', 'operator', 'bot', 'system'),
    operatorId: fc.constantFrom('', 'olga', 'ivan', 'petra'),
    groupId: fc.constantFrom('', 'sales', 'care'),
    isPublic: fc.constantFrom(true, true, true, false),
    by: fc.constantFrom('', 'operator', 'bot', 'customer', 'timeout'),
    score: fc.integer({ min: 1, max: 6 }),
  }),
})

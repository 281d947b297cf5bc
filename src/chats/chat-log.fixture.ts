import * as fc from 'fast-check'
import { chatAuthors, chatClosers, chatSteps } from '../contract/index.ts'
import { blankChatEvent } from './chat-event.fixture.ts'
import type { ChatEvent } from './chat-event.ts'
import type { ChatSettings, GroupVersion } from './chat-settings.ts'

const companyId = '11111111-1111-4111-8111-111111111111'
const chatKey = '22222222-2222-8222-8222-222222222222'

/** The hour at which the logs of examples begin: 08:00 UTC on a Monday. */
export const startMs = Date.UTC(2026, 2, 2, 8)

/** What happens in an example: the step, its second from the start, and what it states. */
export type Happening = readonly [ChatEvent['step'], number, Partial<ChatEvent>?]

/** A log of one chat. Messages are of the customer and each its own unless stated otherwise. */
export function logOf(...happenings: readonly Happening[]): readonly ChatEvent[] {
  return happenings.map(([step, second, stated = {}], index) => ({
    ...blankChatEvent,
    companyId,
    chatKey,
    chatId: 'chat-1',
    step,
    timeMs: startMs + second * 1000,
    receivedAtMs: startMs + second * 1000 + 50,
    eventKey: `00000000-0000-8000-8000-${String(index).padStart(12, '0')}`,
    ...(step === 'message' ? { author: 'customer', messageId: `message-${index}` } : {}),
    ...stated,
  }))
}

const few = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom('', ...values)

/** Any event that the log can hold, sense or none; moments are seconds apart so that many coincide. */
export const anyChatEvent: fc.Arbitrary<ChatEvent> = fc
  .record({
    step: fc.constantFrom(...chatSteps),
    second: fc.integer({ min: 0, max: 40 }),
    receivedAfter: fc.integer({ min: 0, max: 3 }),
    number: fc.integer({ min: 0, max: 9_999 }),
    author: fc.constantFrom('' as const, ...chatAuthors),
    by: fc.constantFrom('' as const, ...chatClosers),
    isPublic: fc.boolean(),
    groupId: few('sales', 'help'),
    operatorId: few('anna', 'bob'),
    messageId: few('m1', 'm2', 'm3', 'm4'),
    customerId: few('c1', 'c2'),
    score: fc.constantFrom(0, 1, 4, 5, 11, -3),
    tags: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    openedBy: fc.constantFrom('' as const, 'customer' as const, 'company' as const),
  })
  .map(({ second, receivedAfter, number, ...stated }) => ({
    ...blankChatEvent,
    companyId,
    chatKey,
    chatId: 'chat-1',
    ...stated,
    timeMs: startMs + second * 1000,
    receivedAtMs: startMs + (second + receivedAfter) * 1000,
    eventKey: `00000000-0000-8000-8000-${String(number).padStart(12, '0')}`,
  }))

export const anyChatLog: fc.Arbitrary<readonly ChatEvent[]> = fc.array(anyChatEvent, {
  minLength: 1,
  maxLength: 25,
})

const nineToFive = [{ fromMinute: 9 * 60, toMinute: 17 * 60 }]
const always = [{ fromMinute: 0, toMinute: 1_440 }]

/** Open from nine to five in UTC, every day. */
export const dayShift: GroupVersion = {
  fromMs: 0,
  calendar: {
    versions: [
      {
        fromMs: 0,
        timeZone: 'UTC',
        weekdays: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, nineToFive],
        days: new Map(),
      },
    ],
  },
  firstTargetMs: 60_000,
  laterTargetMs: 120_000,
}

export const aroundTheClock: GroupVersion = {
  ...dayShift,
  calendar: {
    versions: [
      {
        fromMs: 0,
        timeZone: 'UTC',
        weekdays: [always, always, always, always, always, always, always],
        days: new Map(),
      },
    ],
  },
}

export const noSettings: ChatSettings = { revision: 0, groups: new Map() }

export function settingsOf(groups: Readonly<Record<string, readonly GroupVersion[]>>): ChatSettings {
  return { revision: 1, groups: new Map(Object.entries(groups)) }
}

import { describe, expect, test } from 'vitest'
import type { ChatFacts } from './chat-facts.ts'
import {
  aroundTheClock,
  dayShift,
  type Happening,
  logOf,
  noSettings,
  settingsOf,
  startMs,
} from './chat-log.fixture.ts'
import { foldChat } from './fold-chat.ts'

const at = (second: number): number => startMs + second * 1000
const factsOf = (...happenings: readonly Happening[]): ChatFacts => foldChat(logOf(...happenings), noSettings)
const operator = { author: 'operator', operatorId: 'anna' } as const
const bot = { author: 'bot' } as const

describe('turns', () => {
  test('a turn is timed from its oldest message, ended by operator, bot or closing, and credited to who ended it', () => {
    const facts = factsOf(
      ['opened', 0, { groupId: 'sales' }],
      ['message', 1],
      ['message', 2],
      ['message', 4, bot],
      ['message', 5],
      ['moved', 6, { groupId: 'help' }],
      ['message', 8, operator],
      ['message', 9],
      ['closed', 12],
    )
    expect(facts.turns).toMatchObject([
      { askedAtMs: at(1), endedAtMs: at(4), outcome: 'bot', isFirst: false },
      {
        askedAtMs: at(5),
        endedAtMs: at(8),
        outcome: 'operator',
        operatorId: 'anna',
        groupId: 'help',
        isFirst: true,
      },
      { askedAtMs: at(9), endedAtMs: at(12), outcome: 'closed', isFirst: false },
    ])
    expect(facts.unansweredSinceMs).toBe(at(9))
  })

  test('a chat closed after the last word and reopened waits from the next message on', () => {
    const facts = factsOf(['opened', 0], ['message', 1], ['closed', 5], ['reopened', 9], ['message', 12])
    expect(facts.waits).toMatchObject([
      { sinceMs: at(1), fromMs: at(1), toMs: at(5) },
      { sinceMs: at(12), fromMs: at(12), toMs: null },
    ])
  })
})

describe('first response', () => {
  test('counts from the later of first message and hand-over, and 0 s is a value', () => {
    const answered = factsOf(
      ['opened', 0],
      ['message', 1],
      ['message', 2, bot],
      ['handed_over', 5],
      ['handed_over', 8],
      ['message', 9, operator],
    )
    expect(answered.firstResponse).toMatchObject({
      state: 'answered',
      startMs: at(5),
      atMs: at(9),
      ms: 4_000,
      operatorId: 'anna',
    })
    expect(answered.contact).toBe('handed_over')
    expect(factsOf(['opened', 0], ['message', 1], ['message', 1, operator]).firstResponse).toMatchObject({
      state: 'answered',
      ms: 0,
    })
  })

  test('a hand-over after the reply moves nothing', () => {
    const facts = factsOf(['opened', 0], ['message', 1], ['message', 3, operator], ['handed_over', 5])
    expect(facts.firstResponse).toMatchObject({ startMs: at(1), ms: 2_000 })
  })

  test('of chats that the company began, what it wrote before the customer is no response', () => {
    const facts = factsOf(
      ['opened', 0, { openedBy: 'company' }],
      ['message', 1, operator],
      ['message', 60],
      ['message', 70, operator],
    )
    expect(facts.firstResponse).toMatchObject({ startMs: at(60), atMs: at(70) })
    expect(facts.repliedAtMs).toBe(at(1))
  })

  test('nobody waits for one: no message, in the hands of the bot, closed without a reply', () => {
    expect(factsOf(['opened', 0]).firstResponse.state).toBe('none')
    expect(
      factsOf(['opened', 0], ['message', 1], ['message', 2, bot], ['message', 3]).firstResponse.state,
    ).toBe('none')
    expect(factsOf(['opened', 0], ['message', 1], ['closed', 2]).firstResponse.state).toBe('none')
  })

  test('pending, it stands under who has the chat now', () => {
    const facts = factsOf(
      ['opened', 0],
      ['message', 1],
      ['message', 2, bot],
      ['message', 3],
      ['handed_over', 4],
      ['assigned', 5, { operatorId: 'anna' }],
      ['moved', 6, { groupId: 'help' }],
    )
    expect(facts.firstResponse).toMatchObject({
      state: 'pending',
      startMs: at(4),
      atMs: null,
      ms: null,
      operatorId: 'anna',
      groupId: 'help',
    })
    expect(facts.turns.at(-1)).toMatchObject({ outcome: 'open', isFirst: true })
  })
})

describe('who dealt with it', () => {
  test.each<[string, readonly Happening[], ChatFacts['contact']]>([
    [
      'nobody wrote',
      [
        ['opened', 0],
        ['message', 1],
      ],
      'nobody',
    ],
    [
      'only the bot wrote',
      [
        ['opened', 0],
        ['message', 1],
        ['message', 2, bot],
      ],
      'bot_only',
    ],
    [
      'an operator wrote',
      [
        ['opened', 0],
        ['message', 1, bot],
        ['message', 2, operator],
      ],
      'operator',
    ],
    [
      'it was handed over',
      [
        ['opened', 0],
        ['message', 1, operator],
        ['handed_over', 3],
      ],
      'handed_over',
    ],
  ])('%s', (_, happenings, contact) => {
    expect(factsOf(...happenings).contact).toBe(contact)
  })
})

describe('stints and handlings', () => {
  test('a change and its change back within one moment never happened', () => {
    const facts = factsOf(
      ['opened', 0],
      ['assigned', 1, { operatorId: 'anna' }],
      ['assigned', 5, { operatorId: 'bob' }],
      ['assigned', 5, { operatorId: 'anna' }],
      ['closed', 9],
    )
    expect(facts.stints.map(({ operatorId, fromMs, toMs }) => [operatorId, fromMs, toMs])).toEqual([
      ['', at(0), at(1)],
      ['anna', at(1), at(9)],
    ])
  })

  test('one handling per operator: all the time, over several stints, while the chat was open', () => {
    const facts = factsOf(
      ['opened', 0, { groupId: 'sales' }],
      ['assigned', 1, { operatorId: 'anna' }],
      ['assigned', 4, { operatorId: 'bob' }],
      ['moved', 5, { groupId: 'help' }],
      ['assigned', 10, { operatorId: 'anna' }],
      ['closed', 11],
      ['reopened', 100],
      ['closed', 105],
    )
    expect(facts.handlings).toEqual([
      {
        operatorId: 'anna',
        groupId: 'sales',
        fromMs: at(1),
        endedAtMs: at(105),
        ms: 9_000,
        businessMs: null,
      },
      { operatorId: 'bob', groupId: 'sales', fromMs: at(4), endedAtMs: at(10), ms: 6_000, businessMs: null },
    ])
  })
})

describe('ratings', () => {
  test('each asking is one survey with the last score before the next', () => {
    const facts = factsOf(
      ['opened', 0],
      ['message', 1, operator],
      ['rating_asked', 2],
      ['rated', 3, { score: 2 }],
      ['assigned', 4, { operatorId: 'bob' }],
      ['rated', 5, { score: 5 }],
      ['rating_asked', 6],
    )
    expect(facts.surveys).toEqual([
      {
        askedAtMs: at(2),
        ratedAtMs: at(5),
        score: 5,
        operatorId: 'anna',
        groupId: '',
        ratedOperatorId: 'bob',
        ratedGroupId: '',
      },
      {
        askedAtMs: at(6),
        ratedAtMs: null,
        score: null,
        operatorId: 'bob',
        groupId: '',
        ratedOperatorId: '',
        ratedGroupId: '',
      },
    ])
    expect(facts.flags).toEqual([])
  })

  test('a rating without asking is a survey asked when it was given; scores outside of 1–5 do not count', () => {
    expect(factsOf(['opened', 0], ['rated', 3, { score: 4 }])).toMatchObject({
      surveys: [{ askedAtMs: at(3), ratedAtMs: at(3), score: 4 }],
      flags: ['rated_unasked'],
    })
    expect(
      factsOf(['opened', 0], ['rating_asked', 2], ['rated', 3, { score: 4 }], ['rated', 4, { score: 11 }]),
    ).toMatchObject({
      surveys: [{ score: 4, ratedAtMs: at(3) }],
      flags: ['invalid_score'],
    })
  })
})

describe('business time and targets', () => {
  const asked: readonly Happening[] = [
    ['opened', 0, { groupId: 'sales' }],
    ['message', 0],
    ['message', 3_700, operator],
  ]

  test('is that of the group that the item is credited to; without a calendar there is none', () => {
    const facts = foldChat(logOf(...asked), settingsOf({ sales: [dayShift] }))
    // From 08:00 to 09:01:40; the group opens at nine.
    expect(facts.firstResponse).toMatchObject({ ms: 3_700_000, businessMs: 100_000, targetMs: 60_000 })
    expect(facts.turns).toMatchObject([{ businessMs: 100_000, targetMs: 120_000, dueAtMs: null }])
    expect(factsOf(...asked).firstResponse).toMatchObject({ businessMs: null, targetMs: null })
  })

  test('each moment is measured by the version then in force, and the target is that of the beginning', () => {
    const later = { ...aroundTheClock, fromMs: at(3_640), firstTargetMs: 1, laterTargetMs: 1 }
    const facts = foldChat(logOf(...asked), settingsOf({ sales: [{ ...dayShift, calendar: null }, later] }))
    expect(facts.firstResponse).toMatchObject({ businessMs: null, targetMs: 60_000 })
    const closing = { ...dayShift, fromMs: at(3_650), calendar: { versions: [] } }
    expect(
      foldChat(logOf(...asked), settingsOf({ sales: [dayShift, closing] })).firstResponse.businessMs,
    ).toBe(50_000)
  })

  test('what is pending says when its targets run out', () => {
    const facts = foldChat(logOf(['opened', 0], ['message', 0]), settingsOf({ '': [dayShift] }))
    const opensMs = at(3_600)
    expect(facts.firstResponse).toMatchObject({
      state: 'pending',
      targetMs: 60_000,
      dueAtMs: at(60),
      businessDueAtMs: opensMs + 60_000,
    })
    expect(facts.turns).toMatchObject([
      { targetMs: 120_000, dueAtMs: at(120), businessDueAtMs: opensMs + 120_000 },
    ])
  })
})

import { describe, expect, test } from 'vitest'
import type { ChatFacts } from './chat-facts.ts'
import { type Happening, logOf, noSettings, startMs } from './chat-log.fixture.ts'
import { foldChat } from './fold-chat.ts'

const at = (second: number): number => startMs + second * 1000
const factsOf = (...happenings: readonly Happening[]): ChatFacts => foldChat(logOf(...happenings), noSettings)
const operator = { author: 'operator', operatorId: 'anna' } as const

describe('opening', () => {
  test('the earliest `opened` opens; what states a messenger, a customer or a chat first is believed', () => {
    const facts = factsOf(
      ['opened', 10, { openedBy: 'customer', groupId: 'sales', messenger: 'telegram' }],
      ['message', 5, { messenger: '', customerId: 'c1' }],
      ['message', 20, { messenger: 'viber', channelId: 'shop', customerId: 'c2' }],
    )
    expect(facts).toMatchObject({
      openedAtMs: at(10),
      openedFrom: 'opened',
      openedBy: 'customer',
      messenger: 'telegram',
      channelId: 'shop',
      customerId: 'c1',
      groupId: 'sales',
      flags: [],
    })
    expect(facts.turns).toMatchObject([{ askedAtMs: at(5), outcome: 'open' }])
    expect(facts.waits).toMatchObject([{ sinceMs: at(5), fromMs: at(10), toMs: null }])
  })

  test('without one, the earliest event opens and the chat is flagged', () => {
    expect(factsOf(['message', 7], ['closed', 9])).toMatchObject({
      openedAtMs: at(7),
      openedFrom: 'first_event',
      flags: ['no_opening'],
      cycles: [{ fromMs: at(7), toMs: at(9) }],
    })
    expect(factsOf(['reopened', 7])).toMatchObject({
      flags: ['no_opening'],
      cycles: [{ fromMs: at(7), toMs: null }],
    })
    expect(factsOf(['closed', 7])).toMatchObject({ isOpen: false, cycles: [{ fromMs: at(7), toMs: at(7) }] })
  })

  test('closing and reopening before it do nothing; group and operator given before it hold', () => {
    const facts = factsOf(
      ['closed', 1],
      ['reopened', 2],
      ['moved', 3, { groupId: 'help' }],
      ['assigned', 4, { operatorId: 'anna' }],
      ['opened', 10],
    )
    expect(facts.flags).toEqual(['before_opening'])
    expect(facts.stints).toEqual([{ fromMs: at(10), toMs: null, operatorId: 'anna', groupId: 'help' }])
  })

  test('a further `opened` reopens a closed chat; of an open one it does nothing', () => {
    expect(factsOf(['opened', 0], ['closed', 5], ['opened', 9])).toMatchObject({
      flags: [],
      cycles: [{ toMs: at(5) }, { fromMs: at(9), toMs: null }],
    })
    expect(factsOf(['opened', 0], ['opened', 9, { groupId: 'help' }])).toMatchObject({
      flags: ['opened_again'],
      groupId: '',
      cycles: [{ fromMs: at(0), toMs: null }],
    })
  })
})

describe('closing', () => {
  test('closing a closed chat and reopening an open one are flagged and count for nothing', () => {
    const facts = factsOf(
      ['opened', 0],
      ['reopened', 1],
      ['closed', 5, { by: 'bot' }],
      ['closed', 9, { by: 'customer' }],
    )
    expect(facts.flags).toEqual(['closed_while_closed', 'reopened_while_open'])
    expect(facts).toMatchObject({ closedBy: 'bot', closedAtMs: at(5), cycles: [{ by: 'bot', toMs: at(5) }] })
  })

  test('of one moment, closing comes last', () => {
    expect(factsOf(['closed', 5], ['opened', 5], ['message', 5])).toMatchObject({
      isOpen: false,
      flags: [],
      turns: [{ askedAtMs: at(5), endedAtMs: at(5), outcome: 'closed' }],
    })
  })

  test('a cycle names who closed and who opened it, and the first group and operator stay the first', () => {
    const facts = factsOf(
      ['opened', 0],
      ['moved', 1, { groupId: 'sales' }],
      ['assigned', 2, { operatorId: 'anna' }],
      ['closed', 5, { by: 'operator', operatorId: 'carl' }],
      ['moved', 6, { groupId: 'help' }],
      ['reopened', 8, { operatorId: 'dora' }],
      ['assigned', 9, { operatorId: 'bob' }],
    )
    expect(facts.cycles).toEqual([
      {
        fromMs: at(0),
        toMs: at(5),
        by: 'operator',
        operatorId: 'carl',
        groupId: 'sales',
        fromOperatorId: '',
        fromGroupId: '',
        businessMs: null,
      },
      {
        fromMs: at(8),
        toMs: null,
        by: '',
        operatorId: 'bob',
        groupId: 'help',
        fromOperatorId: 'dora',
        fromGroupId: 'help',
        businessMs: null,
      },
    ])
    expect(facts).toMatchObject({
      groupId: 'sales',
      operatorId: 'anna',
      firstClosedAtMs: at(5),
      isOpen: true,
    })
  })
})

describe('messages', () => {
  test('two events of one message are one; private ones and those of the system count for nothing else', () => {
    const facts = factsOf(
      ['opened', 0],
      ['message', 1, { messageId: 'm1' }],
      ['message', 2, { messageId: 'm1' }],
      ['message', 3, { ...operator, isPublic: false }],
      ['message', 4, { author: 'system' }],
    )
    expect(facts).toMatchObject({
      customerMessages: 1,
      operatorMessages: 0,
      privateMessages: 1,
      contact: 'nobody',
    })
    expect(facts.turns).toMatchObject([{ askedAtMs: at(1), outcome: 'open' }])
    expect(facts.messages).toHaveLength(1)
  })

  test('a private copy hides no message, and of one moment the first author by letter wrote it', () => {
    const facts = factsOf(
      ['opened', 0],
      ['message', 1, { ...operator, messageId: 'm1', isPublic: false }],
      ['message', 2, { ...operator, messageId: 'm1' }],
      ['message', 3, { author: 'customer', messageId: 'm2' }],
      ['message', 3, { author: 'bot', messageId: 'm2' }],
    )
    expect(facts).toMatchObject({
      customerMessages: 0,
      operatorMessages: 1,
      botMessages: 1,
      privateMessages: 1,
    })
  })

  test('writing in a closed chat counts and opens nothing; waiting begins with the reopening', () => {
    const facts = factsOf(['opened', 0], ['closed', 5], ['message', 7], ['reopened', 20])
    expect(facts.cycles).toHaveLength(2)
    expect(facts.customerMessages).toBe(1)
    expect(facts.waits).toEqual([{ sinceMs: at(7), fromMs: at(20), toMs: null, operatorId: '', groupId: '' }])
  })

  test('an operator is the one whom the message names, else the assigned one; writing assigns nothing', () => {
    const facts = factsOf(
      ['opened', 0],
      ['message', 1, { author: 'operator', operatorId: 'bob' }],
      ['assigned', 2, { operatorId: 'anna' }],
      ['message', 3, { author: 'operator' }],
      ['message', 4, { operatorId: 'customer-names-nobody' }],
    )
    expect(facts.messages.map(({ operatorId }) => operatorId)).toEqual(['bob', 'anna', 'anna'])
    expect(facts.operatorId).toBe('bob')
    expect(facts.handlings).toMatchObject([{ operatorId: 'anna', fromMs: at(2) }])
  })
})

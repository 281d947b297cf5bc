import { describe, expect, test } from 'vitest'
import { at, chatOf, logOf, plainSettings, settingsOf, supportGroup } from './chat-story.fixture.ts'
import { foldChatLog } from './fold-chat-log.ts'

describe('opening, closing and reopening', () => {
  test('a chat opens with its earliest opening; what comes before counts, but closes and reopens nothing', () => {
    const chat = chatOf(
      ['09:00 customer'],
      ['09:10 closed'],
      ['09:20 reopened'],
      ['10:00 opened support'],
      ['11:00 opened sales'],
    )
    expect(chat.openedAtMs).toBe(at('10:00'))
    expect(chat.turns).toMatchObject([{ startMs: at('09:00'), outcome: 'open' }])
    expect([chat.closings, chat.reopenings]).toEqual([[], []])
    // The second opening of an open chat does nothing, so it is with the group that it had.
    expect(chat.history.at(-1)?.after).toMatchObject({ isOpen: true, groupId: 'support' })
  })

  test('without an opening, it opens with whatever came first', () => {
    expect(chatOf(['09:00 operator anna'], ['10:00 closed'])).toMatchObject({
      openedAtMs: at('09:00'),
      isOpen: false,
      cycles: [{ startMs: at('09:00'), endMs: at('10:00') }],
    })
    expect(chatOf(['09:00 closed']).cycles).toMatchObject([{ startMs: at('09:00'), endMs: at('09:00') }])
    expect(chatOf(['09:00 reopened'])).toMatchObject({ isOpen: true, reopenings: [] })
  })

  test('a further opening of a closed chat reopens it', () => {
    const chat = chatOf(['09:00 opened'], ['10:00 closed', { by: 'bot' }], ['11:00 opened sales'])
    expect(chat.reopenings).toHaveLength(1)
    expect(chat.cycles).toMatchObject([
      { startMs: at('09:00'), endMs: at('10:00'), closeBy: 'bot', groupId: '' },
      { startMs: at('11:00'), endMs: null, closeBy: '', groupId: 'sales' },
    ])
  })

  test('closing a closed chat and reopening an open one are no events', () => {
    const chat = chatOf(['09:00 opened'], ['09:30 reopened'], ['10:00 closed'], ['10:30 closed'])
    expect([chat.closings.length, chat.reopenings.length]).toEqual([1, 0])
    expect(chat.cycles).toMatchObject([{ startMs: at('09:00'), endMs: at('10:00') }])
  })
})

describe('messages', () => {
  test('of several events of a message the first public one counts', () => {
    const chat = chatOf(
      ['09:00 opened'],
      ['09:01 operator anna', { messageId: 'm', isPublic: false }],
      ['09:02 operator anna', { messageId: 'm' }],
      ['09:03 customer', { messageId: 'n' }],
      ['09:04 customer', { messageId: 'n' }],
    )
    expect(chat.messages).toMatchObject([
      { author: 'operator', atMs: at('09:02') },
      { author: 'customer', atMs: at('09:03') },
    ])
  })

  test("an operator's message is by whom it names, else by the assigned one, and assigns nobody", () => {
    const chat = chatOf(
      ['09:00 opened'],
      ['09:01 assigned anna'],
      ['09:02 operator boris'],
      ['09:03 operator'],
      ['09:04 customer'],
    )
    expect(chat.messages.map(({ operatorId }) => operatorId)).toEqual(['boris', 'anna', 'anna'])
    expect(chat.handlings).toMatchObject([{ operatorId: 'anna', endMs: null }])
  })

  test('in a closed chat they count and do not open it', () => {
    const chat = chatOf(['09:00 opened'], ['10:00 closed'], ['11:00 customer'])
    expect(chat).toMatchObject({ isOpen: false, unansweredSinceMs: at('11:00') })
    expect(chat.messages).toHaveLength(1)
  })

  test('at one instant the customer writes before others do, whatever came in first', () => {
    const chat = chatOf(['09:00 operator anna'], ['09:00 customer'], ['09:00 closed'], ['09:00 opened'])
    expect(chat.firstResponse).toMatchObject({ startMs: at('09:00'), endMs: at('09:00') })
    expect(chat).toMatchObject({ isOpen: false, unansweredSinceMs: null })
  })

  test('of an event received again, the copy that came first counts', () => {
    const [opened] = logOf('chat', ['09:00 opened'])
    if (!opened) throw new Error('No event came out.')
    const again = { ...opened, timeMs: at('12:00'), receivedAtMs: at('12:00') }
    expect(foldChatLog([again, opened], plainSettings)).toMatchObject([{ openedAtMs: at('09:00') }])
  })
})

describe('turns', () => {
  test('consecutive messages of the customer are one, from the oldest to the reply, under who replied', () => {
    const chat = chatOf(
      ['09:00 opened sales'],
      ['09:01 customer'],
      ['09:02 customer'],
      ['09:03 operator anna', { isPublic: false }],
      ['09:03 system'],
      ['09:04 moved support'],
      ['09:05 operator anna'],
      ['09:06 customer'],
    )
    expect(chat.turns).toMatchObject([
      {
        startMs: at('09:01'),
        endMs: at('09:05'),
        outcome: 'operator',
        groupId: 'support',
        operatorId: 'anna',
        isOfFirstResponse: true,
      },
      { startMs: at('09:06'), endMs: null, outcome: 'open', isOfFirstResponse: false },
    ])
  })

  test('the bot and a closing end one without a sample', () => {
    const chat = chatOf(
      ['09:00 opened'],
      ['09:01 customer'],
      ['09:02 bot'],
      ['09:03 customer'],
      ['09:04 closed'],
      ['+7 09:00 reopened'],
      ['+7 09:01 customer'],
      ['+7 09:02 operator anna'],
    )
    expect(chat.turns.map(({ outcome }) => outcome)).toEqual(['bot', 'closed', 'operator'])
  })

  test('the open turn of a pending first response belongs to it; with the bot it does not', () => {
    const told = [['09:00 opened'], ['09:01 customer'], ['09:02 bot'], ['09:03 customer']] as const
    expect(chatOf(...told).turns.at(-1)).toMatchObject({ outcome: 'open', isOfFirstResponse: false })
    expect(chatOf(...told, ['09:04 handed_over']).turns.at(-1)).toMatchObject({ isOfFirstResponse: true })
  })
})

describe('first response', () => {
  test("counts from the customer's first message, not from the opening by the company", () => {
    const chat = chatOf(['09:00 operator anna'], ['10:00 customer'], ['10:00:15 operator anna'])
    expect(chat.firstResponse).toMatchObject({ startMs: at('10:00'), endMs: at('10:00:15') })
  })

  test('counts from a hand-over that came later than the message, and before the reply', () => {
    const handedOver = chatOf(
      ['09:00 customer'],
      ['09:01 bot'],
      ['09:05 handed_over'],
      ['09:06 operator anna'],
      ['09:07 handed_over'],
    )
    expect(handedOver.firstResponse).toMatchObject({ startMs: at('09:05'), endMs: at('09:06') })
    const late = chatOf(['09:00 customer'], ['09:06 operator anna'], ['09:07 handed_over'])
    expect(late.firstResponse).toMatchObject({ startMs: at('09:00') })
  })

  test('is pending in an open chat that is not with the bot, under who has it now', () => {
    const waits = chatOf(
      ['09:00 opened sales'],
      ['09:01 customer'],
      ['09:05 moved support'],
      ['09:06 assigned anna'],
    )
    expect(waits.firstResponse).toMatchObject({
      startMs: at('09:01'),
      endMs: null,
      groupId: 'support',
      operatorId: 'anna',
      targetMs: 60_000,
    })
    expect(chatOf(['09:00 customer'], ['09:01 closed']).firstResponse).toBeNull()
    expect(chatOf(['09:00 customer'], ['09:01 bot']).firstResponse).toBeNull()
    expect(chatOf(['09:00 customer'], ['09:01 bot'], ['09:02 handed_over']).firstResponse).toMatchObject({
      endMs: null,
    })
  })

  test('is held to the target of when the wait began', () => {
    const settings = settingsOf({
      support: [supportGroup, { ...supportGroup, fromMs: at('10:00'), firstTargetMs: 5_000 }],
    })
    const asked = (time: string) =>
      foldChatLog(logOf('chat', ['09:00 opened support'], [`${time} customer`], ['11:00 operator']), settings)
    expect(asked('09:59:59.999')).toMatchObject([{ firstResponse: { targetMs: 60_000 } }])
    expect(asked('10:00')).toMatchObject([{ firstResponse: { targetMs: 5_000 } }])
  })
})

describe('who dealt with it, and whose it is', () => {
  test('handed over, else an operator, else only the bot, else nobody', () => {
    expect(chatOf(['09:00 customer']).contact).toBe('nobody')
    expect(chatOf(['09:00 bot']).contact).toBe('bot_only')
    expect(chatOf(['09:00 bot'], ['09:01 operator anna']).contact).toBe('operator')
    expect(chatOf(['09:00 bot'], ['09:01 handed_over']).contact).toBe('handed_over')
    expect(chatOf(['09:00 operator', { isPublic: false }]).contact).toBe('nobody')
  })

  test('the first group and the first operator that it ever had, assigned or replying', () => {
    const told = [['09:00 opened'], ['09:01 bot'], ['09:02 moved sales'], ['09:03 moved support']] as const
    expect(chatOf(...told, ['09:04 operator anna'], ['09:05 assigned boris']).first).toEqual({
      groupId: 'sales',
      operatorId: 'anna',
    })
    expect(chatOf(...told, ['09:04 closed', { operatorId: 'chen' }]).first.operatorId).toBe('')
  })

  test('a closing is by whom it names, else by the assigned one', () => {
    const told = [['09:00 opened support'], ['09:01 assigned anna']] as const
    expect(chatOf(...told, ['10:00 closed']).cycles).toMatchObject([{ operatorId: 'anna' }])
    expect(chatOf(...told, ['10:00 closed', { operatorId: 'boris' }]).cycles).toMatchObject([
      { operatorId: 'boris', groupId: 'support' },
    ])
  })
})

describe('handling', () => {
  test('is one sample per operator: all the time that the chat was open and theirs', () => {
    const chat = chatOf(
      ['09:00 opened sales'],
      ['09:10 assigned anna'],
      ['09:20 moved support'],
      ['09:30 closed'],
      ['10:00 reopened'],
      ['10:05 assigned boris'],
    )
    const [anna, boris] = chat.handlings
    expect(anna).toMatchObject({ operatorId: 'anna', groupId: 'sales', endMs: at('10:05') })
    expect(anna?.stretches.map(({ fromMs, toMs }) => (toMs - fromMs) / 60_000)).toEqual([10, 10, 5])
    expect(boris).toMatchObject({ operatorId: 'boris', firstMs: at('10:05'), endMs: null })
  })

  test('what changes back within a millisecond, or while the chat is closed, is none', () => {
    const chat = chatOf(
      ['09:00 opened'],
      ['09:10 assigned anna'],
      ['09:10 assigned boris'],
      ['09:20 closed'],
      ['09:30 assigned chen'],
    )
    expect(chat.handlings.map(({ operatorId }) => operatorId)).toEqual(['boris'])
  })
})

describe('surveys', () => {
  test('each asking is one; the last score before the next asking is its score, under who had the chat then', () => {
    const chat = chatOf(
      ['09:00 opened support'],
      ['09:01 assigned anna'],
      ['09:02 rating_asked'],
      ['09:03 assigned boris'],
      ['09:04 rated', { score: 2 }],
      ['09:05 rated', { score: 4 }],
      ['09:06 rated', { score: 11 }],
      ['09:07 rating_asked'],
    )
    expect(chat.surveys).toMatchObject([
      {
        askedMs: at('09:02'),
        asked: { operatorId: 'anna' },
        rated: { score: 4, atMs: at('09:05'), by: { operatorId: 'boris', groupId: 'support' } },
      },
      { askedMs: at('09:07'), rated: null },
    ])
  })

  test('a score that nobody asked for is a survey asked when it was given; an impossible one is not', () => {
    expect(chatOf(['09:00 opened'], ['09:01 rated', { score: 5 }]).surveys).toMatchObject([
      { askedMs: at('09:01'), rated: { score: 5 } },
    ])
    expect(chatOf(['09:00 opened'], ['09:01 rated', { score: 11 }]).surveys).toEqual([])
  })

  test('without an assigned operator it is about the one who replied last', () => {
    const chat = chatOf(['09:00 operator anna'], ['09:01 operator boris'], ['09:02 rated', { score: 5 }])
    expect(chat.surveys).toMatchObject([{ asked: { operatorId: 'boris' } }])
  })
})

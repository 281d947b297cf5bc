import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../test/fixtures/event-log-in-memory.ts'
import { createIngest } from './index.ts'

const nowMs = Date.UTC(2026, 8, 1, 12)
const companyId = '22222222-2222-4222-8222-222222222222'

const opened = {
  specversion: '1.0',
  id: 'evt-1',
  source: 'desk',
  type: 'chat.opened',
  time: '2026-09-01T10:00:03.120Z',
  data: { chat_id: 'c-1', messenger: 'telegram' },
}
const chatEvent = (type: string, data: object = {}, more: object = {}): object => ({
  ...opened,
  type: `chat.${type}`,
  ...more,
  data: { chat_id: 'c-1', ...data },
})

async function post(items: unknown) {
  const log = createEventLogInMemory()
  const answer = await createIngest({ facts: log, clock: () => nowMs }).acceptEvents({
    companyId,
    contentType: 'application/json',
    body: new TextEncoder().encode(JSON.stringify(items)),
    request: { method: 'POST', path: '/api/v1/events', headers: {} },
  })
  if (!answer.ok) throw new Error(answer.failure.detail)
  return { log, answer: answer.value }
}

const rowFor = async (item: object) => (await post([item])).log.chatEvents[0]

describe('a chat event in canonical form', () => {
  test('becomes one row of the chat log, with its company and its request', async () => {
    const { log, answer } = await post([
      chatEvent('opened', {
        messenger: 'telegram',
        channel_id: 'shop',
        channel_name: 'Shop bot',
        customer_id: 'u-7',
        group_id: 'sales',
        group_name: 'Sales',
        opened_by: 'customer',
      }),
    ])
    expect(answer).toEqual({ accepted: 1, refused: [] })
    expect(log.chatEvents).toEqual([
      {
        companyId,
        chatKey: log.chatEvents[0]?.chatKey,
        eventKey: log.chatEvents[0]?.eventKey,
        connectionId: '00000000-0000-0000-0000-000000000000',
        provider: 'api',
        chatId: 'c-1',
        step: 'opened',
        timeMs: Date.parse(opened.time),
        timeSource: 'provider',
        receivedAtMs: nowMs,
        messenger: 'telegram',
        channelId: 'shop',
        channelName: 'Shop bot',
        customerId: 'u-7',
        groupId: 'sales',
        groupName: 'Sales',
        operatorId: '',
        operatorName: '',
        openedBy: 'customer',
        messageId: '',
        author: '',
        isPublic: true,
        by: '',
        score: 0,
        comment: '',
        tags: [],
        requestId: log.requests[0]?.requestId,
        requestIndex: 0,
      },
    ])
  })

  test.each<[string, object, object]>([
    [
      'message',
      { message_id: 'm1', author: 'operator', operator_id: 'o1', operator_name: 'Anna', public: false },
      {
        step: 'message',
        messageId: 'm1',
        author: 'operator',
        operatorId: 'o1',
        operatorName: 'Anna',
        isPublic: false,
      },
    ],
    [
      'message',
      { message_id: 'm1', author: 'customer' },
      { messageId: 'm1', author: 'customer', isPublic: true },
    ],
    ['assigned', { operator_id: 'o1' }, { step: 'assigned', operatorId: 'o1' }],
    ['assigned', { operator_id: null }, { step: 'assigned', operatorId: '' }],
    ['moved', { group_id: null }, { step: 'moved', groupId: '' }],
    ['handed_over', {}, { step: 'handed_over' }],
    ['closed', { by: 'timeout' }, { step: 'closed', by: 'timeout', operatorId: '' }],
    ['reopened', { by: 'operator', operator_id: 'o1' }, { step: 'reopened', operatorId: 'o1' }],
    ['rating_asked', {}, { step: 'rating_asked' }],
    ['rated', { score: 11, comment: 'well' }, { step: 'rated', score: 11, comment: 'well' }],
    ['tagged', { tags: ['a', 'b'] }, { step: 'tagged', tags: ['a', 'b'] }],
  ])('chat.%s %j', async (type, data, row) => {
    expect(await rowFor(chatEvent(type, data))).toMatchObject(row)
  })

  test('keys depend on the chat and the event, and on nothing else', async () => {
    const row = await rowFor(opened)
    const again = await rowFor(chatEvent('closed', {}, { time: '2026-09-01T11:00:00Z' }))
    expect([again?.chatKey, again?.eventKey]).toEqual([row?.chatKey, row?.eventKey])
    expect((await rowFor(chatEvent('opened', { chat_id: 'c-2' })))?.chatKey).not.toBe(row?.chatKey)
  })

  test('one request holds events of messages and of chats; what was refused is named by its place', async () => {
    const message = {
      ...opened,
      type: 'message.sent',
      data: { message_id: 'm-1', channel: 'sms', recipient: '+4915112345678' },
    }
    const { log, answer } = await post([message, opened, chatEvent('danced'), chatEvent('handed_over')])
    expect(answer).toMatchObject({ accepted: 3, refused: [{ index: 2, code: 'unsupported_type' }] })
    expect([log.requests.length, log.events.length, log.chatEvents.length]).toEqual([1, 1, 2])
    expect(log.chatEvents.map(({ requestIndex }) => requestIndex)).toEqual([1, 3])
  })
})

describe('a chat event is refused', () => {
  test.each<[string, string, object]>([
    ['without a chat', 'missing_field', { ...opened, data: {} }],
    ['with an unknown step', 'unsupported_type', chatEvent('danced')],
    ['with a messenger of capitals', 'invalid_messenger', chatEvent('opened', { messenger: 'Telegram' })],
    ['opened by a machine', 'invalid_field', chatEvent('opened', { opened_by: 'machine' })],
    ['with a message without an id', 'missing_field', chatEvent('message', { author: 'bot' })],
    [
      'with a message of a stranger',
      'invalid_author',
      chatEvent('message', { message_id: '1', author: 'x' }),
    ],
    ['assigned without saying to whom', 'missing_field', chatEvent('assigned')],
    ['moved without saying where', 'missing_field', chatEvent('moved')],
    ['closed by a stranger', 'invalid_field', chatEvent('closed', { by: 'x' })],
    ['rated without a score', 'missing_field', chatEvent('rated')],
    ['rated with a half', 'invalid_score', chatEvent('rated', { score: 4.5 })],
    ['rated beyond 32 bits', 'invalid_score', chatEvent('rated', { score: 2 ** 31 })],
    ['tagged with nothing', 'invalid_tags', chatEvent('tagged', { tags: [] })],
    ['tagged with a number', 'invalid_tags', chatEvent('tagged', { tags: [1] })],
    [
      'tagged too often',
      'invalid_tags',
      chatEvent('tagged', { tags: Array.from({ length: 51 }, (_, n) => `${n}`) }),
    ],
    ['with a NUL character', 'invalid_characters', chatEvent('opened', { customer_id: 'a\0' })],
    [
      'with too long a comment',
      'field_too_long',
      chatEvent('rated', { score: 1, comment: 'x'.repeat(4_001) }),
    ],
    [
      'in a channel with a longer id than settings can name',
      'field_too_long',
      chatEvent('opened', { channel_id: 'x'.repeat(201) }),
    ],
    [
      'moved to a group with a longer id than settings can name',
      'field_too_long',
      chatEvent('moved', { group_id: 'x'.repeat(201) }),
    ],
    [
      'assigned to an operator with a longer id than settings can name',
      'field_too_long',
      chatEvent('assigned', { operator_id: 'x'.repeat(201) }),
    ],
    ['from the day after tomorrow', 'invalid_time', { ...opened, time: '2026-09-03T10:00:00Z' }],
    ['from the last century', 'invalid_time', { ...opened, time: '1999-09-03T10:00:00Z' }],
  ])('%s: %s', async (_, code, item) => {
    const { log, answer } = await post([item])
    expect(answer.refused).toMatchObject([{ index: 0, code }])
    expect(answer.refused[0]?.detail).toMatch(/^[A-Za-z][^\n]{10,300}\.$/)
    expect(log.requests).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import {
  chatSourceConnections,
  chatSourceFixture,
  chatSourceFixtures,
  provenRequest,
  receivedAtMs,
} from '../../../../test/fixtures/chat-source-requests.ts'
import { eventsAfter, receiveRequest } from '../../../../test/fixtures/receive-chat-requests.ts'
import { foldChat } from '../../../chats/index.ts'

const source = 'chatwoot'
const startMs = Date.UTC(2026, 8, 1, 10)
const own = (id: number) => `${chatSourceConnections.chatwoot.id.slice(0, 8)}:${id}`
const receive = (name: string) =>
  receiveRequest(source, provenRequest(source, chatSourceFixture(source, name)))

describe('webhooks of Chatwoot', () => {
  test.each([
    [
      'conversation-created',
      [{ step: 'opened', timeMs: startMs, messenger: 'web', channelId: own(12), customerId: own(4711) }],
    ],
    [
      'customer-message',
      [
        { step: 'opened' },
        {
          step: 'message',
          author: 'customer',
          messageId: '9001',
          timeMs: startMs,
          isPublic: true,
          channelName: 'Shop widget',
        },
      ],
    ],
    [
      'bot-message',
      [{ step: 'opened' }, { step: 'message', author: 'bot', timeMs: startMs + 2_000, operatorId: '' }],
    ],
    ['greeting-template', [{ step: 'opened' }, { step: 'message', author: 'system' }]],
    ['automation-message', [{ step: 'opened' }, { step: 'message', author: 'system' }]],
    [
      'operator-message',
      [
        { step: 'opened' },
        { step: 'message', author: 'operator', operatorId: own(7), operatorName: 'Nina P.' },
      ],
    ],
    ['private-note', [{ step: 'opened' }, { step: 'message', author: 'operator', isPublic: false }]],
    ['handed-over', [{ step: 'opened' }, { step: 'handed_over', timeMs: startMs + 30_000 }]],
    [
      'assigned-and-moved',
      [
        { step: 'opened' },
        { step: 'assigned', operatorId: own(7), operatorName: 'Nina P.', timeMs: startMs + 45_000 },
        { step: 'moved', groupId: own(3), groupName: 'After sales' },
        { step: 'tagged', tags: ['delivery'] },
      ],
    ],
    ['unassigned', [{ step: 'opened' }, { step: 'assigned', operatorId: '' }]],
    ['resolved', [{ step: 'opened' }, { step: 'closed', by: '', timeMs: startMs + 120_000 }]],
    ['survey-asked', [{ step: 'opened' }, { step: 'rating_asked', timeMs: startMs + 121_000 }]],
    [
      'survey-answered',
      [
        { step: 'opened' },
        { step: 'rating_asked' },
        { step: 'rated', score: 4, comment: 'Quick', timeSource: 'receipt', timeMs: receivedAtMs },
      ],
    ],
    [
      'reopened-by-message',
      [{ step: 'opened' }, { step: 'reopened', by: 'customer', timeMs: startMs + 7_200_000 }],
    ],
    ['other-attribute', [{ step: 'opened' }]],
    ['contact-updated', []],
  ])('%s', async (name, expected) => {
    const { answer, events, requests } = await receive(name)
    expect(answer).toMatchObject({ ok: true, value: { status: 200 } })
    expect(requests).toHaveLength(1)
    expect(events).toMatchObject(expected)
    expect(events).toHaveLength(expected.length)
  })

  test('together are one chat with its course', async () => {
    const bodies = chatSourceFixtures(source).map(({ body }) => body)
    const events = (await eventsAfter(source, bodies)).filter(({ chatId }) => chatId === '305')
    const chat = foldChat(events, { revision: 1, groups: new Map() })
    expect(chat).toMatchObject({
      chatId: '305',
      messenger: 'web',
      channelId: own(12),
      customerId: own(4711),
      contact: 'handed_over',
      handedOverAtMs: startMs + 30_000,
      isOpen: true,
      firstClosedAtMs: startMs + 120_000,
      customerMessages: 1,
      operatorMessages: 1,
      botMessages: 1,
      privateMessages: 1,
      firstResponse: { state: 'answered', ms: 30_000, operatorId: own(7), groupId: own(3) },
      tags: ['delivery'],
      flags: [],
    })
    expect(chat.cycles).toHaveLength(2)
    expect(chat.surveys).toMatchObject([{ score: 4, operatorId: own(7) }])
  })

  test('have the opening of the conversation in common, and repeats of it are one event', async () => {
    const names = ['conversation-created', 'customer-message', 'resolved', 'survey-asked']
    const openings = await Promise.all(names.map(async (name) => (await receive(name)).events[0]?.eventKey))
    expect(new Set(openings).size).toBe(1)
  })
})

describe('what proves that Chatwoot sent it', () => {
  const body = chatSourceFixture(source, 'conversation-created')
  const plain = { ...provenRequest(source, body), headers: {} }

  test('is the secret in the address, which stays out of the archive', async () => {
    const { answer, requests } = await receiveRequest(source, {
      ...plain,
      url: `${plain.url}?token=chatwoot-secret`,
    })
    expect(answer.ok).toBe(true)
    expect(requests[0]?.path).not.toContain('secret')
  })

  test.each(['', '?token=', '?token=wrong', '?secret=chatwoot-secret'])('is not %j', async (query) => {
    const { answer, requests } = await receiveRequest(source, { ...plain, url: plain.url + query })
    expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
    expect(requests).toEqual([])
  })

  test('is no signature of long ago, or of another body', async () => {
    const old = provenRequest(source, body, receivedAtMs - 3_600_000)
    const changed = { ...provenRequest(source, body), body: Buffer.concat([body, Buffer.from(' ')]) }
    for (const request of [old, changed])
      expect((await receiveRequest(source, request)).answer).toMatchObject({
        failure: { code: 'invalid_signature' },
      })
  })
})

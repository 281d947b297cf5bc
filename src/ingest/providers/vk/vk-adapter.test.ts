import { describe, expect, test } from 'vitest'
import {
  chatSourceConnections,
  chatSourceFixture,
  provenRequest,
} from '../../../../test/fixtures/chat-source-requests.ts'
import { receiveRequest } from '../../../../test/fixtures/receive-chat-requests.ts'

const source = 'vk'
const startMs = Date.UTC(2026, 8, 1, 10)
const own = (id: string) => `${chatSourceConnections.vk.id.slice(0, 8)}:${id}`
const receive = (name: string) =>
  receiveRequest(source, provenRequest(source, chatSourceFixture(source, name)))
const receiveBody = (body: unknown) =>
  receiveRequest(source, provenRequest(source, Buffer.from(JSON.stringify(body))))

describe('events of VK', () => {
  test.each([
    ['message-new', { author: 'customer', messageId: '15', timeMs: startMs }],
    ['message-new-old-version', { author: 'customer', messageId: '16' }],
    ['reply-of-staff', { author: 'operator', operatorId: own('9988'), timeMs: startMs + 60_000 }],
    ['reply-of-program', { author: 'bot', operatorId: '' }],
  ])('%s is a message of the chat with the customer, answered ok', async (name, expected) => {
    const { answer, events } = await receive(name)
    expect(answer).toMatchObject({ ok: true, value: { status: 200, body: 'ok' } })
    const shared = {
      step: 'message',
      chatId: '22334455',
      messenger: 'vkontakte',
      channelId: own('123456789'),
    }
    expect(events).toMatchObject([{ ...shared, customerId: own('22334455'), ...expected }])
  })

  test.each(['message-read', 'message-edit', 'talk-of-several', 'typing', 'wall-post'])(
    '%s is archived, answered ok, and no event',
    async (name) => {
      const { answer, events, requests } = await receive(name)
      expect(answer).toMatchObject({ ok: true, value: { body: 'ok' } })
      expect([events.length, requests.length]).toEqual([0, 1])
    },
  )

  test.each([{}, { secret: 'vk-secret' }])(
    'begin with a check of the address (%j), answered with its code',
    async (more) => {
      const { answer, requests } = await receiveBody({ type: 'confirmation', group_id: 123456789, ...more })
      expect(answer).toMatchObject({ ok: true, value: { status: 200, body: 'a1b2c3d4' } })
      expect(requests).toEqual([])
    },
  )

  test('with another secret are refused, the check of the address too', async () => {
    for (const type of ['confirmation', 'message_new']) {
      const { answer, requests } = await receiveBody({ type, group_id: 1, secret: 'wrong', object: {} })
      expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
      expect(requests).toEqual([])
    }
  })
})

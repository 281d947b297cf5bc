import { describe, expect, test } from 'vitest'
import {
  chatSourceConnections,
  chatSourceFixture,
  provenRequest,
} from '../../../../test/fixtures/chat-source-requests.ts'
import { receiveRequest } from '../../../../test/fixtures/receive-chat-requests.ts'

const source = 'telegram'
const startMs = Date.UTC(2026, 8, 1, 10)
const own = (id: string) => `${chatSourceConnections.telegram.id.slice(0, 8)}:${id}`

describe('updates of Telegram', () => {
  test.each([
    ['customer-message', { author: 'customer', timeMs: startMs, messageId: '41', channelId: own('bot') }],
    ['photo', { author: 'customer', timeMs: startMs + 20_000 }],
    ['business-customer', { author: 'customer', channelId: own('bc-000000000001') }],
    ['business-owner', { author: 'operator', operatorId: own('555000111'), operatorName: 'Ada S.' }],
    ['business-bot', { author: 'bot', operatorId: '' }],
  ])('%s is a message of the chat with the customer', async (name, expected) => {
    const { events } = await receiveRequest(source, provenRequest(source, chatSourceFixture(source, name)))
    const shared = {
      step: 'message',
      chatId: '987654321',
      messenger: 'telegram',
      customerId: own('987654321'),
    }
    expect(events).toMatchObject([{ ...shared, ...expected }])
  })

  test.each(['edited-message', 'callback-query', 'group-message', 'member-left'])(
    '%s is archived and no event',
    async (name) => {
      const { answer, events, requests } = await receiveRequest(
        source,
        provenRequest(source, chatSourceFixture(source, name)),
      )
      expect([answer.ok, events.length, requests.length]).toEqual([true, 0, 1])
    },
  )

  test('with another secret token are refused', async () => {
    const request = provenRequest(source, chatSourceFixture(source, 'customer-message'))
    const headers = { ...request.headers, 'x-telegram-bot-api-secret-token': 'telegram-secreT' }
    const { answer, requests } = await receiveRequest(source, { ...request, headers })
    expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
    expect(requests).toEqual([])
  })
})

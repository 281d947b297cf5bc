import { describe, expect, test } from 'vitest'
import {
  chatSourceConnections,
  chatSourceFixture,
  provenRequest,
  receivedAtMs,
} from '../../../../test/fixtures/chat-source-requests.ts'
import { receiveRequest } from '../../../../test/fixtures/receive-chat-requests.ts'

const source = 'slack'
const startS = Date.UTC(2026, 8, 1, 10) / 1000
const own = (id: string) => `${chatSourceConnections.slack.id.slice(0, 8)}:${id}`
const receive = (name: string) =>
  receiveRequest(source, provenRequest(source, chatSourceFixture(source, name)))

describe('events of Slack', () => {
  test.each([
    ['thread-root', { author: 'customer', customerId: own('U0CUSTOMER'), messageId: `${startS}.000100` }],
    ['thread-operator', { author: 'operator', operatorId: own('U0OPERATOR'), customerId: own('U0CUSTOMER') }],
    ['thread-customer', { author: 'customer', customerId: own('U0CUSTOMER') }],
    ['thread-bot', { author: 'bot', operatorId: '', customerId: '' }],
  ])('%s is a message of the thread', async (name, expected) => {
    const { events } = await receive(name)
    const shared = {
      step: 'message',
      chatId: `C0000002-${startS}.000100`,
      messenger: 'slack',
      channelId: own('C0000002'),
    }
    expect(events).toMatchObject([{ ...shared, ...expected }])
  })

  test.each([
    ['direct-customer', { author: 'customer', customerId: own('U0OTHER') }],
    ['direct-app', { author: 'bot' }],
  ])('%s is a message of the chat with the app', async (name, expected) => {
    const { events } = await receive(name)
    expect(events).toMatchObject([{ chatId: 'D0000003', channelId: own('direct'), ...expected }])
  })

  test.each(['message-changed', 'channel-join', 'reaction'])('%s is archived and no event', async (name) => {
    const { answer, events, requests } = await receive(name)
    expect([answer.ok, events.length, requests.length]).toEqual([true, 0, 1])
  })

  test('ask for a check of the address, which is answered with the challenge and not archived', async () => {
    const body = Buffer.from(
      JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB', token: 'unused' }),
    )
    const { answer, requests } = await receiveRequest(source, provenRequest(source, body))
    expect(answer).toMatchObject({ ok: true, value: { status: 200, body: '3eZbrw1aB' } })
    expect(requests).toEqual([])
  })

  test.each([-301_000, 301_000])('signed %i ms away from the clock are refused', async (apartMs) => {
    const request = provenRequest(source, chatSourceFixture(source, 'thread-root'), receivedAtMs + apartMs)
    const { answer, requests } = await receiveRequest(source, request)
    expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
    expect(requests).toEqual([])
  })
})

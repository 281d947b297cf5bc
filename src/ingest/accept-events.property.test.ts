import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventLogInMemory } from '../../test/fixtures/event-log-in-memory.ts'
import { createIngest, refusalCodes } from './index.ts'

const nowMs = Date.UTC(2026, 8, 1, 12)
const companyId = '22222222-2222-4222-8222-222222222222'

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    -1,
    1e308,
    '',
    ' ',
    '\0',
    '\ud800',
    '+49',
    '2090-01-01T00:00:00Z',
    'x'.repeat(1_000),
    'false',
  ),
)
const base = {
  specversion: '1.0',
  id: 'evt-1',
  source: 'crm',
  type: 'message.delivered',
  time: '2026-09-01T10:00:03Z',
}
const goodData = { message_id: 'm-1', channel: 'sms', recipient: '+4915112345678' }
const fields = [
  'message_id',
  'channel',
  'recipient',
  'sender',
  'country',
  'network',
  'campaign',
  'kind',
  'segments',
  'text',
  'part',
  'parts',
  'cost',
  'error',
  'url',
  'machine',
]
/** A good event with some of its envelope and some of its data replaced by anything. */
const bentEvent = fc
  .record({
    envelope: fc.dictionary(
      fc.constantFrom('id', 'source', 'type', 'time', 'specversion', 'data', 'other'),
      anything,
      {
        maxKeys: 1,
      },
    ),
    data: fc.dictionary(fc.constantFrom(...fields, '__proto__'), anything, { maxKeys: 3 }),
  })
  .map(({ envelope, data }) => Object.assign({}, base, { data: Object.assign({}, goodData, data) }, envelope))

const chatTypes = ['opened', 'message', 'assigned', 'moved', 'closed', 'rated', 'tagged']
const goodChatData = {
  chat_id: 'c-1',
  message_id: 'm-1',
  author: 'bot',
  operator_id: 'o-1',
  group_id: null,
  score: 4,
  tags: ['a'],
}
const chatDataFields = [...Object.keys(goodChatData), 'messenger', 'by', 'public', 'opened_by', 'comment']
/** A good chat event of any step with some of its data replaced by anything. */
const bentChatEvent = fc
  .record({
    type: fc.constantFrom(...chatTypes),
    data: fc.dictionary(fc.constantFrom(...chatDataFields, '__proto__'), anything, { maxKeys: 3 }),
  })
  .map(({ type, data }) => ({ ...base, type: `chat.${type}`, data: Object.assign({}, goodChatData, data) }))

test('whatever the items are, each is kept whole or refused by a code, and the request never fails', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(bentEvent, bentChatEvent, anything), { maxLength: 10 }),
      async (items) => {
        const log = createEventLogInMemory()
        const answer = await createIngest({ facts: log, clock: () => nowMs }).acceptEvents({
          companyId,
          contentType: 'application/json',
          body: new TextEncoder().encode(JSON.stringify(items)),
          request: { method: 'POST', path: '/api/v1/events', headers: {} },
        })
        if (!answer.ok) throw new Error(answer.failure.code)
        const { accepted, refused } = answer.value
        expect(accepted + refused.length).toBe(items.length)
        expect(log.events.length + log.chatEvents.length).toBe(accepted)
        for (const { code, detail } of refused) {
          expect(refusalCodes).toContain(code)
          expect(detail.length).toBeLessThan(300)
        }
        for (const event of log.events) {
          expect(event).toMatchObject({
            companyId,
            channel: expect.stringMatching(/^[a-z]/),
            messageId: expect.stringMatching(/./),
          })
          expect(event.segments).toBeGreaterThanOrEqual(0)
          expect(Math.abs(event.timeMs - nowMs)).toBeLessThan(6 * 366 * 86_400_000)
        }
        for (const event of log.chatEvents) {
          expect(event).toMatchObject({ companyId, chatId: expect.stringMatching(/./) })
          expect(Number.isInteger(event.score) && Math.abs(event.score) <= 2 ** 31).toBe(true)
        }
        for (const event of [...log.events, ...log.chatEvents]) {
          const texts = Object.values(event)
            .flat()
            .filter((value) => typeof value === 'string')
          expect(texts.filter((value) => value.includes('\0') || !value.isWellFormed())).toEqual([])
        }
      },
    ),
    { numRuns: 300 },
  )
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chatSourceFixtures,
  chatSources,
  provenRequest,
  receivedAtMs,
} from '../../../test/fixtures/chat-source-requests.ts'
import { fuzzChatSource } from '../../../test/fixtures/fuzz-chat-source.ts'
import { eventsAfter, receiveRequest } from '../../../test/fixtures/receive-chat-requests.ts'
import { type ChatEvent, foldChat } from '../../chats/index.ts'

/** What the log keeps of an event apart from when and in which request it came. */
function contentOf(event: ChatEvent): string {
  const { receivedAtMs: _received, requestId: _request, timeMs, timeSource, ...content } = event
  return JSON.stringify({ ...content, time: timeSource === 'provider' ? timeMs : null })
}
const contentsOf = (events: readonly ChatEvent[]) => [...new Set(events.map(contentOf))].sort()

function factsOf(events: readonly ChatEvent[]): readonly unknown[] {
  const chats = Map.groupBy(events, ({ chatKey }) => chatKey)
  return [...chats.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, log]) => {
      const known = log.map((event) =>
        event.timeSource === 'receipt' ? { ...event, timeMs: receivedAtMs } : event,
      )
      const facts = foldChat(known, { revision: 1, groups: new Map() })
      return { ...facts, firstReceivedAtMs: 0, lastReceivedAtMs: 0 }
    })
}

describe.each(chatSources)('%s', (source) => {
  const bodies = chatSourceFixtures(source).map(({ body }) => body)

  test('order and repetition of webhooks change no event and no chat', async () => {
    const events = await eventsAfter(source, bodies)
    const expected = contentsOf(events)
    const keys = new Set(events.map(({ chatKey, eventKey }) => chatKey + eventKey))
    expect(keys.size).toBe(expected.length)
    const anyOrder = fc.shuffledSubarray([...bodies, ...bodies], { minLength: bodies.length * 2 })
    await fc.assert(
      fc.asyncProperty(anyOrder, async (shuffled) => {
        const again = await eventsAfter(source, shuffled)
        expect(contentsOf(again)).toEqual(expected)
        expect(factsOf(again)).toEqual(factsOf(events))
      }),
      { numRuns: 15 },
    )
  })

  test('fields that nobody knows change nothing', async () => {
    const expected = contentsOf(await eventsAfter(source, bodies))
    const unknown = fc.tuple(fc.stringMatching(/^zz_[a-z]{1,8}$/), fc.jsonValue({ maxDepth: 2 }))
    await fc.assert(
      fc.asyncProperty(fc.array(unknown, { minLength: 1, maxLength: 3 }), async (fields) => {
        const widened = bodies.map((body) => withFields(body, Object.fromEntries(fields)))
        expect(contentsOf(await eventsAfter(source, widened))).toEqual(expected)
      }),
      { numRuns: 15 },
    )
  })

  test('a bent body is answered or refused by a code, and what is stored carries its company', async () => {
    expect(await fuzzChatSource(source, 200)).toBeGreaterThan(10)
  })

  test('what is not proven to come from the source is refused and not stored', async () => {
    const without = { 'content-type': 'application/json' }
    for (const body of bodies) {
      const text = Buffer.from(body).toString().replace('vk-secret', 'another')
      const request = { ...provenRequest(source, Buffer.from(text)), headers: without }
      const { answer, requests, events } = await receiveRequest(source, request)
      expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
      expect([requests, events]).toEqual([[], []])
    }
  })
})

/** The same fields at every level of a body. */
function withFields(body: Uint8Array, fields: Readonly<Record<string, unknown>>): Uint8Array {
  const widen = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(widen)
    if (typeof value !== 'object' || value === null) return value
    return {
      ...Object.fromEntries(Object.entries(value).map(([name, each]) => [name, widen(each)])),
      ...fields,
    }
  }
  return Buffer.from(JSON.stringify(widen(JSON.parse(Buffer.from(body).toString()))))
}

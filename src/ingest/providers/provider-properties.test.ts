import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../../test/fixtures/event-log-in-memory.ts'
import { fuzzAdapter } from '../../../test/fixtures/mutated-requests.ts'
import {
  type FixtureProvider,
  fixtureConnections,
  providerFixtures,
  signedRequest,
} from '../../../test/fixtures/provider-requests.ts'
import type { MessageEvent } from '../../facts/index.ts'
import { createIngest } from '../index.ts'

const startMs = Date.UTC(2026, 8, 1, 12)

/** What the log keeps of an event apart from when and in which request it came. */
function contentOf(event: MessageEvent): string {
  const { receivedAtMs: _received, requestId: _request, timeMs, timeSource, ...content } = event
  const time = timeSource === 'provider' ? timeMs : null
  return JSON.stringify({ ...content, time, costMicros: String(event.costMicros) })
}

async function contentsAfter(provider: FixtureProvider, bodies: readonly Uint8Array[]): Promise<string[]> {
  const log = createEventLogInMemory()
  let nowMs = startMs
  const ingest = createIngest({ facts: log, clock: () => (nowMs += 1_000) })
  for (const body of bodies) {
    const request = signedRequest(provider, body)
    const answer = await ingest.acceptHook({ provider, connection: fixtureConnections[provider], request })
    expect(answer).toMatchObject({ ok: true })
  }
  return [...new Set(log.events.map(contentOf))].sort()
}

describe.each(['twilio', 'meta-whatsapp'] as const)('%s', (provider) => {
  const bodies = providerFixtures(provider).map((fixture) => fixture.body)

  test('order and repetition of webhooks change nothing but the receipt', async () => {
    const expected = await contentsAfter(provider, bodies)
    const keys = new Set(
      expected.map((content) => JSON.parse(content)).map((event) => event.messageKey + event.eventKey),
    )
    expect(keys.size).toBe(expected.length)
    const anyOrder = fc.shuffledSubarray([...bodies, ...bodies], { minLength: bodies.length * 2 })
    await fc.assert(
      fc.asyncProperty(anyOrder, async (shuffled) => {
        expect(await contentsAfter(provider, shuffled)).toEqual(expected)
      }),
      { numRuns: 20 },
    )
  })

  test('a bent body with a true signature is answered or refused by a code, never stored without its company', async () => {
    await fuzzAdapter(provider, 300)
  })
})

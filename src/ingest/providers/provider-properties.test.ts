import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../../test/fixtures/event-log-in-memory.ts'
import { fixtureNowMs } from '../../../test/fixtures/fixture-connections.ts'
import { fuzzAdapter } from '../../../test/fixtures/mutated-requests.ts'
import {
  type FixtureProvider,
  fixtureConnections,
  type ProviderFixture,
  providerFixtures,
  signedRequest,
} from '../../../test/fixtures/provider-requests.ts'
import { fixtureFetch } from '../../../test/fixtures/sns-messages.ts'
import { messageProviders } from '../../contract/index.ts'
import type { MessageEvent } from '../../facts/index.ts'
import { createIngest, type HookConnection, type HookRequest } from '../index.ts'

/** What the log keeps of an event apart from when, in which request and at which place it came. */
function contentOf(event: MessageEvent): string {
  const {
    receivedAtMs: _received,
    requestId: _request,
    requestIndex: _place,
    timeMs,
    timeSource,
    ...content
  } = event
  const time = timeSource === 'provider' ? timeMs : null
  return JSON.stringify({ ...content, time, costMicros: String(event.costMicros) })
}

async function contentsAfter(
  provider: FixtureProvider,
  fixtures: readonly ProviderFixture[],
): Promise<string[]> {
  const log = createEventLogInMemory()
  let nowMs = fixtureNowMs
  const ingest = createIngest({ facts: log, clock: () => (nowMs += 10), fetch: fixtureFetch })
  for (const { body, kind } of fixtures) {
    const request = signedRequest(provider, body, kind)
    const answer = await ingest.acceptHook({ provider, connection: fixtureConnections[provider], request })
    expect(answer).toMatchObject({ ok: true })
  }
  return [...new Set(log.events.map(contentOf))].sort()
}

const unknownField = { deep: [1, { deeper: null }], text: 'x' }

/** Puts an unknown field into every object of a JSON text. */
function withUnknownFields(text: string): string {
  return text.replaceAll(/\{(?=\s*("))/g, `{"brand_new":${JSON.stringify(unknownField)},`)
}

function extended({ body, kind, name }: ProviderFixture): ProviderFixture {
  const text = Buffer.from(body).toString('utf8')
  const isJson = kind === 'json'
  const more = kind === 'txt' ? text : isJson ? withUnknownFields(text) : `${text}&BrandNew=1`
  return { name, kind, body: Buffer.from(more) }
}

/** The same secrets, each changed by a letter. */
function otherSecrets(connection: HookConnection): HookConnection {
  const settings = Object.entries(connection.settings).map(([name, value]) => [name, `x${value.slice(1)}`])
  return { ...connection, settings: Object.fromEntries(settings) }
}

/** One bit of the body flipped after it was signed. */
function flipped(request: HookRequest): HookRequest {
  const body = Uint8Array.from(request.body)
  const middle = Math.floor(body.length / 2)
  body[middle] = (body[middle] ?? 0) ^ 1
  return { ...request, body }
}

/** What these sign is not every byte of the body (see their READMEs; for SES, its own tests). */
const unsignedBodies: ReadonlySet<FixtureProvider> = new Set(['infobip', 'mailgun', 'smpp-text', 'ses'])

describe.each(messageProviders)('%s', (provider) => {
  const fixtures = providerFixtures(provider)
  const connection = fixtureConnections[provider]

  test('order and repetition of webhooks change nothing but the receipt', async () => {
    const expected = await contentsAfter(provider, fixtures)
    const keys = new Set(
      expected.map((content) => JSON.parse(content)).map((event) => event.messageKey + event.eventKey),
    )
    expect(keys.size).toBe(expected.length)
    const anyOrder = fc.shuffledSubarray([...fixtures, ...fixtures], { minLength: fixtures.length * 2 })
    await fc.assert(
      fc.asyncProperty(anyOrder, async (shuffled) => {
        expect(await contentsAfter(provider, shuffled)).toEqual(expected)
      }),
      { numRuns: 20 },
    )
  })

  test('some of the webhooks tell a part of what all tell', async () => {
    const expected = new Set(await contentsAfter(provider, fixtures))
    await fc.assert(
      fc.asyncProperty(fc.subarray([...fixtures]), async (some) => {
        for (const content of await contentsAfter(provider, some)) expect(expected).toContain(content)
      }),
      { numRuns: 20 },
    )
  })

  test('unknown fields, wherever they stand, change nothing', async () => {
    expect(await contentsAfter(provider, fixtures.map(extended))).toEqual(
      await contentsAfter(provider, fixtures),
    )
  })

  test('a wrong signature stores nothing', async () => {
    const log = createEventLogInMemory()
    const ingest = createIngest({ facts: log, clock: () => fixtureNowMs, fetch: fixtureFetch })
    for (const { body, kind } of fixtures) {
      const request = signedRequest(provider, body, kind)
      const forged: readonly [HookConnection, HookRequest][] = [
        [otherSecrets(connection), request],
        [{ ...connection, settings: {} }, request],
        ...(unsignedBodies.has(provider) || kind === 'query'
          ? []
          : [[connection, flipped(request)] as const satisfies [HookConnection, HookRequest]]),
      ]
      for (const [to, given] of forged) {
        const answer = await ingest.acceptHook({ provider, connection: to, request: given })
        expect(answer).toMatchObject({ failure: { code: 'invalid_signature' } })
      }
    }
    expect(log.requests).toEqual([])
  })

  test('a bent body with a true signature is answered or refused by a code, never stored without its company', async () => {
    await fuzzAdapter(provider, 300)
  })
})

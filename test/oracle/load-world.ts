import { randomUUID } from 'node:crypto'
import { apiConnectionId, type Facts, type MessageEvent } from '../../src/facts/index.ts'
import type { Random } from '../../src/simulator/index.ts'

export type Disorder = 'in order of receipt' | 'shuffled, with repeats'

/**
 * Writes a log as one company's, in pieces of random size by either way into the log, with ticks in between at random, and
 * one at the end.
 */
export async function loadWorld(
  facts: Facts,
  companyId: string,
  log: readonly MessageEvent[],
  random: Random,
  disorder: Disorder,
): Promise<void> {
  const written = log.map((event) => Object.assign({}, event, { companyId }))
  const events =
    disorder === 'in order of receipt' ? written : shuffled(random, [...written, ...again(random, written)])
  for (let start = 0; start < events.length; ) {
    const piece = events.slice(start, start + 1 + random.below(random.pick([2, 30, 300])))
    start += piece.length
    if (random.chance(0.5)) await facts.importEvents(piece)
    else await appendPiece(facts, companyId, piece)
    if (random.chance(0.2)) await facts.foldChanges()
  }
  await facts.foldChanges()
}

const again = (random: Random, events: readonly MessageEvent[]): MessageEvent[] =>
  events.filter(() => random.chance(0.1))

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const keyed = list.map((item) => ({ item, place: random.bits() }))
  return keyed.sort((a, b) => a.place - b.place).map(({ item }) => item)
}

async function appendPiece(facts: Facts, companyId: string, events: readonly MessageEvent[]): Promise<void> {
  const appended = await facts.append(
    {
      companyId,
      requestId: randomUUID(),
      connectionId: apiConnectionId,
      provider: 'api',
      receivedAtMs: 0,
      method: 'POST',
      path: '/api/v1/events',
      headers: {},
      body: new Uint8Array(),
    },
    events,
  )
  if (!appended.ok) throw new Error(appended.failure.detail)
}

import { expect, test } from 'vitest'
import { createRandom } from '../../src/simulator/index.ts'
import {
  type ChildServer,
  eventually,
  makeDataDir,
  startChild,
  startPosting,
} from '../scenarios/child-server.ts'
import { eventOf } from '../scenarios/installation.ts'

const kills = 20
const senders = 8
const eventsPerRequest = 5
const longestRunMs = 3_000

function idsOf(run: number, sender: number, turn: number): string[] {
  return Array.from({ length: eventsPerRequest }, (_, place) => `m-${run}-${sender}-${turn}-${place}`)
}

/** Ids of messages that the server has, with how often each is counted. */
async function messageIds(server: ChildServer): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const { body } = await server.ask('POST', '/api/v1/metrics/items', {
      metric: 'messages.created',
      from: '2026-01-01T00:00:00Z',
      to: '2030-01-01T00:00:00Z',
      limit: 500,
      ...(cursor === null ? {} : { cursor }),
    })
    const page = body as { items: { message_id: string }[]; next_cursor: string | null }
    ids.push(...page.items.map(({ message_id }) => message_id))
    cursor = page.next_cursor
  } while (cursor !== null)
  return ids
}

test(`killed ${kills} times while it takes in events, it has every event that it answered, once`, async () => {
  const random = createRandom('kill')
  const dataDir = await makeDataDir()
  const answered = new Set<string>()
  const posted = new Set<string>()
  const time = new Date().toISOString()

  for (let run = 0; run < kills; run += 1) {
    const server = await startChild(dataDir.path)
    const load = startPosting(
      server,
      senders,
      (sender, turn) => {
        const ids = idsOf(run, sender, turn)
        for (const id of ids) posted.add(id)
        return ids.map((id) => eventOf(id, { time }, { message_id: id }))
      },
      (sender, turn) => {
        for (const id of idsOf(run, sender, turn)) answered.add(id)
      },
    )
    await new Promise((resolve) => setTimeout(resolve, random.below(longestRunMs)))
    await server.end('SIGKILL')
    await load.stop()
  }

  const server = await startChild(dataDir.path)
  try {
    expect(answered.size).toBeGreaterThan(kills * eventsPerRequest)
    // By name, not by number: events that were written and never answered are there as well, and are folded first.
    const missingOf = (ids: readonly string[]) => {
      const there = new Set(ids)
      return [...answered].filter((id) => !there.has(id))
    }
    const found = await eventually(
      () => messageIds(server),
      (ids) => missingOf(ids).length === 0,
    )
    const distinct = new Set(found)
    expect(missingOf(found)).toEqual([])
    expect(found.length).toBe(distinct.size)
    // What was posted and cut off before its answer may be there; nothing else is.
    expect([...distinct].filter((id) => !posted.has(id))).toEqual([])
  } finally {
    await server.end('SIGTERM')
    await dataDir.remove()
  }
})

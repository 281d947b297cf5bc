import { createClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { systemClock } from '../../src/core/index.ts'
import { type Facts, openFacts } from '../../src/facts/index.ts'
import { simulate } from '../../src/simulator/index.ts'
import { startCluster } from './start-cluster.ts'

// Two servers and this process share the machine with other tests: a tick can take seconds.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const cluster = await startCluster()
afterAll(() => cluster.stop())

const openOn = (database: string): Promise<Facts> =>
  openFacts({ url: `${cluster.url}/${database}`, cluster: cluster.cluster, clock: systemClock })

const companies = Array.from(
  { length: 12 },
  (_, number) => `0198c000-0000-7000-8000-${String(number).padStart(12, '0')}`,
)
const messagesEach = 50
const toMs = Date.parse('2026-10-05T00:00:00Z')

describe('facts on a cluster are spread by company', () => {
  let facts: Facts
  const nodes = cluster.nodes.map(({ url }) => createClient({ url, database: 'spread' }))

  beforeAll(async () => {
    facts = await openOn('spread')
    await facts.migrate()
    for (const [seed, companyId] of companies.entries()) {
      const traffic = { companyId, seed, messages: messagesEach, fromMs: toMs - 5 * 86_400_000, toMs }
      for (const events of simulate({ ...traffic, timeZone: 'UTC' })) await facts.importEvents(events)
    }
    await facts.foldChanges()
  })
  afterAll(async () => {
    await Promise.all([facts.close(), ...nodes.map((node) => node.close())])
  })

  /** Companies that have rows in a table of each node itself. */
  async function companiesByNode(table: string): Promise<string[][]> {
    const answers = nodes.map(async (node) => {
      const query = `SELECT DISTINCT toString(company_id) AS id FROM ${table} ORDER BY id`
      const rows = await (await node.query({ query, format: 'JSONEachRow' })).json<{ id: string }>()
      return rows.map(({ id }) => id)
    })
    return Promise.all(answers)
  }

  test.each(['message_log', 'changed_messages', 'message_places', 'messages'])(
    '%s: both shards hold companies, and no company is on both',
    async (table) => {
      const [first = [], second = []] = await companiesByNode(`${table}_local`)
      expect(first.length).toBeGreaterThan(0)
      expect(second.length).toBeGreaterThan(0)
      expect([...first, ...second].sort()).toEqual(companies)
    },
  )

  test('every company finds all of its messages', async () => {
    for (const companyId of companies) {
      const { rows } = await facts.forCompany(companyId).query<{ total: string }>({
        sql: (from) => `SELECT toString(count()) AS total FROM ${from.messages}`,
      })
      expect(rows).toEqual([{ total: String(messagesEach) }])
    }
  })

  test('a question about a company is no work for the other shard', async () => {
    const placed = await companiesByNode('messages_local')
    for (const [index, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const companyId = placed[index]?.[0] ?? ''
      const ask = () =>
        facts.forCompany(companyId).query({ sql: (from) => `SELECT count() FROM ${from.messages}` })
      // The first one may look up where the company is.
      await ask()
      const before = await queriesOf(other)
      for (let asked = 0; asked < 5; asked++) await ask()
      // One more: the question that counts.
      expect((await queriesOf(other)) - before).toBe(1)
    }
  })

  /** Queries that a node has begun so far, this one among them. */
  async function queriesOf(index: number): Promise<number> {
    const answer = await nodes[index]?.query({
      query: `SELECT toUInt32(value) AS value FROM system.events WHERE event = 'Query'`,
      format: 'JSONEachRow',
    })
    const [row] = (await answer?.json<{ value: number }>()) ?? []
    if (!row) throw new Error('The node counts no queries.')
    return row.value
  }

  test('rebuilding changes nothing', async () => {
    const answer = async (companyId: string): Promise<unknown> =>
      facts.forCompany(companyId).query({
        sql: (from) =>
          `SELECT status, count(), sum(segments), sum(cost) FROM ${from.messages} GROUP BY ALL ORDER BY ALL`,
      })
    const before = await Promise.all(companies.map(answer))
    expect(await facts.rebuild()).toEqual({ messages: companies.length * messagesEach, chats: 0, calls: 0 })
    expect(await Promise.all(companies.map(answer))).toEqual(before)
  })
})

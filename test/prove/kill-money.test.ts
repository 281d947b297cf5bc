import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRandom, type Random } from '../../src/simulator/index.ts'
import { startCluster } from '../cluster/start-cluster.ts'
import {
  type ChildServer,
  environmentFor,
  makeDataDir,
  runTallybook,
  startChild,
  startPosting,
} from '../scenarios/child-server.ts'
import { eventOf } from '../scenarios/installation.ts'
import { createTestDatabase } from '../support/postgres.ts'

const rounds = 10
const longestRunMs = 3_500
const dayMs = 86_400_000
const startMs = Date.now()

interface House {
  readonly dataDirs: readonly string[]
  /** Beside what every server of a test is given. */
  readonly environment: Record<string, string>
}

async function send<T>(server: ChildServer, method: string, path: string, body: object): Promise<T> {
  const answer = await server.ask(method, path, body)
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body as T
}

/** A price that is in force from some days ago on: all messages are rated anew. */
async function changePrices(server: ChildServer, listId: string, companyId: string, version: number) {
  const list = `/api/v1/price-lists/${listId}`
  const rate = { channel: 'sms', kind: null, destination: 'any', unit: 'message', price: `0.0${version}` }
  await send(server, 'POST', `${list}/versions`, {})
  await send(server, 'PUT', `${list}/versions/${version}`, { charge_on: {}, rates: [rate] })
  await send(server, 'POST', `${list}/versions/${version}/publish`, {})
  const from = new Date(startMs - 10 * dayMs + version * 3_600_000).toISOString()
  await send(server, 'POST', `${list}/assignments`, { company_id: companyId, version, from, to: null })
}

/** Has the server post everything at once; whether it lives to answer doesn't matter. */
async function post(dataDir: string): Promise<void> {
  try {
    const { url, token } = JSON.parse(await readFile(join(dataDir, 'admin.json'), 'utf8'))
    const answer = await fetch(`${url}/api/admin/verify`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"isFull":false}',
    })
    await answer.text()
  } catch {
    // It was killed meanwhile.
  }
}

async function onceListed(server: ChildServer): Promise<{ listId: string; companyId: string }> {
  const { id } = await send<{ id: string }>(server, 'POST', '/api/v1/price-lists', {
    name: 'Retail',
    currency: 'EUR',
  })
  const { body } = await server.ask('GET', '/api/v1/company')
  return { listId: id, companyId: (body as { id: string }).id }
}

/** What the pages say that was spent, and the usage in the ledger. */
async function spendAndUsage(server: ChildServer): Promise<readonly [string, string]> {
  const period = {
    from: new Date(startMs - dayMs).toISOString(),
    to: new Date(startMs + 2 * dayMs).toISOString(),
  }
  const spend = await send<{ totals: Record<string, { amount: string }> }>(
    server,
    'POST',
    '/api/v1/metrics/query',
    { metrics: ['messages.spend'], ...period },
  )
  const query = new URLSearchParams({ ...period, kind: 'usage', limit: '1' })
  const { body } = await server.ask('GET', `/api/v1/transactions?${query}`)
  return [
    spend.totals['messages.spend']?.amount ?? '',
    (body as { total: { amount: string } }).total.amount.replace('-', ''),
  ]
}

/** Round by round: traffic, new prices and passes on all servers, and one of them is killed in the middle. */
async function killOverAndOver(house: House, seed: string): Promise<void> {
  const servers: ChildServer[] = []
  try {
    for (const dataDir of house.dataDirs) servers.push(await startChild(dataDir, house.environment))
    await killRoundByRound(house, servers, createRandom(seed))
    await expect
      .poll(() => verified(house), { timeout: 120_000, interval: 1_000 })
      .toContain('Charges, postings and balances agree.')
    for (const server of servers) {
      const [spend, usage] = await spendAndUsage(server)
      expect(Number(spend)).toBeGreaterThan(0)
      expect(usage).toBe(spend)
    }
  } finally {
    await Promise.all(servers.map((server) => server.end('SIGTERM')))
  }
}

/** A server that was killed is started again in its place. */
async function killRoundByRound(house: House, servers: ChildServer[], random: Random): Promise<void> {
  const [first] = servers
  if (!first) throw new Error('there is no server')
  const { listId, companyId } = await onceListed(first)
  for (let round = 1; round <= rounds; round += 1) {
    const victim = random.below(servers.length)
    const [server, dataDir] = [servers[victim], house.dataDirs[victim]]
    if (!server || dataDir === undefined) throw new Error('there is no such server')
    const time = new Date().toISOString()
    const load = startPosting(server, 2, (sender, turn) =>
      Array.from({ length: 20 }, (_, n) => eventOf(`${round}-${sender}-${turn}-${n}`, { time })),
    )
    await changePrices(server, listId, companyId, round)
    const posting = Promise.all(house.dataDirs.map(post))
    await new Promise((resolve) => setTimeout(resolve, random.below(longestRunMs)))
    await server.end('SIGKILL')
    await load.stop()
    servers[victim] = await startChild(dataDir, house.environment)
    await posting
  }
}

/** By the server that has the turn; the others refuse. */
async function verified(house: House): Promise<string> {
  const said: string[] = []
  for (const dataDir of house.dataDirs) {
    const environment = environmentFor(dataDir, house.environment)
    const { stdout, stderr } = await runTallybook(['cli', 'verify', '--full'], environment)
    said.push(stdout, stderr)
  }
  return said.join('\n')
}

test(`killed ${rounds} times amid passes and ratings, the books agree, and spend is what the ledger took`, async () => {
  const dataDir = await makeDataDir()
  try {
    await killOverAndOver({ dataDirs: [dataDir.path], environment: {} }, 'kill-money')
  } finally {
    await dataDir.remove()
  }
})

test('of two servers on one PostgreSQL and one ClickHouse one posts; when it is killed the other goes on, and nothing counts twice', async () => {
  const [cluster, database] = [await startCluster(), await createTestDatabase()]
  const dirs = [await makeDataDir(), await makeDataDir()]
  try {
    const environment = {
      DATABASE_URL: database.url,
      CLICKHOUSE_URL: `${cluster.url}/money`,
      SECRET_KEY: 'a secret that both of the servers know of',
    }
    await killOverAndOver({ dataDirs: dirs.map(({ path }) => path), environment }, 'kill-posters')
  } finally {
    for (const dir of dirs) await dir.remove()
    await database.drop()
    await cluster.stop()
  }
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCluster, type TestCluster } from './start-cluster.ts'

const companyOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

describe('the test cluster is a real sharded ClickHouse', () => {
  let cluster: TestCluster
  const clients: ReturnType<typeof createClient>[] = []

  beforeAll(async () => {
    cluster = await startCluster()
    clients.push(...cluster.nodes.map(({ url }) => createClient({ url })))
    for (const client of clients) {
      await client.command({ query: 'CREATE DATABASE shop' })
      await client.command({
        query: `CREATE TABLE shop.sales_local (company_id UUID, item UInt32, version UInt64, amount Int32)
          ENGINE = ReplacingMergeTree(version) ORDER BY (company_id, item)`,
      })
      await client.command({
        query: `CREATE TABLE shop.sales AS shop.sales_local
          ENGINE = Distributed('${cluster.cluster}', shop, sales_local, cityHash64(company_id))`,
      })
    }
    await insertVersion(0, 1)
    await insertVersion(1, 2)
  })

  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()))
    await cluster.stop()
  })

  /** 40 companies with ten items each, through node `through`, every amount equal to the version. */
  async function insertVersion(through: number, version: number): Promise<void> {
    const values = Array.from({ length: 400 }, (_, n) => ({
      company_id: companyOf(n % 40),
      item: Math.floor(n / 40),
      version,
      amount: version,
    }))
    await nodeClient(through).insert({
      table: 'shop.sales',
      values,
      format: 'JSONEachRow',
      clickhouse_settings: { distributed_foreground_insert: 1 },
    })
  }

  function nodeClient(index: number): ReturnType<typeof createClient> {
    const client = clients[index]
    if (!client) throw new Error(`No node ${index}.`)
    return client
  }

  async function rowsOf<Row>(index: number, query: string, settings = {}): Promise<Row[]> {
    const answer = await nodeClient(index).query({
      query,
      format: 'JSONEachRow',
      clickhouse_settings: settings,
    })
    return answer.json<Row>()
  }

  test('every node names all nodes of the cluster', async () => {
    for (const index of [0, 1]) {
      const hosts = await rowsOf<{ host_name: string }>(
        index,
        `SELECT host_name FROM system.clusters WHERE cluster = '${cluster.cluster}' ORDER BY shard_num`,
      )
      expect(hosts.map((row) => row.host_name)).toEqual(cluster.nodes.map((node) => node.host))
    }
  })

  test('a company lives on one shard, and both shards hold companies', async () => {
    const [first, second] = await Promise.all(
      [0, 1].map((index) =>
        rowsOf<{ company_id: string }>(index, 'SELECT DISTINCT company_id FROM shop.sales_local'),
      ),
    )
    const here = new Set(first?.map((row) => row.company_id))
    const there = new Set(second?.map((row) => row.company_id))
    expect(here.size).toBeGreaterThan(0)
    expect(there.size).toBeGreaterThan(0)
    expect(here.size + there.size).toBe(40)
    expect([...here].filter((company) => there.has(company))).toEqual([])
  })

  test('FINAL sees the newest version of every row across shards, asked at any node', async () => {
    for (const index of [0, 1]) {
      const [sums] = await rowsOf<{ items: number; amounts: number }>(
        index,
        'SELECT count() AS items, sum(amount) AS amounts FROM shop.sales FINAL',
      )
      expect(sums).toEqual({ items: 400, amounts: 800 })
    }
  })

  test('a question about one company goes to one shard', async () => {
    const query = `SELECT count() AS items FROM shop.sales FINAL WHERE company_id = '${companyOf(7)}'`
    // The engine refuses the query under this setting if it can't leave a shard out.
    const [row] = await rowsOf(0, query, {
      optimize_skip_unused_shards: 1,
      force_optimize_skip_unused_shards: 2,
    })
    expect(row).toEqual({ items: 10 })
  })
})

test('nodes end with the process that started them, however it ends', async () => {
  const starter = `import { startCluster } from ${JSON.stringify(fileURLToPath(new URL('start-cluster.ts', import.meta.url)))}
    const cluster = await startCluster()
    process.stdout.write(cluster.url)
    setInterval(() => {}, 60_000)`
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '--eval', starter], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [url] = (await once(parent.stdout, 'data')) as [Buffer]
  const ping = (): Promise<boolean> =>
    fetch(`${url.toString()}/ping`).then(
      (response) => response.ok,
      () => false,
    )
  expect(await ping()).toBe(true)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await expect.poll(ping, { timeout: 20_000 }).toBe(false)
})

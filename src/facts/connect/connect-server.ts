import { Readable } from 'node:stream'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { FactsError } from '../facts-error.ts'
import { type ConnectionFactory, Engine, maxQueryBytes } from './engine.ts'
import type { Layout, Shard, Topology } from './topology.ts'

/** One question can take this long before the connection is given up, in ms. Inserts and folds included. */
const requestTimeoutMs = 300_000

interface ClusterRow {
  readonly shard_num: number
  readonly shard_weight: number
  readonly host_name: string
}

/**
 * Connects to a ClickHouse server over HTTP, and with `cluster` to every node of it: hosts are those of
 * system.clusters; protocol, port, user, password and database are those of `url`.
 * @throws FactsError `unreachable`, `cluster_unknown`
 */
export async function connectServer(options: { url: string; cluster?: string }): Promise<Topology> {
  const url = new URL(options.url)
  const database = decodeURIComponent(url.pathname.slice(1)) || 'default'
  const rows = await probe(url, options.cluster)
  const engineOf = (host: string) => new Engine(host, connector(url, host, database))
  const entry = engineOf(url.hostname)
  const shards = shardsOf(rows, (host) => (host === url.hostname ? entry : engineOf(host)), entry)
  const engines = new Set([entry, ...shards.flatMap((shard) => shard.replicas)])
  const hosts = new Set([url.hostname, ...rows.map((row) => row.host_name)])
  return {
    layout: layoutOf(options.cluster, shards, database),
    entry,
    shards,
    createDatabase: async () => {
      for (const host of hosts) await createDatabaseOn(url, host, database)
    },
    close: async () => {
      await Promise.all([...engines].map((engine) => engine.close()))
    },
  }
}

function layoutOf(cluster: string | undefined, shards: readonly Shard[], database: string): Layout {
  if (cluster === undefined) return { kind: 'single' }
  const kind = shards.some((shard) => shard.replicas.length > 1) ? 'replicated' : 'sharded'
  return { kind, cluster, database }
}

function shardsOf(
  rows: readonly ClusterRow[],
  engineOf: (host: string) => Engine,
  entry: Engine,
): readonly [Shard, ...Shard[]] {
  const byNumber = new Map<number, Shard>()
  for (const row of rows) {
    const engine = engineOf(row.host_name)
    const shard = byNumber.get(row.shard_num)
    byNumber.set(row.shard_num, {
      number: row.shard_num,
      weight: row.shard_weight,
      replicas: shard ? [...shard.replicas, engine] : [engine],
    })
  }
  const [first, ...others] = [...byNumber.values()].sort((a, b) => a.number - b.number)
  return first ? [first, ...others] : [{ number: 1, weight: 1, replicas: [entry] }]
}

/** Makes clients of one host with the credentials of `url`. */
function connector(url: URL, host: string, database: string): ConnectionFactory {
  const base = new URL(url.origin)
  base.hostname = host
  return (settings) => {
    const client = createClient({
      url: base.origin,
      username: decodeURIComponent(url.username) || 'default',
      password: decodeURIComponent(url.password),
      database,
      request_timeout: requestTimeoutMs,
      max_open_connections: 1,
      clickhouse_settings: { ...settings, max_query_size: `${maxQueryBytes}` },
      // Every failure is thrown; the client's own notes about it would be said twice.
      log: { level: ClickHouseLogLevel.OFF },
    })
    return {
      client,
      insertText: async ({ table, columns, text }) => {
        const values = Readable.from([text], { objectMode: false })
        await client.insert({ table, columns: [...columns], values, format: 'TabSeparated' })
      },
    }
  }
}

/** Asks the named server who belongs to the cluster; a single server has no rows. */
async function probe(url: URL, cluster: string | undefined): Promise<readonly ClusterRow[]> {
  const client = connector(url, url.hostname, 'default')({}).client
  try {
    const answer = await client.query({
      query: `SELECT shard_num, shard_weight, host_name FROM system.clusters
        WHERE cluster = {cluster:String} ORDER BY shard_num, replica_num`,
      query_params: { cluster: cluster ?? '' },
      format: 'JSONEachRow',
    })
    const rows = await answer.json<ClusterRow>()
    if (cluster !== undefined && rows.length === 0)
      throw new FactsError(
        'cluster_unknown',
        `The ClickHouse server at ${url.host} knows no cluster "${cluster}": name one of its remote_servers in CLICKHOUSE_CLUSTER.`,
      )
    return rows
  } catch (error) {
    if (error instanceof FactsError) throw error
    throw new FactsError(
      'unreachable',
      `ClickHouse at ${url.host} does not answer: check CLICKHOUSE_URL (${error instanceof Error ? error.message : String(error)}).`,
      error,
    )
  } finally {
    await client.close()
  }
}

async function createDatabaseOn(url: URL, host: string, database: string): Promise<void> {
  const client = connector(url, host, 'default')({}).client
  try {
    await client.command({
      query: 'CREATE DATABASE IF NOT EXISTS {database:Identifier}',
      query_params: { database },
    })
  } finally {
    await client.close()
  }
}

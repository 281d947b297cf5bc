import { chmod, mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import { Engine, type EngineConnection, maxQueryBytes, type Settings } from './engine.ts'
import { muteStandardInput } from './mute-standard-input.ts'
import { openingError } from './opening-error.ts'
import type { Topology } from './topology.ts'

/** The driver's own name for it; chdb types its connection by a second copy of the same declarations. */
type ClientConnection = NonNullable<ClickHouseClientConfigOptions['connection']>

/**
 * Opens the embedded engine on a directory of its own. Several clients on one path run side by side.
 * @throws FactsError `data_dir_in_use`, `data_dir_not_writable`, `data_dir_second_in_process`
 */
export async function connectEmbedded(dataDir: string): Promise<Topology> {
  muteStandardInput()
  try {
    await mkdir(dataDir, { recursive: true })
    // The engine's files hold phone numbers and addresses, and it leaves them readable for all.
    await chmod(dataDir, 0o700)
    const engine = new Engine('embedded', (settings) => connectOnce(dataDir, settings), briefThreads)
    await engine.runOnEvery(`SET max_query_size = ${maxQueryBytes}`)
    return {
      layout: { kind: 'single' },
      entry: engine,
      shards: [{ number: 1, weight: 1, replicas: [engine] }],
      createDatabase: () => Promise.resolve(),
      close: () => engine.close(),
    }
  } catch (error) {
    throw await openingError(error, dataDir)
  }
}

/** Three questions of a company run side by side. */
const briefThreads = Math.max(1, Math.floor(availableParallelism() / 2))

/** Text goes to the engine as a buffer: the client's own insert would copy it several times as a string. */
function connectOnce(path: string, settings: Settings): EngineConnection {
  const connection = createChdbConnection({ path })
  const client = createClient({
    connection: connection as unknown as ClientConnection,
    clickhouse_settings: { ...settings },
  })
  return {
    client,
    // What a question had written before it failed stands before the answer to the next one: this one takes it along.
    afterFailure: async () => {
      await client.query({ query: 'SELECT 1', format: 'JSON' }).catch(() => undefined)
    },
    insertText: async ({ table, columns, text }) => {
      await connection.chdb.rawInsert({
        table,
        columns,
        values: Buffer.from(text),
        format: 'TabSeparated',
        settings: { ...settings },
      })
    },
  }
}

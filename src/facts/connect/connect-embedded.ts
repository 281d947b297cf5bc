import { mkdir } from 'node:fs/promises'
import { type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import { FactsError } from '../facts-error.ts'
import { Engine, type EngineConnection, type Settings } from './engine.ts'
import type { Topology } from './topology.ts'

/** The driver's own name for it; chdb types its connection by a second copy of the same declarations. */
type ClientConnection = NonNullable<ClickHouseClientConfigOptions['connection']>

/**
 * Opens the embedded engine on a directory of its own. Several clients on one path run side by side.
 * @throws FactsError `data_dir_in_use`, `data_dir_not_writable`, `data_dir_second_in_process`
 */
export async function connectEmbedded(dataDir: string): Promise<Topology> {
  try {
    await mkdir(dataDir, { recursive: true })
    const engine = new Engine('embedded', (settings) => connectOnce(dataDir, settings))
    await engine.ask('question', 'SELECT 1')
    return {
      layout: { kind: 'single' },
      entry: engine,
      shards: [{ number: 1, weight: 1, replicas: [engine] }],
      createDatabase: () => Promise.resolve(),
      close: () => engine.close(),
    }
  } catch (error) {
    throw openingError(error, dataDir)
  }
}

/** Text goes to the engine as a buffer: the client's own insert would copy it several times as a string. */
function connectOnce(path: string, settings: Settings): EngineConnection {
  const connection = createChdbConnection({ path })
  return {
    client: createClient({
      connection: connection as unknown as ClientConnection,
      clickhouse_settings: { ...settings },
    }),
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

function openingError(error: unknown, dataDir: string): unknown {
  const text = error instanceof Error ? error.message : String(error)
  if (/another server instance|cannot lock file/i.test(text))
    return new FactsError(
      'data_dir_in_use',
      `The data directory ${dataDir} is in use by another process: stop that one, or choose another DATA_DIR.`,
      error,
    )
  if (/EACCES|EPERM|EROFS|ENOTDIR|EEXIST|permission denied|read-only/i.test(text))
    return new FactsError(
      'data_dir_not_writable',
      `The data directory ${dataDir} is not writable: give this user the right to write there, or choose another DATA_DIR.`,
      error,
    )
  if (/already (bound|active|open)|different path|one data dir/i.test(text))
    return new FactsError(
      'data_dir_second_in_process',
      `The embedded engine of this process is open on another directory than ${dataDir}; close that one first.`,
      error,
    )
  return error
}

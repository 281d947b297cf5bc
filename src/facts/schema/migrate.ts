import type { Engine } from '../connect/engine.ts'
import { allEngines, type Layout, type Topology } from '../connect/topology.ts'
import { notWritable } from '../facts-error.ts'
import { migrations } from './migrations.ts'

const listTable = `CREATE TABLE IF NOT EXISTS schema_migrations (
  number UInt32,
  name String,
  applied_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = ReplacingMergeTree
ORDER BY number`

/** Brings every node to the newest schema, in order, node by node: `ON CLUSTER` needs a keeper, this does not. */
export async function migrate(topology: Topology): Promise<void> {
  await topology.createDatabase()
  for (const engine of allEngines(topology)) await migrateNode(engine, topology.layout)
}

async function migrateNode(engine: Engine, layout: Layout): Promise<void> {
  await engine.run('upkeep', listTable)
  const { rows } = await engine.ask<{ number: number }>(
    'upkeep',
    'SELECT DISTINCT number FROM schema_migrations',
  )
  const applied = new Set(rows.map((row) => row.number))
  for (const migration of migrations) {
    if (applied.has(migration.number)) continue
    for (const statement of migration.statements(layout)) await engine.run('upkeep', statement)
    await engine.run(
      'upkeep',
      'INSERT INTO schema_migrations (number, name) VALUES ({number:UInt32}, {name:String})',
      {
        number: migration.number,
        name: migration.name,
      },
    )
  }
}

/**
 * Writes a row that is there already, on every node: of several copies its table keeps one.
 * @throws FactsError `not_writable`
 */
export async function tryToWrite(topology: Topology): Promise<void> {
  const copy = 'INSERT INTO schema_migrations SELECT * FROM schema_migrations ORDER BY number LIMIT 1'
  try {
    for (const engine of allEngines(topology)) await engine.run('probe', copy)
  } catch (error) {
    throw notWritable(error)
  }
}

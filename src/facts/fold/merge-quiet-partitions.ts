import type { Engine } from '../connect/engine.ts'
import { type Layout, localTable } from '../connect/topology.ts'

/** Partitions of a table in one call; the rest waits for the next one. */
const maxPartitions = 50

const tables = ['messages', 'chats', 'calls'] as const

/** Merges each partition of the facts that has several parts and was not written to for a while into one part. */
export async function mergeQuietPartitions(
  engine: Engine,
  layout: Layout,
  quietForMs: number,
): Promise<void> {
  for (const name of tables) await mergeQuietPartitionsOf(engine, localTable(layout, name), quietForMs)
}

async function mergeQuietPartitionsOf(engine: Engine, table: string, quietForMs: number): Promise<void> {
  const { rows } = await engine.ask<{ partition_id: string }>(
    'upkeep',
    `SELECT partition_id FROM system.parts
     WHERE database = currentDatabase() AND table = {table:String} AND active
     GROUP BY partition_id
     HAVING (count() > 1 OR max(level) = 0)
       AND dateDiff('millisecond', max(modification_time), now64(3)) >= {quiet:Int64}
     ORDER BY partition_id LIMIT ${maxPartitions}`,
    { table, quiet: quietForMs },
  )
  for (const { partition_id: id } of rows) {
    // The engine takes no expression here, which a bound value may be. The id comes from its own list.
    if (!/^\w+$/.test(id)) throw new TypeError(`"${id}" is no id of a partition of ${table}.`)
    await engine.run('upkeep', `OPTIMIZE TABLE ${table} PARTITION ID '${id}' FINAL`)
  }
}

import { localTable } from '../connect/topology.ts'
import { type Batch, type ChangedBatches, overlapMs } from './changed-batches.ts'
import type { ShardFold } from './shard-fold.ts'

/** Batches of a table of changed keys that are not folded yet. */
export async function readNewBatches(
  { engine, layout }: Pick<ShardFold, 'engine' | 'layout'>,
  table: 'changed_messages' | 'changed_chats' | 'changed_calls',
  batches: ChangedBatches,
): Promise<readonly Batch[]> {
  const { rows } = await engine.ask<{ batch_id: string; inserted_ms: string }>(
    'fold',
    `SELECT batch_id, min(toUnixTimestamp64Milli(inserted_at)) AS inserted_ms
     FROM ${localTable(layout, table)}
     WHERE inserted_at >= least(fromUnixTimestamp64Milli({since:Int64}, 'UTC'), now64(3, 'UTC') - INTERVAL {overlap:UInt32} SECOND)
     GROUP BY batch_id`,
    // The node's clock may have been set back: then what is written now lies before the newest batch.
    { since: batches.sinceMs, overlap: overlapMs / 1000 },
  )
  return batches.notYetFolded(
    rows.map((row) => ({ batchId: row.batch_id, insertedMs: Number(row.inserted_ms) })),
  )
}

import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'

/** The moment of the earliest message that each payer was ever charged for, epoch ms. Reads two columns of all entries. */
export async function firstUsage(shards: readonly ShardFold[]): Promise<ReadonlyMap<string, number>> {
  const firstOf = new Map<string, number>()
  for (const { engine, layout } of shards) {
    const { rows } = await engine.ask<{ payer_id: string; first_ms: string }>(
      'check',
      `SELECT payer_id, toString(toUnixTimestamp64Milli(min(created_at))) AS first_ms
FROM ${localTable(layout, 'usage_entries')} GROUP BY payer_id`,
    )
    for (const { payer_id, first_ms } of rows)
      firstOf.set(payer_id, Math.min(firstOf.get(payer_id) ?? Number.POSITIVE_INFINITY, Number(first_ms)))
  }
  return firstOf
}

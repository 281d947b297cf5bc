import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'

/**
 * Says the moment of the earliest message that each payer was ever charged for, epoch ms. It is asked every minute, and entries are only
 * added to: what was read is kept, and the next time only passes from the last one on are read, which may have been cut off.
 */
export function createFirstUsage(
  shards: ReadonlyMap<number, ShardFold>,
): () => Promise<ReadonlyMap<string, number>> {
  const firstOf = new Map<string, number>()
  const readThrough = new Map<number, bigint>()
  return async () => {
    for (const [number, shard] of shards) {
      let through = readThrough.get(number) ?? 0n
      for (const { payer_id, first_ms, version } of await readSince(shard, through)) {
        firstOf.set(payer_id, Math.min(firstOf.get(payer_id) ?? Number.POSITIVE_INFINITY, Number(first_ms)))
        if (BigInt(version) > through) through = BigInt(version)
      }
      readThrough.set(number, through)
    }
    return new Map(firstOf)
  }
}

interface FirstRow {
  readonly payer_id: string
  readonly first_ms: string
  readonly version: string
}

/** Reads three columns of the entries that are asked for; an index leaves older passes out. */
async function readSince({ engine, layout }: ShardFold, version: bigint): Promise<readonly FirstRow[]> {
  const { rows } = await engine.ask<FirstRow>(
    'check',
    `SELECT payer_id, toString(toUnixTimestamp64Milli(min(created_at))) AS first_ms, toString(max(pass_version)) AS version
FROM ${localTable(layout, 'usage_entries')} WHERE pass_version >= {since:UInt64} GROUP BY payer_id`,
    { since: version.toString() },
  )
  return rows
}

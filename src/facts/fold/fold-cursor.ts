import type { Engine } from '../connect/engine.ts'
import { type Layout, localTable } from '../connect/topology.ts'
import { rateIncrementsTable } from '../schema/tables.ts'

/** How far a shard's log is folded. Times are the node's own clock, as it writes them to changed_messages. */
export interface FoldCursor {
  /** Greatest version given out on this shard. */
  readonly version: bigint
  /** Newest batch folded, ms; 0 = none. */
  readonly foldedThroughMs: number
}

/** What a fold has to know before it starts. */
export interface FoldStart extends FoldCursor {
  /** Some company has prices. */
  readonly isPriced: boolean
  /** Some of them are of calls. */
  readonly pricesCalls: boolean
}

/** Newest batch of chat or call events folded, ms; 0 = none. Versions are shared with messages. */
export async function readFoldedThrough(
  engine: Engine,
  layout: Layout,
  name: 'chats' | 'calls',
): Promise<number> {
  const { rows } = await engine.ask<{ through: string }>(
    'fold',
    `SELECT toString(max(toUnixTimestamp64Milli(folded_through))) AS through
     FROM ${localTable(layout, 'fold_cursor')} WHERE name = '${name}'`,
  )
  return Number(rows[0]?.through ?? 0)
}

export async function readFoldCursor(engine: Engine, layout: Layout): Promise<FoldStart> {
  const { rows } = await engine.ask<{ version: string; through: string; priced: number; calls: number }>(
    'fold',
    `SELECT toString(max(version)) AS version, toString(max(toUnixTimestamp64Milli(folded_through))) AS through,
       (SELECT count() FROM ${localTable(layout, 'price_plans')}) > 0 AS priced,
       (SELECT count() FROM ${localTable(layout, rateIncrementsTable)}) > 0 AS calls
     FROM ${localTable(layout, 'fold_cursor')} WHERE name = 'messages'`,
  )
  return {
    version: BigInt(rows[0]?.version ?? 0),
    foldedThroughMs: Number(rows[0]?.through ?? 0),
    isPriced: Number(rows[0]?.priced ?? 0) > 0,
    pricesCalls: Number(rows[0]?.calls ?? 0) > 0,
  }
}

export async function writeFoldCursor(
  engine: Engine,
  layout: Layout,
  cursor: FoldCursor,
  name: 'messages' | 'chats' | 'calls' = 'messages',
): Promise<void> {
  await engine.run(
    'fold',
    `INSERT INTO ${localTable(layout, 'fold_cursor')} (name, version, folded_through)
     SELECT '${name}', {version:UInt64}, fromUnixTimestamp64Milli({through:Int64}, 'UTC')`,
    { version: cursor.version.toString(), through: cursor.foldedThroughMs },
  )
}

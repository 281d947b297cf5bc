import { callProvider } from '../../contract/index.ts'
import { localTable } from '../connect/topology.ts'
import type { RebuildOptions } from '../facts.ts'
import { keyRanges } from './key-ranges.ts'
import { rangeScope, type Scope } from './scope.ts'
import type { ShardFold } from './shard-fold.ts'
import { tombstonesOfUnsupported } from './tombstones.ts'

/** Log rows of one statement: bounds the memory of a rebuild. */
const maxRowsOfStatement = 400_000

/**
 * Folds the log of a shard again, range by range, ticks going on in between, and then marks as deleted every fact
 * that is older than the rebuild: the log does not support it.
 */
export async function rebuildShard(
  shard: ShardFold,
  options: RebuildOptions,
  onRows: (done: number, of: number) => void,
): Promise<{ messages: number }> {
  const log = localTable(shard.layout, 'message_log')
  const scope = scopeOf(options.companyId)
  const before = await shard.alone(() => shard.nextVersion())
  const ranges = await keyRanges(shard.engine, { table: log, scope }, maxRowsOfStatement)
  const of = ranges.reduce((sum, range) => sum + range.rows, 0)
  let done = 0
  for (const range of ranges) {
    await shard.alone(() => shard.fold(rangeScope(range)))
    done += range.rows
    onRows(done, of)
  }
  await shard.alone(async () => {
    const version = await shard.nextVersion()
    const tombstones = tombstonesOfUnsupported('messages', shard.layout, scope.condition)
    await shard.insert(tombstones, { ...scope.params, version, rebuilt_from: before })
  })
  return { messages: await countMessages(shard, scope) }
}

function scopeOf(companyId: string | undefined): Scope {
  return companyId === undefined ? { condition: 'true', params: {} } : rangeScope({ companyIds: [companyId] })
}

async function countMessages(shard: ShardFold, scope: Scope): Promise<number> {
  const { rows } = await shard.engine.ask<{ messages: string }>(
    'fold',
    `SELECT count() AS messages FROM ${localTable(shard.layout, 'messages')} FINAL
     WHERE is_deleted = 0 AND provider != '${callProvider}' AND ${scope.condition}`,
    scope.params,
  )
  return Number(rows[0]?.messages ?? 0)
}

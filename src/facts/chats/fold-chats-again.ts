import { localTable } from '../connect/topology.ts'
import type { RebuildOptions } from '../facts.ts'
import { rangeScope, type Scope } from '../fold/scope.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { tombstonesOfUnsupported } from '../fold/tombstones.ts'
import type { ChatFold } from './chat-fold.ts'

export interface RefoldChats {
  readonly companyId: string
  /** Epoch ms; chats with anything at this moment or later. */
  readonly fromMs: number
}

/** Folds a company's chats again after a change of its settings: those that are open, and those with an event from then on. */
export async function refoldChatsOfShard(
  shard: ShardFold,
  fold: ChatFold,
  { companyId, fromMs }: RefoldChats,
): Promise<number> {
  // A tick under way may have read the settings of before, and its chats are not listed until it has written them.
  await shard.alone(() => Promise.resolve())
  const table = localTable(shard.layout, 'chats')
  const company = rangeScope({ companyIds: [companyId] }, 'chat_key')
  const touched = {
    condition: `is_deleted = 0 AND over_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')`,
    params: { from: fromMs },
  }
  const source = {
    table: `${table} FINAL`,
    scope: both(company, touched),
  }
  return await fold.foldAgain(source, (within) => ({
    condition: `${within.condition} AND (company_id, chat_key) IN (
  SELECT company_id, chat_key FROM ${table} FINAL WHERE ${within.condition} AND ${touched.condition})`,
    params: { ...within.params, ...touched.params },
  }))
}

/** Folds all chats again, and marks as deleted what the log does not support. As `rebuildShard`. */
export async function rebuildChatsOfShard(
  shard: ShardFold,
  fold: ChatFold,
  { companyId }: RebuildOptions,
): Promise<number> {
  const scope: Scope =
    companyId === undefined
      ? { condition: 'true', params: {} }
      : rangeScope({ companyIds: [companyId] }, 'chat_key')
  const before = await shard.alone(() => shard.nextVersion())
  const source = { table: localTable(shard.layout, 'chat_log'), scope }
  const chats = await fold.foldAgain(source, (within) => within)
  await shard.alone(async () => {
    const version = await shard.nextVersion()
    const tombstones = tombstonesOfUnsupported('chats', shard.layout, scope.condition)
    await shard.insert(tombstones, { ...scope.params, version, rebuilt_from: before })
  })
  return chats
}

function both(one: Scope, other: Scope): Scope {
  return { condition: `${one.condition} AND ${other.condition}`, params: { ...one.params, ...other.params } }
}

import type { QueryParams } from '../connect/engine.ts'

/** What a log's rows are of. */
export type KeyColumn = 'message_key' | 'chat_key' | 'call_key'

/** A bounded piece of a log: whole companies, or a range of one company's keys. */
export interface KeyRange {
  readonly companyIds: readonly string[]
  /** Inclusive; absent = from the first key. In the engine's order of UUIDs, which is not that of their text. */
  readonly fromKey?: string
  /** Exclusive; absent = to the last key. */
  readonly toKey?: string
}

/** Which messages, chats or calls a fold takes: a condition on `company_id` and the key, true of every table that has them. */
export interface Scope {
  readonly condition: string
  readonly params: QueryParams
}

export function rangeScope(range: KeyRange, key: KeyColumn = 'message_key'): Scope {
  const { companyIds, fromKey, toKey } = range
  const conditions = ['company_id IN {companies:Array(UUID)}']
  if (fromKey !== undefined) conditions.push(`${key} >= {from_key:UUID}`)
  if (toKey !== undefined) conditions.push(`${key} < {to_key:UUID}`)
  return {
    condition: conditions.join(' AND '),
    params: {
      companies: companyIds,
      ...(fromKey === undefined ? {} : { from_key: fromKey }),
      ...(toKey === undefined ? {} : { to_key: toKey }),
    },
  }
}

/** The messages, chats or calls of a range that a source of changed keys names. */
export function changedScope(
  range: KeyRange,
  changed: Scope,
  changedTable: string,
  key: KeyColumn = 'message_key',
): Scope {
  const within = rangeScope(range, key)
  const condition = `${within.condition} AND (company_id, ${key}) IN (
  SELECT company_id, ${key} FROM ${changedTable} WHERE ${within.condition} AND ${changed.condition})`
  return { condition, params: { ...within.params, ...changed.params } }
}

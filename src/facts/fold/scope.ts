import type { QueryParams } from '../connect/engine.ts'

/** A bounded piece of the log: whole companies, or a range of one company's message keys. */
export interface KeyRange {
  readonly companyIds: readonly string[]
  /** Inclusive; absent = from the first key. In the engine's order of UUIDs, which is not that of their text. */
  readonly fromKey?: string
  /** Exclusive; absent = to the last key. */
  readonly toKey?: string
}

/** Which messages a fold takes: a condition on `company_id` and `message_key`, true of every table that has them. */
export interface Scope {
  readonly condition: string
  readonly params: QueryParams
}

export function rangeScope(range: KeyRange): Scope {
  const { companyIds, fromKey, toKey } = range
  const conditions = ['company_id IN {companies:Array(UUID)}']
  if (fromKey !== undefined) conditions.push('message_key >= {from_key:UUID}')
  if (toKey !== undefined) conditions.push('message_key < {to_key:UUID}')
  return {
    condition: conditions.join(' AND '),
    params: {
      companies: companyIds,
      ...(fromKey === undefined ? {} : { from_key: fromKey }),
      ...(toKey === undefined ? {} : { to_key: toKey }),
    },
  }
}

/** The messages of a range that a source of changed keys names. */
export function changedScope(range: KeyRange, changed: Scope, changedTable: string): Scope {
  const within = rangeScope(range)
  const condition = `${within.condition} AND (company_id, message_key) IN (
  SELECT company_id, message_key FROM ${changedTable} WHERE ${within.condition} AND ${changed.condition})`
  return { condition, params: { ...within.params, ...changed.params } }
}

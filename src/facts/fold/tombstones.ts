import { callProvider } from '../../contract/index.ts'
import { chargeColumnNames } from '../charges/charge-column-names.ts'
import { type Layout, localTable } from '../connect/topology.ts'
import { factColumnNames } from './fold-select.ts'
import type { DerivedInsert } from './write-turn.ts'

/**
 * Marks facts as deleted that were not written from `rebuilt_from` on; calls among the messages have tombstones of their own. Binds
 * `version` and `rebuilt_from`.
 */
export function tombstonesOfUnsupported(
  facts: 'messages' | 'chats',
  layout: Layout,
  condition: string,
): DerivedInsert {
  const table = localTable(layout, facts)
  const keys =
    facts === 'messages' ? 'company_id, message_key, created_hour' : 'company_id, chat_key, opened_hour'
  const columns = facts === 'messages' ? ['', ...factColumnNames, ...chargeColumnNames].join(', ') : ''
  const own = facts === 'messages' ? `provider != '${callProvider}' AND ` : ''
  return {
    into: `${table} (${keys}, version, is_deleted${columns})`,
    select: `SELECT ${keys}, {version:UInt64}, 1${columns}
FROM ${table} FINAL
WHERE is_deleted = 0 AND version < {rebuilt_from:UInt64} AND ${own}${condition}`,
  }
}

import { callProvider } from '../../contract/index.ts'
import { chargeColumnNames } from '../charges/charge-column-names.ts'
import { type Layout, localTable } from '../connect/topology.ts'
import { factColumnNames } from './fold-select.ts'
import type { DerivedInsert } from './write-turn.ts'

/** Marks facts as deleted that a rebuild did not write again; calls have a rebuild of their own. Binds `version` and `rebuilt_from`. */
export function tombstonesOfUnsupported(layout: Layout, condition: string): DerivedInsert {
  const table = localTable(layout, 'messages')
  const columns = [...factColumnNames, ...chargeColumnNames].join(', ')
  return {
    into: `${table} (company_id, message_key, created_hour, version, is_deleted, ${columns})`,
    select: `SELECT company_id, message_key, created_hour, {version:UInt64}, 1, ${columns}
FROM ${table} FINAL
WHERE is_deleted = 0 AND version < {rebuilt_from:UInt64} AND provider != '${callProvider}' AND ${condition}`,
  }
}

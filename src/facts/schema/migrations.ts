import { type Layout, localTable } from '../connect/topology.ts'
import { createTableStatements } from './table.ts'
import { firstTables } from './tables.ts'

export interface Migration {
  /** Ascending, never reused. */
  readonly number: number
  readonly name: string
  /** Statements for one node; each can be repeated harmlessly, since a node may stop between two. */
  readonly statements: (layout: Layout) => readonly string[]
}

/** Notes each inserted batch's messages. The time is the node's own, so that senders' clocks don't matter. */
function changedMessagesFeed(layout: Layout): string {
  return `CREATE MATERIALIZED VIEW IF NOT EXISTS changed_messages_feed TO ${localTable(layout, 'changed_messages')} AS
SELECT DISTINCT company_id, now64(3, 'UTC') AS inserted_at, batch_id, message_key
FROM ${localTable(layout, 'message_log')}`
}

export const migrations: readonly Migration[] = [
  {
    number: 1,
    name: 'log, changed keys, places, facts',
    statements: (layout) => [
      ...firstTables.flatMap((table) => createTableStatements(table, layout)),
      changedMessagesFeed(layout),
    ],
  },
]

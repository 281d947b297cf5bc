import { type Layout, localTable } from '../connect/topology.ts'
import { createTableStatements } from './table.ts'
import { chargeColumns, chargeTables, firstTables, ratesTable } from './tables.ts'

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

function withChargeColumns(layout: Layout): string[] {
  const names = new Set([localTable(layout, 'messages'), 'messages'])
  const added = chargeColumns.map((column) => `ADD COLUMN IF NOT EXISTS ${column}`).join(', ')
  return [...names].map((name) => `ALTER TABLE ${name} ${added}`)
}

function rates(layout: Layout): string {
  return `CREATE TABLE IF NOT EXISTS ${localTable(layout, ratesTable)} (
  rate_key String,
  price Decimal(18, 6),
  unit Enum8('' = 0, 'message' = 1, 'segment' = 2, 'second' = 3, 'minute' = 4)
)
ENGINE = Join(ANY, LEFT, rate_key)`
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
  {
    number: 2,
    name: 'prices, charges, usage',
    statements: (layout) => [
      ...chargeTables.flatMap((table) => createTableStatements(table, layout)),
      rates(layout),
      ...withChargeColumns(layout),
    ],
  },
]

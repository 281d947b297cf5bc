import { type Layout, localTable } from '../connect/topology.ts'
import { callTables } from './call-tables.ts'
import { changedCallsFeed } from './changed-calls-feed.ts'
import { changedChatsFeed, chatNamesFeed } from './chat-feeds.ts'
import { chatTables } from './chat-tables.ts'
import { erasedItems } from './erasure-tables.ts'
import { replayTables } from './replay-tables.ts'
import { createTableStatements } from './table.ts'
import {
  changedCharges,
  firstTables,
  pricePlans,
  rateIncrementsTable,
  ratesTable,
  upperChargeType,
  usageEntries,
} from './tables.ts'
import { laterChatColumns, overAtColumn, overAtIndex, standingIndices } from './worked-out-chat-columns.ts'

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

function alterMessages(layout: Layout, change: string): string[] {
  const names = new Set([localTable(layout, 'messages'), 'messages'])
  return [...names].map((name) => `ALTER TABLE ${name} ${change}`)
}

const firstChargeColumns = [
  "charge_state Enum8('none' = 0, 'charged' = 1, 'unrated' = 2)",
  'charge_reason LowCardinality(String)',
  'charge Decimal(18, 6)',
  'charge_currency LowCardinality(String)',
  'charge_rate LowCardinality(String)',
  'charge_price Decimal(18, 6)',
  'charge_quantity UInt32',
  'is_priced UInt8',
]
/** Of the second schema only: one column took their place. */
const parallelUpperColumns = ['payers', 'rates', 'prices', 'quantities', 'amounts', 'currencies'].map(
  (name) => `upper_${name}`,
)

function rates(layout: Layout): string {
  return `CREATE TABLE IF NOT EXISTS ${localTable(layout, ratesTable)} (
  rate_key String,
  price Decimal(18, 6),
  unit Enum8('' = 0, 'message' = 1, 'segment' = 2, 'second' = 3, 'minute' = 4)
)
ENGINE = Join(ANY, LEFT, rate_key)`
}

function rateIncrements(layout: Layout): string {
  return `CREATE TABLE IF NOT EXISTS ${localTable(layout, rateIncrementsTable)} (
  rate_key String,
  first_s UInt32,
  step_s UInt32
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
      ...[changedCharges, usageEntries].flatMap((table) => createTableStatements(table, layout)),
      rates(layout),
      ...alterMessages(
        layout,
        firstChargeColumns.map((column) => `ADD COLUMN IF NOT EXISTS ${column}`).join(', '),
      ),
    ],
  },
  {
    // What the columns held comes again with the rating that the same release asks for (records, 0005). Plans are put at
    // every start.
    number: 3,
    name: 'chains of payers',
    statements: (layout) => [
      `DROP TABLE IF EXISTS ${localTable(layout, pricePlans.name)}`,
      ...createTableStatements(pricePlans, layout),
      ...alterMessages(layout, `ADD COLUMN IF NOT EXISTS upper Array(${upperChargeType})`),
      ...parallelUpperColumns.flatMap((name) => alterMessages(layout, `DROP COLUMN IF EXISTS ${name}`)),
    ],
  },
  {
    number: 4,
    name: 'chats',
    statements: (layout) => [
      ...chatTables.flatMap((table) => createTableStatements(table, layout)),
      changedChatsFeed(layout),
      chatNamesFeed(layout),
    ],
  },
  {
    number: 5,
    name: 'when chats are over',
    statements: (layout) => {
      const rows = localTable(layout, 'chats')
      const twin = rows === 'chats' ? [] : ['chats']
      const change = (text: string) => `ALTER TABLE ${rows} ${text}`
      return [
        ...[rows, ...twin].map((name) => `ALTER TABLE ${name} ADD COLUMN IF NOT EXISTS ${overAtColumn}`),
        change('DROP INDEX IF EXISTS last_events'),
        change(`ADD ${overAtIndex.replace('INDEX', 'INDEX IF NOT EXISTS')}`),
        change('MATERIALIZE INDEX IF EXISTS over'),
      ]
    },
  },
  {
    number: 6,
    name: 'calls',
    statements: (layout) => [
      ...callTables.flatMap((table) => createTableStatements(table, layout)),
      changedCallsFeed(layout),
    ],
  },
  {
    number: 7,
    name: 'charges of calls',
    statements: (layout) => [
      ...alterMessages(layout, 'ADD COLUMN IF NOT EXISTS seconds UInt32'),
      rateIncrements(layout),
    ],
  },
  {
    number: 8,
    name: 'replays of archives',
    statements: (layout) => replayTables.flatMap((table) => createTableStatements(table, layout)),
  },
  {
    // Until the engine has filled them, which it does by itself after the start, they are worked out as they are read.
    number: 9,
    name: 'what questions would work out of chats',
    statements: (layout) => {
      const rows = localTable(layout, 'chats')
      const names = laterChatColumns.map((column) => column.split(' ')[0])
      const added = laterChatColumns.map((column) => `ADD COLUMN IF NOT EXISTS ${column}`)
      const indexed = standingIndices.map((index) => `ADD ${index.replace('INDEX', 'INDEX IF NOT EXISTS')}`)
      const filled = [
        ...names.map((name) => `MATERIALIZE COLUMN ${name}`),
        ...standingIndices.map((index) => `MATERIALIZE INDEX IF EXISTS ${index.split(' ')[1]}`),
      ]
      return [
        ...(rows === 'chats' ? [] : [`ALTER TABLE chats ${added.join(', ')}`]),
        `ALTER TABLE ${rows} ${[...added, ...indexed].join(', ')}`,
        `ALTER TABLE ${rows} ${filled.join(', ')}`,
      ]
    },
  },
  {
    number: 10,
    name: 'what an erasure is about',
    statements: (layout) => createTableStatements(erasedItems, layout),
  },
]

import { callTables } from './call-tables.ts'
import { chatTables } from './chat-tables.ts'
import { durable, milliseconds, sourceType, word } from './column-types.ts'
import { erasedItems } from './erasure-tables.ts'
import { stepType } from './step-type.ts'
import type { Table } from './table.ts'

/** Requests as they came. The body is stored as bytes; text formats cannot carry them, so it is sent as base64. */
export const rawRequests: Table = {
  name: 'raw_requests',
  columns: [
    'company_id UUID',
    'request_id UUID',
    'connection_id UUID',
    `provider ${word}`,
    `received_at ${milliseconds}`,
    `method ${word}`,
    'path String CODEC(ZSTD(1))',
    'headers_json String CODEC(ZSTD(1))',
    'body_base64 String EPHEMERAL',
    'body String DEFAULT base64Decode(body_base64) CODEC(ZSTD(1))',
  ],
  engine: 'ReplacingMergeTree',
  partitionBy: 'toYYYYMM(received_at)',
  orderBy: ['company_id', 'request_id'],
  settings: durable,
}

/**
 * Message events: the truth that every fact follows from. Not partitioned: copies of an event must meet. Words are
 * plain strings: building dictionaries would be a quarter of an insert's time, and rows of one message lie side by
 * side, where they compress well.
 */
export const messageLog: Table = {
  name: 'message_log',
  columns: [
    'company_id UUID',
    'message_key UUID',
    'event_key UUID',
    'batch_id UUID',
    `received_at ${milliseconds}`,
    'connection_id UUID',
    'provider String',
    'message_id String',
    `step ${stepType}`,
    `time ${milliseconds}`,
    `time_source ${sourceType}`,
    'channel String',
    'sender String',
    'recipient String',
    'recipient_type String',
    'country String',
    'number_country String',
    'network String',
    'campaign String',
    'template String',
    'kind String',
    'category String',
    'segments UInt16',
    'computed_segments UInt16',
    'part UInt16',
    'parts UInt16',
    'cost Nullable(Decimal(18, 6))',
    'cost_currency String',
    'error_code String',
    'error_reason String',
    'url String',
    'machine UInt8',
    'request_id UUID',
    'request_index UInt32',
    // Of several copies of an event the one with the greatest stays: see log/precedence.ts.
    'precedence UInt64',
  ],
  engine: 'ReplacingMergeTree',
  versionColumn: 'precedence',
  primaryKey: ['company_id', 'message_key'],
  orderBy: ['company_id', 'message_key', 'event_key'],
  // A fold reads few rows of every column at many places: one file per part and short granules serve that best.
  settings: { ...durable, index_granularity: 256, min_bytes_for_wide_part: 1_000_000_000_000_000 },
}

/** Which messages each inserted batch touched: what a tick has to fold. */
export const changedMessages: Table = {
  name: 'changed_messages',
  columns: ['company_id UUID', `inserted_at ${milliseconds}`, 'batch_id UUID', 'message_key UUID'],
  engine: 'MergeTree',
  partitionBy: 'toDate(inserted_at)',
  orderBy: ['inserted_at', 'batch_id', 'company_id', 'message_key'],
  ttl: 'toDateTime(inserted_at) + INTERVAL 7 DAY',
  settings: { ...durable, ttl_only_drop_parts: 1 },
}

/** Every hour under which a message's facts were ever written. Written before the facts of the same tick. */
export const messagePlaces: Table = {
  name: 'message_places',
  columns: ['company_id UUID', 'message_key UUID', "created_hour DateTime('UTC')"],
  engine: 'ReplacingMergeTree',
  orderBy: ['company_id', 'message_key', 'created_hour'],
  settings: { index_granularity: 1024 },
}

/**
 * `messages`: how far the shard's log is folded, and the greatest version given out there, one row per tick. `chats`, `calls`: how far
 * those of chats and calls are. `turn`: which writer's turn it is, as its version.
 */
export const foldCursor: Table = {
  name: 'fold_cursor',
  columns: ['name String', 'version UInt64', `folded_through ${milliseconds}`],
  engine: 'ReplacingMergeTree',
  versionColumn: 'version',
  orderBy: ['name'],
  perShard: true,
}

/** Facts, in the order in which pages ask. `is_deleted` marks a place that a message has left. */
export const messages: Table = {
  name: 'messages',
  columns: [
    'company_id UUID',
    "created_hour DateTime('UTC')",
    'message_key UUID',
    'version UInt64',
    'is_deleted UInt8',
    `created_at ${milliseconds}`,
    `created_from ${sourceType}`,
    'message_id String',
    'connection_id UUID',
    `provider ${word}`,
    `channel ${word}`,
    `status ${word}`,
    'progress UInt8',
    'conflict UInt8',
    'sender String',
    'recipient String',
    `recipient_type ${word}`,
    `country ${word}`,
    `network ${word}`,
    `campaign ${word}`,
    `template ${word}`,
    `kind ${word}`,
    `category ${word}`,
    `error_code ${word}`,
    `error_reason ${word}`,
    `accepted_at Nullable(${milliseconds})`,
    `queued_at Nullable(${milliseconds})`,
    `sent_at Nullable(${milliseconds})`,
    `carrier_delivered_at Nullable(${milliseconds})`,
    `delivered_at Nullable(${milliseconds})`,
    `read_at Nullable(${milliseconds})`,
    `ended_at Nullable(${milliseconds})`,
    `clicked_at Nullable(${milliseconds})`,
    `replied_at Nullable(${milliseconds})`,
    `unsubscribed_at Nullable(${milliseconds})`,
    `complained_at Nullable(${milliseconds})`,
    `machine_opened_at Nullable(${milliseconds})`,
    'latency_ms Nullable(Int64)',
    'segments UInt16',
    'parts UInt16',
    'cost Nullable(Decimal(18, 6))',
    `cost_currency ${word}`,
    'event_count UInt32',
    `first_received_at ${milliseconds}`,
    `last_received_at ${milliseconds}`,
  ],
  engine: 'ReplacingMergeTree',
  versionColumn: 'version',
  partitionBy: "toMonday(created_hour, 'UTC')",
  orderBy: ['company_id', 'created_hour', 'message_key'],
}

/** What one company above the message's own pays for it; `no_…` is why it has no price though it should have one. */
export const upperChargeType = `Tuple(payer UUID, state Enum8('none' = 0, 'charged' = 1, 'no_price_list' = 2, 'no_rate' = 3), rate String, price Decimal(18, 6), quantity UInt32, amount Decimal(18, 6), currency String)`

/**
 * What a message costs, in `messages`: the charge of the message's own company, and those of the companies above it, each of
 * which pays the next one (`upper`, in that order). How they come about: charges/rate-layers.ts.
 */
export const chargeColumns: readonly string[] = [
  "charge_state Enum8('none' = 0, 'charged' = 1, 'unrated' = 2)",
  `charge_reason ${word}`,
  'charge Decimal(18, 6)',
  `charge_currency ${word}`,
  `charge_rate ${word}`,
  'charge_price Decimal(18, 6)',
  'charge_quantity UInt32',
  `upper Array(${upperChargeType})`,
  // Whether the company, or one above it, has a price list at all: only then is anything posted.
  'is_priced UInt8',
]

/**
 * Which price list versions are in force for a company and for those above it, period by period: copies of what the records
 * say. One row per company; every node has all of them. A version of no text: there is none, and there should be.
 */
export const pricePlans: Table = {
  name: 'price_plans',
  columns: [
    'company_id UUID',
    'revision UInt64',
    // Each period lasts until the next one begins; the first has no levels and begins before any message.
    `froms Array(${milliseconds})`,
    // Equal where the versions are: rates are chosen once for all of them.
    'chains Array(UUID)',
    // Whether the company itself pays. Where it never had prices only those above it do.
    'has_own Array(UInt8)',
    'own_versions Array(String)',
    'own_currencies Array(String)',
    // Channels that are charged on delivery; all others on hand-over.
    'own_on_delivery Array(Array(String))',
    'upper_payers Array(Array(UUID))',
    'upper_versions Array(Array(String))',
    'upper_currencies Array(Array(String))',
    'upper_on_delivery Array(Array(Array(String)))',
    'prefix_lengths Array(UInt8)',
  ],
  engine: 'ReplacingMergeTree',
  versionColumn: 'revision',
  orderBy: ['company_id'],
  perShard: true,
}

/** Messages of priced companies whose facts were written, by the version of that fold: what a usage pass looks at. */
export const changedCharges: Table = {
  name: 'changed_charges',
  columns: ['company_id UUID', 'version UInt64', "created_hour DateTime('UTC')", 'message_key UUID'],
  engine: 'MergeTree',
  partitionBy: "toDate(fromUnixTimestamp64Micro(toInt64(version)), 'UTC')",
  orderBy: ['version', 'company_id', 'message_key'],
  perShard: true,
}

/**
 * What was posted to the ledger, charge by charge: never changed, only added to. A charge that changed is taken back by a
 * row of negative quantity with its old particulars, and stands in another one with its new ones.
 */
export const usageEntries: Table = {
  name: 'usage_entries',
  columns: [
    'company_id UUID',
    'item_key UUID',
    'level UInt8',
    'pass_id UUID',
    // Grows from pass to pass: by it the entries of a pass are found without reading those of all others.
    'pass_version UInt64',
    'INDEX pass_versions pass_version TYPE minmax GRANULARITY 1',
    'payer_id UUID',
    `created_at ${milliseconds}`,
    `channel ${word}`,
    `kind ${word}`,
    `category ${word}`,
    `country ${word}`,
    `network ${word}`,
    `rate ${word}`,
    'price Decimal(18, 6)',
    `currency ${word}`,
    'quantity Int64',
    'amount Decimal(18, 6)',
  ],
  engine: 'MergeTree',
  partitionBy: "toYYYYMM(created_at, 'UTC')",
  orderBy: ['company_id', 'item_key', 'level'],
  settings: { ...durable, index_granularity: 1024 },
  perShard: true,
}

/** Prices by rate key, held in memory for look-ups (`joinGet`): copies of what the records say, on every node. */
export const ratesTable = 'rates'

/**
 * Increments of rates by time, seconds, likewise; and under `<version>|call` a row for each version that has rates of calls at all: a list
 * without any leaves calls free, one with some leaves a call that none of them fits without a price.
 */
export const rateIncrementsTable = 'rate_increments'

/** In the order in which they are made. */
export const firstTables: readonly Table[] = [
  rawRequests,
  messageLog,
  changedMessages,
  messagePlaces,
  messages,
  foldCursor,
]

export const chargeTables: readonly Table[] = [pricePlans, changedCharges, usageEntries]

/** Every name in the store that stands for rows: the tables, the view that feeds one, the list of migrations. */
export const storeNames: readonly string[] = [
  ...[...firstTables, ...chargeTables, ...chatTables, ...callTables].map(({ name }) => name),
  ratesTable,
  rateIncrementsTable,
  'changed_calls_feed',
  'changed_charges_feed',
  'changed_chats_feed',
  'changed_messages_feed',
  'chat_messages_feed',
  'chat_names_feed',
  'chats_staged',
  'replays',
  'replayed_messages',
  'replayed_chats',
  'replayed_calls',
  'replayed_requests',
  'replay_removals',
  erasedItems.name,
  'schema_migrations',
]

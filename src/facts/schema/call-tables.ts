import { callDirections } from '../../contract/index.ts'
import { durable, milliseconds, sourceType, word } from './column-types.ts'
import type { Table } from './table.ts'

/** What is stored never changes its number, so words are only ever added at the end. */
const directionType = `Enum8(${callDirections.map((each, index) => `'${each}' = ${index + 1}`).join(', ')})`

/** Events of calls: the truth that every fact of calls follows from. As `message_log`. */
export const callLog: Table = {
  name: 'call_log',
  columns: [
    'company_id UUID',
    'call_key UUID',
    'event_key UUID',
    'batch_id UUID',
    `received_at ${milliseconds}`,
    'connection_id UUID',
    'provider String',
    'call_id String',
    `time ${milliseconds}`,
    `time_source ${sourceType}`,
    `direction ${directionType}`,
    'caller String',
    'callee String',
    'country String',
    `started_at ${milliseconds}`,
    `answered_at Nullable(${milliseconds})`,
    `ended_at ${milliseconds}`,
    'result String',
    'operator_id String',
    'cost Nullable(Decimal(18, 6))',
    'cost_currency String',
    'request_id UUID',
    'request_index UInt32',
    // Of several copies of an event the one with the greatest stays: see log/precedence.ts.
    'precedence UInt64',
  ],
  engine: 'ReplacingMergeTree',
  versionColumn: 'precedence',
  primaryKey: ['company_id', 'call_key'],
  orderBy: ['company_id', 'call_key', 'event_key'],
  settings: { ...durable, index_granularity: 256, min_bytes_for_wide_part: 1_000_000_000_000_000 },
}

/** Which calls each inserted batch touched: what a tick has to fold. */
export const changedCalls: Table = {
  name: 'changed_calls',
  columns: ['company_id UUID', `inserted_at ${milliseconds}`, 'batch_id UUID', 'call_key UUID'],
  engine: 'MergeTree',
  partitionBy: 'toDate(inserted_at)',
  orderBy: ['inserted_at', 'batch_id', 'company_id', 'call_key'],
  ttl: 'toDateTime(inserted_at) + INTERVAL 7 DAY',
  settings: { ...durable, ttl_only_drop_parts: 1 },
}

/** Every hour under which a call's facts were ever written. Written before the facts of the same tick. */
export const callPlaces: Table = {
  name: 'call_places',
  columns: ['company_id UUID', 'call_key UUID', "started_hour DateTime('UTC')"],
  engine: 'ReplacingMergeTree',
  orderBy: ['company_id', 'call_key', 'started_hour'],
  settings: { index_granularity: 1024 },
}

/** Facts of calls, in the order in which pages ask. `is_deleted` marks a place that a call has left. */
export const calls: Table = {
  name: 'calls',
  columns: [
    'company_id UUID',
    "started_hour DateTime('UTC')",
    'call_key UUID',
    'version UInt64',
    'is_deleted UInt8',
    'call_id String',
    'connection_id UUID',
    `provider ${word}`,
    `direction ${directionType}`,
    'caller String',
    'callee String',
    `country ${word}`,
    `started_at ${milliseconds}`,
    `answered_at Nullable(${milliseconds})`,
    `ended_at ${milliseconds}`,
    `result ${word}`,
    `operator_id ${word}`,
    'cost Nullable(Decimal(18, 6))',
    `cost_currency ${word}`,
    'event_count UInt32',
    `first_received_at ${milliseconds}`,
    `last_received_at ${milliseconds}`,
  ],
  engine: 'ReplacingMergeTree',
  versionColumn: 'version',
  partitionBy: "toMonday(started_hour, 'UTC')",
  orderBy: ['company_id', 'started_hour', 'call_key'],
}

export const callTables: readonly Table[] = [callLog, changedCalls, callPlaces, calls]

import { callLog } from './call-tables.ts'
import { chatLog } from './chat-tables.ts'
import { durable, milliseconds } from './column-types.ts'
import type { Table } from './table.ts'
import { messageLog } from './tables.ts'

/**
 * Replays of archives: what was asked for and how far it is, one row per step. `reading`: the archive is read beside the log,
 * which stays as it is. `switching`: all that is to change is written down, and is changed whatever happens.
 */
export const replays: Table = {
  name: 'replays',
  columns: [
    'company_id UUID',
    'replay_id UUID',
    'version UInt64',
    "state Enum8('asked' = 1, 'reading' = 2, 'switching' = 3, 'done' = 4, 'failed' = 5)",
    // Empty: all of them. The canonical API is the connection of nothing but zeros.
    'connections Array(UUID)',
    `from_at ${milliseconds}`,
    // Where the reading under way begins: later than what was asked for when only what came meanwhile is read again.
    `since_at ${milliseconds}`,
    `cut_at ${milliseconds}`,
    // Names the rows of one reading in the tables below.
    'reading_id UUID',
    'asked_by String',
    `asked_at ${milliseconds}`,
    'requests UInt64',
    'requests_read UInt64',
    'events UInt64',
    'added UInt64',
    'removed UInt64',
    'detail String',
  ],
  engine: 'ReplacingMergeTree',
  versionColumn: 'version',
  orderBy: ['company_id', 'replay_id'],
  settings: durable,
  perShard: true,
}

/** A log as today's adapters give it, beside the one that is read. */
function reread(log: Table, name: string): Table {
  return {
    name,
    columns: ['reading_id UUID', ...log.columns],
    engine: log.engine,
    ...(log.versionColumn === undefined ? {} : { versionColumn: log.versionColumn }),
    partitionBy: 'reading_id',
    orderBy: log.orderBy,
    settings: log.settings ?? {},
    perShard: true,
  }
}

export const replayedMessages: Table = reread(messageLog, 'replayed_messages')
export const replayedChats: Table = reread(chatLog, 'replayed_chats')
export const replayedCalls: Table = reread(callLog, 'replayed_calls')

/** Which requests a reading has read: their events are to be those that it gave, and no others. */
export const replayedRequests: Table = {
  name: 'replayed_requests',
  columns: ['reading_id UUID', 'company_id UUID', 'request_id UUID'],
  engine: 'ReplacingMergeTree',
  partitionBy: 'reading_id',
  orderBy: ['company_id', 'request_id'],
  settings: durable,
  perShard: true,
}

/** Rows of the logs that a reading does away with, each by what no other row has: its key and the batch that wrote it. */
export const replayRemovals: Table = {
  name: 'replay_removals',
  columns: [
    'reading_id UUID',
    'company_id UUID',
    "log Enum8('message_log' = 1, 'chat_log' = 2, 'call_log' = 3)",
    'item_key UUID',
    'event_key UUID',
    'batch_id UUID',
  ],
  engine: 'ReplacingMergeTree',
  partitionBy: 'reading_id',
  orderBy: ['company_id', 'log', 'item_key', 'event_key', 'batch_id'],
  settings: durable,
  perShard: true,
}

/** What a reading leaves behind, until it has come to an end. */
export const readingTables: readonly Table[] = [
  replayedMessages,
  replayedChats,
  replayedCalls,
  replayedRequests,
  replayRemovals,
]

export const replayTables: readonly Table[] = [replays, ...readingTables]

import { chatAuthors, chatClosers, chatContacts, chatSteps } from '../../contract/index.ts'
import { durable, enumOf, milliseconds, sourceType, word } from './column-types.ts'
import type { Table } from './table.ts'
import { overAtIndex, standingIndices, workedOutChatColumns } from './worked-out-chat-columns.ts'

export const chatStepType = enumOf(chatSteps)
export const chatAuthorType = enumOf(chatAuthors)
export const chatCloserType = enumOf(chatClosers)

/** Chat events: the truth that every fact of chats follows from. As `message_log`. */
export const chatLog: Table = {
  name: 'chat_log',
  columns: [
    'company_id UUID',
    'chat_key UUID',
    'event_key UUID',
    'batch_id UUID',
    `received_at ${milliseconds}`,
    'connection_id UUID',
    'provider String',
    'chat_id String',
    `step ${chatStepType}`,
    `time ${milliseconds}`,
    `time_source ${sourceType}`,
    'messenger String',
    'channel_id String',
    'customer_id String',
    'group_id String',
    'operator_id String',
    'channel_name String',
    'group_name String',
    'operator_name String',
    "opened_by Enum8('' = 0, 'customer' = 1, 'company' = 2)",
    'message_id String',
    `author ${chatAuthorType}`,
    'is_public UInt8',
    `closed_by ${chatCloserType}`,
    'score Int32',
    'comment String',
    'tags Array(String)',
    'request_id UUID',
    'request_index UInt32',
    // Of several copies of an event the one with the greatest stays: see log/precedence.ts.
    'precedence UInt64',
  ],
  engine: 'ReplacingMergeTree',
  versionColumn: 'precedence',
  primaryKey: ['company_id', 'chat_key'],
  orderBy: ['company_id', 'chat_key', 'event_key'],
  settings: { ...durable, index_granularity: 256, min_bytes_for_wide_part: 1_000_000_000_000_000 },
}

/** Which chats each inserted batch touched: what a tick has to fold. */
export const changedChats: Table = {
  name: 'changed_chats',
  columns: ['company_id UUID', `inserted_at ${milliseconds}`, 'batch_id UUID', 'chat_key UUID'],
  engine: 'MergeTree',
  partitionBy: 'toDate(inserted_at)',
  orderBy: ['inserted_at', 'batch_id', 'company_id', 'chat_key'],
  ttl: 'toDateTime(inserted_at) + INTERVAL 7 DAY',
  settings: { ...durable, ttl_only_drop_parts: 1 },
}

/** Every hour under which a chat's facts were ever written. Written before the facts of the same tick. */
export const chatPlaces: Table = {
  name: 'chat_places',
  columns: ['company_id UUID', 'chat_key UUID', "opened_hour DateTime('UTC')"],
  engine: 'ReplacingMergeTree',
  orderBy: ['company_id', 'chat_key', 'opened_hour'],
  settings: { index_granularity: 1024 },
}

/** The latest name that a source gave to a configured chat, a group or an operator. */
export const chatNames: Table = {
  name: 'chat_names',
  columns: [
    'company_id UUID',
    "kind Enum8('channel' = 1, 'group' = 2, 'operator' = 3)",
    'id String',
    'name String',
    `messenger ${word}`,
    'seen_at UInt64',
  ],
  engine: 'ReplacingMergeTree',
  versionColumn: 'seen_at',
  orderBy: ['company_id', 'kind', 'id'],
}

const moments = `Array(${milliseconds})`
const words = `Array(${word})`
/** Durations where null is -1. */
const durations = 'Array(Int64)'
const maybeMoment = `Nullable(${milliseconds})`

/**
 * Facts of chats, one row per chat with all its items as parallel arrays (docs/decisions/0019-chats.md), in the order in which pages
 * ask. In arrays a missing moment is the epoch's start and a missing duration is -1: arrays of Nullable cost a mask each.
 */
export const chats: Table = {
  name: 'chats',
  columns: [
    'company_id UUID',
    "opened_hour DateTime('UTC')",
    'chat_key UUID',
    'version UInt64',
    'is_deleted UInt8',
    'chat_id String',
    'connection_id UUID',
    `provider ${word}`,
    `messenger ${word}`,
    `channel_id ${word}`,
    'customer_id String',
    "opened_by Enum8('' = 0, 'customer' = 1, 'company' = 2)",
    `opened_at ${milliseconds}`,
    "opened_from Enum8('opened' = 1, 'first_event' = 2)",
    `group_id ${word}`,
    `operator_id ${word}`,
    'is_open UInt8',
    `closed_at ${maybeMoment}`,
    `closed_by ${chatCloserType}`,
    `first_closed_at ${maybeMoment}`,
    'closed_business_ms Nullable(Int64)',
    'first_closed_business_ms Nullable(Int64)',
    `contact Enum8(${chatContacts.map((each, index) => `'${each}' = ${index}`).join(', ')})`,
    `handed_over_at ${maybeMoment}`,
    `replied_at ${maybeMoment}`,
    `bot_replied_at ${maybeMoment}`,
    `unanswered_since ${maybeMoment}`,
    'customer_messages UInt32',
    'operator_messages UInt32',
    'bot_messages UInt32',
    'private_messages UInt32',
    "first_response_state Enum8('none' = 0, 'pending' = 1, 'answered' = 2)",
    `first_response_start ${maybeMoment}`,
    `first_response_at ${maybeMoment}`,
    `first_response_operator ${word}`,
    `first_response_group ${word}`,
    'first_response_ms Nullable(Int64)',
    'first_response_business_ms Nullable(Int64)',
    'first_response_target_ms Nullable(Int64)',
    `first_response_due_at ${maybeMoment}`,
    `first_response_business_due_at ${maybeMoment}`,
    `turn_asked_at ${moments}`,
    `turn_ended_at ${moments}`,
    "turn_outcome Array(Enum8('open' = 0, 'operator' = 1, 'bot' = 2, 'closed' = 3))",
    `turn_operator ${words}`,
    `turn_group ${words}`,
    `turn_business_ms ${durations}`,
    'turn_is_first Array(UInt8)',
    `turn_target_ms ${durations}`,
    `turn_due_at ${moments}`,
    `turn_business_due_at ${moments}`,
    `cycle_from ${moments}`,
    `cycle_to ${moments}`,
    `cycle_by Array(${chatCloserType})`,
    `cycle_operator ${words}`,
    `cycle_group ${words}`,
    `cycle_from_operator ${words}`,
    `cycle_from_group ${words}`,
    `cycle_business_ms ${durations}`,
    `stint_from ${moments}`,
    `stint_to ${moments}`,
    `stint_operator ${words}`,
    `stint_group ${words}`,
    `wait_since ${moments}`,
    `wait_from ${moments}`,
    `wait_to ${moments}`,
    `wait_operator ${words}`,
    `wait_group ${words}`,
    `handling_operator ${words}`,
    `handling_group ${words}`,
    `handling_from ${moments}`,
    `handling_ended_at ${moments}`,
    `handling_ms ${durations}`,
    `handling_business_ms ${durations}`,
    `message_at ${moments}`,
    `message_author Array(${chatAuthorType})`,
    `message_operator ${words}`,
    `message_group ${words}`,
    `survey_asked_at ${moments}`,
    `survey_rated_at ${moments}`,
    'survey_score Array(UInt8)',
    `survey_operator ${words}`,
    `survey_group ${words}`,
    `survey_rated_operator ${words}`,
    `survey_rated_group ${words}`,
    'tags Array(String)',
    `flags ${words}`,
    'event_count UInt32',
    `last_event_at ${milliseconds}`,
    `first_received_at ${milliseconds}`,
    `last_received_at ${milliseconds}`,
    ...workedOutChatColumns,
    overAtIndex,
    ...standingIndices,
  ],
  engine: 'ReplacingMergeTree',
  versionColumn: 'version',
  partitionBy: "toMonday(opened_hour, 'UTC')",
  orderBy: ['company_id', 'opened_hour', 'chat_key'],
  // Rows are long: short granules keep what a single chat costs small.
  settings: { index_granularity: 2048 },
}

export const chatTables: readonly Table[] = [chatLog, changedChats, chatPlaces, chatNames, chats]

import { type Layout, localTable } from '../connect/topology.ts'

/** Notes each inserted batch's chats, with the node's own time. */
export function changedChatsFeed(layout: Layout): string {
  return `CREATE MATERIALIZED VIEW IF NOT EXISTS changed_chats_feed TO ${localTable(layout, 'changed_chats')} AS
SELECT DISTINCT company_id, now64(3, 'UTC') AS inserted_at, batch_id, chat_key
FROM ${localTable(layout, 'chat_log')}`
}

/** Notes what a source calls its chats, groups and operators, by the moment at which it did; the latest name stays. */
export function chatNamesFeed(layout: Layout): string {
  return `CREATE MATERIALIZED VIEW IF NOT EXISTS chat_names_feed TO ${localTable(layout, 'chat_names')} AS
SELECT company_id, CAST(named.1, 'Enum8(\\'channel\\' = 1, \\'group\\' = 2, \\'operator\\' = 3)') AS kind,
  named.2 AS id, named.3 AS name, named.4 AS messenger, toUInt64(greatest(toUnixTimestamp64Milli(time), 0)) AS seen_at
FROM (
  SELECT company_id, time, arrayJoin([('channel', channel_id, channel_name, messenger), ('group', group_id, group_name, ''),
    ('operator', operator_id, operator_name, '')]) AS named
  FROM ${localTable(layout, 'chat_log')}
)
WHERE named.2 != '' AND named.3 != ''`
}

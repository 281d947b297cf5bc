import type { Logger } from 'pino'
import { type ChatSettingsRoom, openChatSettings, type SeenName } from '../chat-settings/index.ts'
import { type ChatNameKind, chatNameKinds } from '../contract/index.ts'
import { type Clock, dayMs } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import type { Records } from '../records/index.ts'

/** Names of a company that are looked at. */
const maxSeenNames = 10_000
/** Ids that no source names are looked for among chats that began since then. */
const seenForMs = 90 * dayMs

interface Surroundings {
  readonly records: Records
  readonly clock: Clock
  readonly log: Logger
}

/** Settings of chats over the facts: they know the names that chats came with, and fold chats again. */
export function openChatSettingsOver(facts: Facts, { records, clock, log }: Surroundings): ChatSettingsRoom {
  return openChatSettings({
    records,
    clock,
    seenNames: (companyId) => seenNames(facts, companyId, clock()),
    refoldChats: (asked) => facts.refoldChats(asked),
    onError: (error) => log.error({ err: error }, 'chats could not be folded again; it is tried again'),
  })
}

/** What sources called them, and ids of late that they gave no name. */
async function seenNames(facts: Facts, companyId: string, nowMs: number): Promise<readonly SeenName[]> {
  const { rows } = await facts.forCompany(companyId).query<SeenRow>({
    sql: (
      from,
    ) => `SELECT kind, id, max(called) AS name, max(through) AS messenger, max(seen) AS seen_at FROM (
  SELECT CAST(kind, 'String') AS kind, id, name AS called, CAST(messenger, 'String') AS through, toInt64(seen_at) AS seen
  FROM ${from.chatNames}
  UNION ALL
  SELECT named.1, named.2, '', named.3, toInt64(max(toUnixTimestamp64Milli(last_event_at)))
  FROM (
    SELECT last_event_at, arrayJoin([('channel', CAST(channel_id, 'String'), CAST(messenger, 'String')),
      ('group', CAST(group_id, 'String'), ''), ('operator', CAST(operator_id, 'String'), '')]) AS named
    FROM ${from.chats}
    WHERE opened_hour >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
  )
  WHERE named.2 != ''
  GROUP BY named.1, named.2, named.3
)
GROUP BY kind, id
ORDER BY seen_at DESC, kind, id
LIMIT {limit:UInt32}`,
    params: { since: nowMs - seenForMs, limit: maxSeenNames },
  })
  return rows.flatMap(({ kind, seen_at, ...row }) => {
    const known = toKind(kind)
    return known ? [{ ...row, kind: known, seenAtMs: Number(seen_at) }] : []
  })
}

interface SeenRow {
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly messenger: string
  readonly seen_at: number | string
}

function toKind(text: string): ChatNameKind | undefined {
  return chatNameKinds.find((kind) => kind === text)
}

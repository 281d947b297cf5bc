import type { CompanyFacts } from '../facts/index.ts'

/** What is known of a chat: how it stands in the facts, and which events are in its log. */
export interface ChatKnowledge {
  /** Null until the chat was folded. */
  readonly chat: {
    readonly isOpen: boolean
    readonly closedAtMs: number | null
    readonly operatorId: string
    readonly groupId: string
  } | null
  readonly eventKeys: ReadonlySet<string>
}

interface ChatRow {
  readonly key: string
  readonly is_open: number
  readonly closed_ms: string | null
  readonly operator: string
  readonly group: string
}

/** What is known of some chats of a company, by their keys. */
export async function knownChats(
  facts: CompanyFacts,
  chatKeys: readonly string[],
): Promise<ReadonlyMap<string, ChatKnowledge>> {
  if (chatKeys.length === 0) return new Map()
  const params = { chatKeys }
  const { rows: chats } = await facts.query<ChatRow>({
    sql: (from) => `
      SELECT toString(chat_key) AS key, is_open, toString(toUnixTimestamp64Milli(closed_at)) AS closed_ms,
        if(empty(stint_operator), '', stint_operator[-1]) AS operator,
        if(empty(stint_group), group_id, stint_group[-1]) AS group
      FROM ${from.chats} WHERE chat_key IN {chatKeys:Array(UUID)}`,
    params,
  })
  const { rows: events } = await facts.query<{ key: string; event_keys: readonly string[] }>({
    sql: (from) => `
      SELECT toString(chat_key) AS key, arrayMap(each -> toString(each), groupArray(event_key)) AS event_keys
      FROM ${from.chatLog} WHERE chat_key IN {chatKeys:Array(UUID)} GROUP BY chat_key`,
    params,
  })
  const standing = new Map(chats.map((row) => [row.key, fromRowChat(row)]))
  const known = new Map<string, ChatKnowledge>()
  for (const { key, event_keys } of events)
    known.set(key, { chat: standing.get(key) ?? null, eventKeys: new Set(event_keys) })
  return known
}

function fromRowChat({ is_open, closed_ms, operator, group }: ChatRow): ChatKnowledge['chat'] {
  return {
    isOpen: is_open === 1,
    closedAtMs: closed_ms === null ? null : Number(closed_ms),
    operatorId: operator,
    groupId: group,
  }
}

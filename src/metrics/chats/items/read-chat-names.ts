import type { ChatNames } from '../../../contract/index.ts'
import type { CompanyFacts } from '../../../facts/index.ts'
import { known } from '../../items/to-api-item.ts'

/** Names of each kind that are told; no company has so many widgets, groups or operators. */
const maxNames = 10_000

interface NameRow {
  readonly kind: 'channel' | 'group' | 'operator'
  readonly id: string
  readonly name: string
  readonly messenger: string
}

/** `GET /api/v1/chat-names`: what the sources call their configured chats, groups and operators. */
export async function readChatNames(facts: CompanyFacts): Promise<ChatNames> {
  const { rows } = await facts.query<NameRow>({
    sql: (from) => `SELECT kind, id, name, messenger
FROM ${from.chatNames}
WHERE id != ''
ORDER BY name = '', lowerUTF8(name), id
LIMIT ${maxNames} BY kind`,
  })
  const named = (kind: NameRow['kind']) =>
    rows.filter((row) => row.kind === kind).map(({ id, name }) => ({ id, name: known(name) }))
  return {
    chats: rows
      .filter(({ kind }) => kind === 'channel')
      .map(({ id, name, messenger }) => ({ id, name: known(name), messenger: known(messenger) })),
    groups: named('group'),
    operators: named('operator'),
  }
}

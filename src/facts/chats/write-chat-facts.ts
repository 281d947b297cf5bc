import type { ChatFacts } from '../../chats/index.ts'
import { localTable } from '../connect/topology.ts'
import type { Scope } from '../fold/scope.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { type ChatChunk, chunkScope } from './chat-chunks.ts'
import { chatFactsColumns, chatFactsStructure, openedHourOf, toRowsChatFacts } from './chat-facts-row.ts'

/** Text of one statement, characters: it stands in the statement itself, and so several times in memory. */
const maxTextLength = 8 * 1024 * 1024

const factNames = chatFactsColumns.map(({ name }) => name).join(', ')

/** As messages: places first, then the rows, each beside those that take it back from where it stood before. */
export async function writeChatFacts(
  shard: ShardFold,
  chunk: ChatChunk,
  facts: readonly ChatFacts[],
  version: string,
): Promise<void> {
  const places = facts.map((each) => `${each.companyId}\t${each.chatKey}\t${openedHourOf(each)}\n`)
  for (const rows of pieces(places))
    await shard.insert(
      {
        into: `${localTable(shard.layout, 'chat_places')} (company_id, chat_key, opened_hour)`,
        select:
          "SELECT * FROM format('TSV', 'company_id UUID, chat_key UUID, opened_hour UInt32', {rows:String})",
      },
      { rows },
    )
  const hoursOf = await hoursOfMoved(shard, chunkScope(chunk))
  const written = facts.map((each) => {
    const home = openedHourOf(each)
    const hours = hoursOf.get(each.companyId + each.chatKey) ?? []
    return toRowsChatFacts(
      each,
      hours.filter((hour) => hour !== home),
    )
  })
  for (const rows of pieces(written))
    await shard.insert(
      {
        into: `${localTable(shard.layout, 'chats')} (company_id, chat_key, opened_hour, is_deleted, ${factNames}, version)`,
        select: `SELECT *, {version:UInt64} FROM format('TSV', '${chatFactsStructure}', {rows:String})`,
      },
      { rows, version },
    )
}

/** All hours of the chats that ever stood under more than one, seconds since 1970, by company and key. */
async function hoursOfMoved(shard: ShardFold, scope: Scope): Promise<ReadonlyMap<string, readonly number[]>> {
  const { rows } = await shard.engine.ask<{ company_id: string; chat_key: string; hours: readonly number[] }>(
    'fold',
    `SELECT company_id, chat_key, arrayMap(hour -> toUInt32(hour), groupUniqArray(opened_hour)) AS hours
     FROM ${localTable(shard.layout, 'chat_places')} PREWHERE ${scope.condition}
     GROUP BY company_id, chat_key HAVING length(hours) > 1`,
    scope.params,
  )
  return new Map(rows.map((row) => [row.company_id + row.chat_key, row.hours]))
}

/** Joined up to the length of a statement; one row that is longer goes alone. */
function* pieces(rows: readonly string[]): Generator<string> {
  let start = 0
  let length = 0
  for (const [index, row] of rows.entries()) {
    if (length > 0 && length + row.length > maxTextLength) {
      yield rows.slice(start, index).join('')
      start = index
      length = 0
    }
    length += row.length
  }
  if (length > 0) yield rows.slice(start).join('')
}

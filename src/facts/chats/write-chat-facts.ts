import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { batchText } from '../log/batch-text.ts'
import { chatFactsColumns } from './chat-facts-row.ts'

/** Holds the rows of one piece of a fold between their coming and their being copied. */
export const chatsStaged = 'chats_staged'

const factNames = chatFactsColumns.map(({ name }) => name)
const stagedNames = ['version', 'company_id', 'chat_key', 'opened_hour', ...factNames] as const
const stagedColumns = [
  'version UInt64',
  'company_id UUID',
  'chat_key UUID',
  "opened_hour DateTime('UTC')",
].concat(chatFactsColumns.map(({ name, type }) => `${name} ${type}`))

/**
 * Writes what chats came to (`toRowChatFacts`), as messages do: places first, then the rows, each beside those that take it back from where it stood
 * before. The rows are brought to a table in memory, and statements that read the term of the turn copy them from there: what an
 * earlier writer left under way can reach that table and no other (docs/decisions/0019-chats.md).
 */
export async function writeChatFacts(
  shard: ShardFold,
  rows: readonly string[],
  version: string,
): Promise<void> {
  if (rows.length === 0) return
  const staged = localTable(shard.layout, chatsStaged)
  const places = localTable(shard.layout, 'chat_places')
  await shard.engine.run(
    'fold',
    `CREATE OR REPLACE TABLE ${staged} (${stagedColumns.join(', ')}) ENGINE = Memory`,
  )
  // Each row says its version: those of an earlier writer that come late are none of ours.
  const text = batchText(version, rows)
  await shard.engine.insertText({ table: staged, columns: stagedNames, text }, 'fold')
  const ours = `FROM ${staged} WHERE version = {version:UInt64}`
  // Another process may have replaced the table meanwhile: what is copied must be all of it.
  const isWhole = `(SELECT throwIf(count() != {staged:UInt64}, 'The rows of a fold were taken away.') ${ours}) = 0`
  const params = { version, staged: rows.length }
  await shard.insert(
    {
      into: `${places} (company_id, chat_key, opened_hour)`,
      select: `SELECT company_id, chat_key, opened_hour ${ours} AND ${isWhole}`,
    },
    params,
  )
  await shard.insert(
    {
      into: `${localTable(shard.layout, 'chats')} (company_id, chat_key, opened_hour, version, is_deleted, ${factNames.join(', ')})`,
      select: `SELECT company_id, chat_key, arrayJoin(hours) AS place_hour, version, place_hour != home_hour, ${factNames.join(', ')}
FROM (SELECT *, opened_hour AS home_hour ${ours} AND ${isWhole}) AS folded
INNER JOIN (
SELECT company_id, chat_key, groupUniqArray(opened_hour) AS hours
FROM ${places}
WHERE (company_id, chat_key) IN (SELECT company_id, chat_key ${ours})
GROUP BY company_id, chat_key
) AS places USING (company_id, chat_key)`,
    },
    params,
  )
}

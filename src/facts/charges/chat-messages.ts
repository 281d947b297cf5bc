import { chatMessageProvider } from '../../contract/index.ts'
import { uuidV7 } from '../../core/index.ts'
import { allEngines, type Layout, localTable, type Topology } from '../connect/topology.ts'
import { keyRanges } from '../fold/key-ranges.ts'
import { rangeScope } from '../fold/scope.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import type { RerateOptions } from './rerate.ts'

/*
 * Messages of chats are charged as messages are: where a price list has rates for them, their events stand in the log of messages
 * too (docs/decisions/0019-chats.md, Charges), as delivered ones of the channel `chat` whose kind is their author. From there on
 * nothing knows them apart but the door, which leaves them out of the messages of pages.
 */

/** Log rows of one statement: bounds its memory, as it looks for no more messages than it may bring in. */
const rowsOfStatement = 200_000

/** Which message a chat's message is; `name` is its id, or that of the event where it has none. */
export const chatMessageKey = `reinterpretAsUUID(sipHash128('chat message', chat_key, name))`

/** Public messages of a customer, an operator or the bot, each with what `chatMessageKey` goes by. */
export function namedChatMessages(source: string): string {
  return `(
  SELECT *, if(message_id = '', toString(event_key), message_id) AS name FROM ${source}
  WHERE step = 'message' AND is_public AND author IN ('customer', 'operator', 'bot')
)`
}

/** Rows of the log of messages; what is not named has its blank default. */
function chatMessages(source: string, batch: string): string {
  return `SELECT company_id, ${chatMessageKey} AS message_key, event_key, ${batch} AS batch_id,
  received_at, connection_id, '${chatMessageProvider}' AS provider, if(name = toString(event_key), chat_id, name) AS message_id,
  'delivered' AS step, time, time_source, 'chat' AS channel, operator_id AS sender, if(customer_id = '', chat_id, customer_id) AS recipient,
  toString(author) AS kind, request_id, request_index, precedence
FROM ${namedChatMessages(source)}`
}

/** Puts messages of chats into the log of messages as they come. */
function chatMessagesFeed(layout: Layout): string {
  return `CREATE MATERIALIZED VIEW IF NOT EXISTS chat_messages_feed TO ${localTable(layout, 'message_log')} AS
${chatMessages(localTable(layout, 'chat_log'), 'batch_id')}`
}

/** Made before the first rates for messages of chats come: without any, they cost nothing and are not written twice. */
export async function feedChatMessages(topology: Topology): Promise<void> {
  for (const engine of allEngines(topology)) await engine.run('upkeep', chatMessagesFeed(topology.layout))
}

/** Messages of a company's chats that came before there were rates for them, from the start of a change of prices on. */
export async function addChatMessages(
  shard: ShardFold,
  options: Pick<RerateOptions, 'companyId' | 'fromMs'>,
  nowMs: number,
): Promise<void> {
  if (!(await hasFeed(shard))) return
  const { layout, engine } = shard
  const chatLog = localTable(layout, 'chat_log')
  const scope = rangeScope({ companyIds: [options.companyId] })
  for (const range of await keyRanges(engine, { table: chatLog, scope, key: 'chat_key' }, rowsOfStatement)) {
    const { condition, params } = rangeScope(range, 'chat_key')
    const said = `(SELECT * FROM ${chatLog} FINAL WHERE ${condition} AND time >= fromUnixTimestamp64Milli({from:Int64}, 'UTC'))`
    await engine.run(
      'fold',
      `INSERT INTO ${localTable(layout, 'message_log')} (company_id, message_key, event_key, batch_id, received_at, connection_id, provider,
  message_id, step, time, time_source, channel, sender, recipient, kind, request_id, request_index, precedence)
SELECT * FROM (
${chatMessages(said, '{batch:UUID}')}
)
WHERE (message_key, event_key) NOT IN (
  SELECT message_key, event_key FROM ${localTable(layout, 'message_log')}
  WHERE company_id = {company:UUID} AND message_key IN (SELECT ${chatMessageKey} FROM ${namedChatMessages(said)})
)`,
      { ...params, company: options.companyId, from: Math.max(0, options.fromMs), batch: uuidV7(nowMs) },
    )
  }
}

async function hasFeed({ engine }: ShardFold): Promise<boolean> {
  const { rows } = await engine.ask(
    'fold',
    `SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = 'chat_messages_feed'`,
  )
  return rows.length > 0
}

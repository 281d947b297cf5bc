import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '../../src/records/index.ts'
import type { directClient } from './analytics-world.ts'
import { chatsWorld } from './chats-world.ts'
import { progress } from './report.ts'

/** Binds $1 the account, $2 and $3 the period. */
export type PostgresAsk = string

type By = string | null

/*
 * A support desk in PostgreSQL keeps conversations and messages and writes a row of reporting events for each thing that it measures
 * when it happens; every chart averages or counts these. The indices are those that such a desk has.
 */
const tables = `
CREATE TABLE conversations (id bigint PRIMARY KEY, account_id int NOT NULL, inbox_id int NOT NULL, team_id int, assignee_id int, contact_id bigint,
  status int NOT NULL, created_at timestamp NOT NULL, waiting_since timestamp, first_reply_created_at timestamp);
CREATE TABLE messages (id bigserial PRIMARY KEY, account_id int NOT NULL, inbox_id int NOT NULL, conversation_id bigint NOT NULL,
  message_type int NOT NULL, sender_id int, created_at timestamp NOT NULL);
CREATE TABLE reporting_events (id bigserial PRIMARY KEY, name text, value double precision, value_in_business_hours double precision, account_id int,
  inbox_id int, user_id int, conversation_id bigint, event_start_time timestamp, event_end_time timestamp, created_at timestamp NOT NULL)`
const indices = `
CREATE INDEX ON conversations (account_id, created_at);
CREATE INDEX ON conversations (account_id, inbox_id, status, assignee_id);
CREATE INDEX ON conversations (contact_id);
CREATE INDEX ON messages (account_id, created_at, message_type);
CREATE INDEX ON messages (conversation_id, account_id, message_type, created_at);
CREATE INDEX ON messages (inbox_id);
CREATE INDEX ON reporting_events (account_id, name, created_at);
CREATE INDEX ON reporting_events (conversation_id);
CREATE INDEX ON reporting_events (user_id);
CREATE INDEX ON reporting_events (inbox_id)`

const at = (column: string): string => `formatDateTime(${column}, '%Y-%m-%d %H:%i:%S', 'UTC')`
const numberOf = (column: string): string => `toUInt32OrZero(splitByChar('-', ${column})[2])`
const inbox = numberOf('channel_id')

/** Rows of each table as the engine reads them out of its own; each restricted to the chats opened within a week. */
const copies = [
  {
    into: 'conversations (id, account_id, inbox_id, team_id, assignee_id, contact_id, status, created_at, waiting_since, first_reply_created_at)',
    select: `chat_id, 1, ${inbox}, ${numberOf('group_id')}, ${numberOf('operator_id')}, customer_id, if(is_open, 0, 1), ${at('opened_at')}, if(is_open AND unanswered_since IS NOT NULL, ${at('unanswered_since')}, NULL), ${at('first_response_at')}`,
    unfold: '',
    where: '1',
  },
  {
    into: 'messages (account_id, inbox_id, conversation_id, message_type, sender_id, created_at)',
    select: `1, ${inbox}, chat_id, if(message_author = 'customer', 0, 1), ${numberOf('message_operator')}, ${at('message_at')}`,
    unfold: 'ARRAY JOIN message_at, message_author, message_operator',
    where: '1',
  },
  ...[
    ['first_response', 'first_response_start', 'first_response_at', 'first_response_operator', ''],
    ['reply_time', 'turn_asked_at', 'turn_ended_at', 'turn_operator', 'turn'],
    ['conversation_resolved', 'cycle_from', 'cycle_to', 'cycle_operator', 'cycle'],
    ['conversation_bot_handoff', 'opened_at', 'handed_over_at', 'operator_id', ''],
  ].map(([name, from = '', to = '', operator = '', unfolds]) => ({
    into: 'reporting_events (name, value, value_in_business_hours, account_id, inbox_id, user_id, conversation_id, event_start_time, event_end_time, created_at)',
    select: `'${name}', dateDiff('second', ${from}, ${to}), intDiv(dateDiff('second', ${from}, ${to}), 2), 1, ${inbox}, ${numberOf(operator)}, chat_id, ${at(from)}, ${at(to)}, ${at(to)}`,
    unfold: unfolds === '' ? '' : `ARRAY JOIN ${from}, ${to}, ${operator}`,
    where: `${to} > ${from}`,
  })),
]

const weekMs = 7 * 86_400_000
const quiet = (): void => {}
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/** A support desk's tables in PostgreSQL with the same chats, of the last two months only: all that the month's charts need. */
export async function openPlainPostgresChats(scratch: string, engine: ReturnType<typeof directClient>) {
  const server = await startEmbeddedPostgres({ dataDir: join(scratch, 'plain'), log: silent })
  const client = new Client({ connectionString: server.url })
  await client.connect()
  await client.query(tables)
  const toMs = Date.parse(chatsWorld.to)
  for (let fromMs = Date.parse(chatsWorld.before); fromMs < toMs; fromMs += weekMs) {
    for (const { into, select, unfold, where } of copies) {
      const { query_id: _, ...answer } = await engine.exec({
        query: `SELECT ${select} FROM chats ${unfold} WHERE opened_at >= fromUnixTimestamp64Milli({from:Int64}) AND opened_at < fromUnixTimestamp64Milli({to:Int64}) AND ${where} FORMAT CSV`,
        query_params: { from: fromMs, to: Math.min(fromMs + weekMs, toMs) },
      })
      const file = join(scratch, 'copied.csv')
      await writeFile(file, answer.stream)
      await client.query(`COPY ${into} FROM '${file}' WITH (FORMAT csv, NULL '\\N')`)
      await rm(file)
    }
  }
  await client.query(indices)
  await client.query('VACUUM ANALYZE')
  progress('filled PostgreSQL')
  const counted = async (table: string): Promise<number> => {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)
    return Number(rows[0]?.n)
  }
  return {
    rows: {
      conversations: await counted('conversations'),
      messages: await counted('messages'),
      'reporting events': await counted('reporting_events'),
    },
    ask: (text: string, values: readonly string[]) => client.query(text, [...values]),
    close: async () => {
      await client.end()
      await server.stop()
    },
  }
}

const ofPeriod = 'account_id = $1 AND created_at >= $2 AND created_at < $3'

function grouped(columns: string, from: string, by: By): string {
  const [key, group] = by === null ? ['', ''] : [`${by}, `, ` GROUP BY ${by}`]
  return `SELECT ${key}${columns} FROM ${from} WHERE ${ofPeriod}${group}`
}

export function pgConversations(...by: readonly By[]): PostgresAsk {
  const keys = by.filter((key) => key !== null)
  return grouped('count(*)', 'conversations', keys.length === 0 ? null : keys.join(', '))
}

/** Those that came in and those that went out are two charts. */
export function pgMessages(by: By): readonly PostgresAsk[] {
  return [0, 1].map((type) =>
    grouped('count(*)', `(SELECT * FROM messages WHERE message_type = ${type}) AS of_type`, by),
  )
}

/** Number and mean, as such a desk has them; it has no percentiles. */
export function pgEvents(name: string, by: By): PostgresAsk {
  return grouped(
    'count(*), avg(value)',
    `(SELECT * FROM reporting_events WHERE name = '${name}') AS named`,
    by,
  )
}

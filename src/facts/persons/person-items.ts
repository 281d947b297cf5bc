import type { CompanyFacts } from '../company/company-facts.ts'
import type { CompanyTables } from '../company/company-tables.ts'
import { isAbout } from './erase-person.ts'
import { type ErasedLog, erasedLogs } from './erased-columns.ts'
import { type Person, type PersonCounts, type PersonItem, personParams } from './person.ts'

/** Items of one page, whose events are asked for together. */
const pageSize = 500

/** Columns that say how rows are kept, and nothing of what happened. */
const keeping = {
  fact: 'company_id, version, is_deleted',
  event: 'company_id, batch_id, precedence, request_index',
}

const sources = {
  message_log: { kind: 'message', facts: 'messages', events: 'messageLog', hour: 'created_hour' },
  chat_log: { kind: 'chat', facts: 'chats', events: 'chatLog', hour: 'opened_hour' },
  call_log: { kind: 'call', facts: 'calls', events: 'callLog', hour: 'started_hour' },
} as const satisfies Record<
  ErasedLog['log'],
  { kind: PersonItem['kind']; facts: keyof CompanyTables; events: keyof CompanyTables; hour: string }
>

/** Keys of what tells of the person: by the log, as one event may name somebody whom the fact does not. */
const keysAbout = (from: CompanyTables, person: Person, of: ErasedLog): string =>
  `SELECT DISTINCT ${of.key} FROM ${from[sources[of.log].events]} WHERE ${isAbout(person, of)}`

export async function countItems(facts: CompanyFacts, person: Person): Promise<PersonCounts> {
  const counts = { message_log: 0, chat_log: 0, call_log: 0 }
  for (const of of erasedLogs) {
    const { rows } = await facts.query<{ n: number }>({
      sql: (from) =>
        `SELECT count() AS n FROM (SELECT 1 FROM ${from[sources[of.log].facts]} WHERE ${of.key} IN (${keysAbout(from, person, of)}))`,
      params: personParams(person),
    })
    counts[of.log] = rows[0]?.n ?? 0
  }
  return { messages: counts.message_log, chats: counts.chat_log, calls: counts.call_log }
}

/** Page by page, messages first, then chats and calls. */
export async function* personItems(facts: CompanyFacts, person: Person): AsyncGenerator<PersonItem> {
  for (const of of erasedLogs) {
    for (let after: string | null = null; ; ) {
      const page: readonly Record<string, unknown>[] = await factsAfter(facts, person, of, after)
      if (page.length === 0) break
      const events = await eventsOf(facts, of, page)
      for (const fact of page)
        yield { kind: sources[of.log].kind, fact, events: events.get(String(fact[of.key])) ?? [] }
      after = String(page.at(-1)?.[of.key])
    }
  }
}

async function factsAfter(
  facts: CompanyFacts,
  person: Person,
  of: ErasedLog,
  after: string | null,
): Promise<readonly Record<string, unknown>[]> {
  const source = sources[of.log]
  const { rows } = await facts.query<Record<string, unknown>>({
    sql: (
      from,
    ) => `SELECT * EXCEPT (${keeping.fact}, ${source.hour}${of.log === 'chat_log' ? ', customer_hash' : ''})
FROM ${from[source.facts]}
WHERE ${of.key} IN (${keysAbout(from, person, of)})${after === null ? '' : ` AND ${of.key} > {after:UUID}`}
ORDER BY ${of.key} LIMIT ${pageSize}`,
    params: { ...personParams(person), ...(after === null ? {} : { after }) },
  })
  return rows
}

async function eventsOf(
  facts: CompanyFacts,
  { log, key }: ErasedLog,
  page: readonly Record<string, unknown>[],
): Promise<ReadonlyMap<string, readonly Record<string, unknown>[]>> {
  const { rows } = await facts.query<Record<string, unknown>>({
    sql: (from) => `SELECT * EXCEPT (${keeping.event}) FROM ${from[sources[log].events]}
WHERE ${key} IN {keys:Array(UUID)} ORDER BY ${key}, time, event_key`,
    params: { keys: page.map((fact) => String(fact[key])) },
  })
  return Map.groupBy(rows, (event) => String(event[key]))
}

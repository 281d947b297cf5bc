import { chatMessageProvider } from '../../contract/index.ts'
import { chatMessageKey } from '../charges/chat-messages.ts'
import { localTable } from '../connect/topology.ts'
import { keyRanges } from '../fold/key-ranges.ts'
import { type KeyRange, rangeScope, type Scope } from '../fold/scope.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import type { Replay } from './replay.ts'
import { fingerprint, type ReplayedLog } from './replayed-log.ts'

/** Rows of one statement: bounds its memory. */
const maxRowsOfStatement = 400_000

/** What differs between a log and what a reading gave. */
export interface LogDifference {
  /** Rows to come: new ones, and changed ones in their new form. */
  readonly added: number
  /** Rows to go. */
  readonly removed: number
}

/** Ranges of keys that cover both a company's log and the reading of it. */
export async function rangesOfReplay(
  { engine, layout }: ShardFold,
  { companyId, readingId }: Replay,
  { log, reread, key }: ReplayedLog,
): Promise<readonly KeyRange[]> {
  const ofCompany = rangeScope({ companyIds: [companyId] }, key)
  const sources = [
    { table: localTable(layout, log), scope: ofCompany, key },
    { table: localTable(layout, reread), scope: ofReading(ofCompany, readingId), key },
  ]
  const cut = []
  for (const source of sources) cut.push(await keyRanges(engine, source, maxRowsOfStatement))
  // Ranges have no gaps between them, and no bounds at either end: the finer cut bounds both.
  return cut.reduce((finest, ranges) => (ranges.length > finest.length ? ranges : finest), [])
}

/**
 * Writes down which rows of the log are to go: all copies of an event that came from a request that was read, where what counts of
 * them is not what the reading gives. Copies that came from other requests stay.
 */
export async function noteRemovals(shard: ShardFold, replay: Replay, of: ReplayedLog): Promise<void> {
  const { engine, layout } = shard
  const table = (name: string) => localTable(layout, name)
  const fp = fingerprint(of)
  for (const range of await rangesOfReplay(shard, replay, of)) {
    const { condition, params } = rangeScope(range, of.key)
    const read = `(SELECT request_id FROM ${table('replayed_requests')} WHERE reading_id = {reading:UUID} AND company_id = {company:UUID}
    AND request_id IN (SELECT request_id FROM ${table(of.log)} PREWHERE ${condition}))`
    await engine.run(
      'replay',
      `INSERT INTO ${table('replay_removals')} (reading_id, company_id, log, item_key, event_key, batch_id)
SELECT {reading:UUID}, company_id, '${of.log}', ${of.key}, event_key, batch_id
FROM ${table(of.log)}
PREWHERE ${condition}
WHERE ${of.fromRequests} AND request_id IN ${read} AND (${of.key}, event_key) IN (
  SELECT ${of.key}, event_key FROM (
    SELECT ${of.key}, event_key, request_id, ${fp} AS said FROM ${table(of.log)} FINAL PREWHERE ${condition} WHERE ${of.fromRequests}
  )
  WHERE request_id IN ${read} AND (${of.key}, event_key, said) NOT IN (
    SELECT ${of.key}, event_key, ${fp} FROM ${table(of.reread)} FINAL WHERE reading_id = {reading:UUID} AND ${condition}
  )
)`,
      { ...params, reading: replay.readingId, company: replay.companyId },
    )
  }
}

/**
 * Messages of chats that stand in the log of messages for rows of the log of chats that are to go. Named with their request: the same
 * event may have come again meanwhile, and stays.
 */
export async function noteRemovalsOfChatMessages(shard: ShardFold, replay: Replay): Promise<void> {
  const { engine, layout } = shard
  const table = (name: string) => localTable(layout, name)
  await engine.run(
    'replay',
    `INSERT INTO ${table('replay_removals')} (reading_id, company_id, log, item_key, event_key, batch_id)
SELECT {reading:UUID}, company_id, 'message_log', message_key, event_key, batch_id
FROM ${table('message_log')}
PREWHERE company_id = {company:UUID}
WHERE provider = '${chatMessageProvider}' AND (message_key, event_key, request_id) IN (
  SELECT ${chatMessageKey}, event_key, request_id FROM (
    SELECT chat_key, event_key, request_id, if(message_id = '', toString(event_key), message_id) AS name FROM ${table('chat_log')}
    PREWHERE company_id = {company:UUID}
    WHERE (chat_key, event_key, batch_id) IN (
      SELECT item_key, event_key, batch_id FROM ${table('replay_removals')}
      WHERE reading_id = {reading:UUID} AND company_id = {company:UUID} AND log = 'chat_log')
  )
)`,
    { reading: replay.readingId, company: replay.companyId },
  )
}

/** Counts what is to come and what is to go; the rows to go are written down. */
export async function countDifference(
  shard: ShardFold,
  replay: Replay,
  of: ReplayedLog,
): Promise<LogDifference> {
  const { engine, layout } = shard
  let added = 0
  for (const range of await rangesOfReplay(shard, replay, of)) {
    const { select, params } = additions(shard, replay, of, range)
    const { rows } = await engine.ask<{ n: string }>('replay', `SELECT count() AS n FROM (${select})`, params)
    added += Number(rows[0]?.n ?? 0)
  }
  const { rows } = await engine.ask<{ n: string }>(
    'replay',
    `SELECT count() AS n FROM ${localTable(layout, 'replay_removals')} FINAL
WHERE reading_id = {reading:UUID} AND company_id = {company:UUID} AND log = '${of.log}'`,
    { reading: replay.readingId, company: replay.companyId },
  )
  return { added, removed: Number(rows[0]?.n ?? 0) }
}

/**
 * Rows of a reading that the log does not have, as if those to go were gone already. An event that the log knows from an earlier
 * request, one that was not read, stays as that request gave it.
 */
export function additions(
  { layout }: Pick<ShardFold, 'layout'>,
  { companyId, readingId }: Replay,
  of: ReplayedLog,
  range: KeyRange,
): { readonly select: string; readonly params: Scope['params'] } {
  const table = (name: string) => localTable(layout, name)
  const { condition, params } = rangeScope(range, of.key)
  const fp = fingerprint(of)
  return {
    select: `SELECT ${of.columns.join(', ')}
FROM (
  SELECT ${of.columns.join(', ')}, ${fp} AS said FROM ${table(of.reread)} FINAL WHERE reading_id = {reading:UUID} AND ${condition}
) AS given
LEFT ANY JOIN (
  SELECT ${of.key}, event_key, ${fp} AS said_before, precedence AS precedence_before, 1 AS is_there
  FROM ${table(of.log)} FINAL
  PREWHERE ${condition}
  WHERE (${of.key}, event_key, batch_id) NOT IN (
    SELECT item_key, event_key, batch_id FROM ${table('replay_removals')}
    WHERE reading_id = {reading:UUID} AND company_id = {company:UUID} AND log = '${of.log}')
) AS known USING (${of.key}, event_key)
WHERE is_there = 0 OR (said != said_before AND precedence > precedence_before)`,
    params: { ...params, reading: readingId, company: companyId },
  }
}

function ofReading({ condition, params }: Scope, readingId: string): Scope {
  return {
    condition: `${condition} AND reading_id = {reading:UUID}`,
    params: { ...params, reading: readingId },
  }
}

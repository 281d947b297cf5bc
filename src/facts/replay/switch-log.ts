import { type Clock, uuidV7 } from '../../core/index.ts'
import { unsupportedCalls } from '../calls/call-fold-statements.ts'
import { unsupportedChargedCalls } from '../calls/charged-calls.ts'
import { addChatMessages } from '../charges/chat-messages.ts'
import { localTable } from '../connect/topology.ts'
import { rangeScope } from '../fold/scope.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { tombstonesOfUnsupported } from '../fold/tombstones.ts'
import type { DerivedInsert } from '../fold/write-turn.ts'
import { additions, rangesOfReplay } from './log-difference.ts'
import type { Replay } from './replay.ts'
import { type ReplayedLog, replayedChatLog, replayedLogs } from './replayed-log.ts'

/** What a switch needs of a shard: nothing is folded while it goes on. */
type Held = Pick<ShardFold, 'engine' | 'layout' | 'insert' | 'nextVersion'>

/**
 * Changes the logs into what a reading gave: what is to go is deleted, what is to come is written, and what they touch is noted to be
 * folded. Each step, done again after having been cut off anywhere, comes to the same: what is to go is written down row by row, and
 * what is there already does not come twice. Must run where nothing folds. Answers whether anything was deleted.
 */
export async function switchLogs(shard: ShardFold, clock: Clock, replay: Replay): Promise<boolean> {
  let hasDeleted = false
  for (const of of replayedLogs) {
    hasDeleted = (await removeRows(shard, replay, of)) || hasDeleted
    for (const range of await rangesOfReplay(shard, replay, of)) {
      const { select, params } = additions(shard, replay, of, range)
      await shard.engine.run(
        'replay',
        `INSERT INTO ${localTable(shard.layout, of.log)} (batch_id, ${of.columns.join(', ')})
SELECT {batch:UUID}, * FROM (${select})`,
        { ...params, batch: uuidV7(clock()) },
      )
    }
  }
  // A message that was told again meanwhile may have been merged into the row that is gone, while its chat's log has the later one still.
  if (await hasRemovals(shard, replay, replayedChatLog))
    await addChatMessages(shard, { companyId: replay.companyId, fromMs: 0 }, clock())
  for (const of of replayedLogs) await forgetFacts(shard, clock, replay, of)
  return hasDeleted
}

const removed = (layout: Held['layout'], log: string, columns: string): string =>
  `SELECT ${columns} FROM ${localTable(layout, 'replay_removals')}
  WHERE reading_id = {reading:UUID} AND company_id = {company:UUID} AND log = '${log}'`

const bound = ({ readingId, companyId }: Replay) => ({ reading: readingId, company: companyId })

async function hasRemovals(shard: Held, replay: Replay, { log }: ReplayedLog): Promise<boolean> {
  const text = `SELECT 1 FROM (${removed(shard.layout, log, 'item_key')}) LIMIT 1`
  return (await shard.engine.ask('replay', text, bound(replay))).rows.length > 0
}

/** Rewrites the parts of the log that hold such rows, so it is done only where there are any. */
async function removeRows(shard: Held, replay: Replay, of: ReplayedLog): Promise<boolean> {
  if (!(await hasRemovals(shard, replay, of))) return false
  await shard.engine.run(
    'replay',
    `ALTER TABLE ${localTable(shard.layout, of.log)} DELETE
WHERE company_id = {company:UUID} AND (${of.key}, event_key, batch_id) IN (
  ${removed(shard.layout, of.log, 'item_key, event_key, batch_id')})`,
    bound(replay),
  )
  return true
}

/** What lost events is folded again; what lost all of them leaves the facts. */
async function forgetFacts(shard: Held, clock: Clock, replay: Replay, of: ReplayedLog): Promise<void> {
  const { engine, layout } = shard
  if (!(await hasRemovals(shard, replay, of))) return
  const keys = `(${removed(layout, of.log, 'item_key')})`
  await engine.run(
    'replay',
    `INSERT INTO ${localTable(layout, of.changed)} (company_id, inserted_at, batch_id, ${of.key})
SELECT DISTINCT company_id, now64(3, 'UTC'), {batch:UUID}, item_key FROM (${removed(layout, of.log, 'company_id, item_key')})`,
    { ...bound(replay), batch: uuidV7(clock()) },
  )
  const ofCompany = rangeScope({ companyIds: [replay.companyId] }, of.key)
  const log = localTable(layout, of.log)
  const isGone = (key: string) => `${ofCompany.condition} AND ${key} IN ${keys}
  AND ${key} NOT IN (SELECT ${of.key} FROM ${log} PREWHERE ${ofCompany.condition} AND ${of.key} IN ${keys})`
  const version = await shard.nextVersion()
  const params = { ...ofCompany.params, ...bound(replay), version, rebuilt_from: version }
  for (const tombstones of tombstonesOf(of, layout, isGone)) await shard.insert(tombstones, params)
}

/** Calls stand among the messages too, where they are charged: under the same key. */
function tombstonesOf(
  { facts, key }: ReplayedLog,
  layout: Held['layout'],
  isGone: (key: string) => string,
): readonly DerivedInsert[] {
  if (facts === 'calls')
    return [unsupportedCalls(layout, isGone(key)), unsupportedChargedCalls(layout, isGone('message_key'))]
  return [tombstonesOfUnsupported(facts, layout, isGone(key))]
}

import { type Clock, uuidV7 } from '../../core/index.ts'
import type { QueryParams } from '../connect/engine.ts'
import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import type { Replay, ReplayAsked, ReplayState } from './replay.ts'

const noReading = '00000000-0000-0000-0000-000000000000'
const maxRead = 1_000

type Place = Pick<ShardFold, 'engine' | 'layout'>

/** Puts a replay on record on the shard of its company. */
export async function askReplay(place: Place, clock: Clock, asked: ReplayAsked): Promise<Replay> {
  const nowMs = clock()
  return await recordReplay(place, clock, {
    ...asked,
    replayId: uuidV7(nowMs),
    version: 0n,
    state: 'asked',
    sinceMs: asked.fromMs,
    cutMs: 0,
    readingId: noReading,
    askedAtMs: nowMs,
    requests: 0,
    requestsRead: 0,
    events: 0,
    added: 0,
    removed: 0,
    detail: '',
  })
}

/** Writes how a replay stands now, under a greater version than before. */
export async function recordReplay({ engine, layout }: Place, clock: Clock, replay: Replay): Promise<Replay> {
  const now = BigInt(clock()) * 1000n
  const version = now > replay.version ? now : replay.version + 1n
  const next = { ...replay, version }
  const { connectionIds, companyId, replayId, readingId, askedBy } = next
  await engine.run(
    'replay',
    `INSERT INTO ${localTable(layout, 'replays')} (company_id, replay_id, version, state, connections, from_at, since_at, cut_at,
  reading_id, asked_by, asked_at, requests, requests_read, events, added, removed, detail)
SELECT {company:UUID}, {replay:UUID}, {version:UInt64}, {state:String}, {connections:Array(UUID)},
  ${instant('from')}, ${instant('since')}, ${instant('cut')}, {reading:UUID}, {by:String}, ${instant('asked')},
  {requests:UInt64}, {read:UInt64}, {events:UInt64}, {added:UInt64}, {removed:UInt64}, {detail:String}`,
    {
      company: companyId,
      replay: replayId,
      version: version.toString(),
      state: next.state,
      connections: connectionIds,
      from: next.fromMs,
      since: next.sinceMs,
      cut: next.cutMs,
      reading: readingId,
      by: askedBy,
      asked: next.askedAtMs,
      requests: next.requests,
      read: next.requestsRead,
      events: next.events,
      added: next.added,
      removed: next.removed,
      detail: next.detail,
    },
  )
  return next
}

const instant = (name: string): string => `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`

interface ReplayRow {
  readonly company_id: string
  readonly replay_id: string
  readonly version_text: string
  readonly state: ReplayState
  readonly connections: readonly string[]
  readonly from_ms: string
  readonly since_ms: string
  readonly cut_ms: string
  readonly reading_id: string
  readonly asked_by: string
  readonly asked_ms: string
  readonly requests: string
  readonly requests_read: string
  readonly events: string
  readonly added: string
  readonly removed: string
  readonly detail: string
}

/** Replays in these states, the oldest first. */
export function replaysIn(place: Place, states: readonly ReplayState[]): Promise<readonly Replay[]> {
  return readReplays(
    place,
    'state IN {states:Array(String)} ORDER BY asked_at, replay_id',
    { states },
    maxRead,
  )
}

/** Those of a company that read a connection's requests, the newest first. */
export function replaysOf(
  place: Place,
  { companyId, connectionId, limit }: { companyId: string; connectionId: string; limit: number },
): Promise<readonly Replay[]> {
  const which =
    'company_id = {company:UUID} AND (empty(connections) OR has(connections, {connection:UUID})) ORDER BY asked_at DESC, replay_id DESC'
  return readReplays(place, which, { company: companyId, connection: connectionId }, limit)
}

async function readReplays(
  { engine, layout }: Place,
  which: string,
  params: QueryParams,
  limit: number,
): Promise<readonly Replay[]> {
  const { rows } = await engine.ask<ReplayRow>(
    'replay',
    `SELECT company_id, replay_id, toString(version) AS version_text, state, connections,
  toString(toUnixTimestamp64Milli(from_at)) AS from_ms,
  toString(toUnixTimestamp64Milli(since_at)) AS since_ms, toString(toUnixTimestamp64Milli(cut_at)) AS cut_ms, reading_id, asked_by,
  toString(toUnixTimestamp64Milli(asked_at)) AS asked_ms, requests, requests_read, events, added, removed, detail
FROM ${localTable(layout, 'replays')} FINAL
WHERE ${which} LIMIT {limit:UInt32}`,
    { ...params, limit },
  )
  return rows.map(fromRowReplay)
}

function fromRowReplay(row: ReplayRow): Replay {
  return {
    companyId: row.company_id,
    replayId: row.replay_id,
    version: BigInt(row.version_text),
    state: row.state,
    connectionIds: row.connections,
    fromMs: Number(row.from_ms),
    sinceMs: Number(row.since_ms),
    cutMs: Number(row.cut_ms),
    readingId: row.reading_id,
    askedBy: row.asked_by,
    askedAtMs: Number(row.asked_ms),
    requests: Number(row.requests),
    requestsRead: Number(row.requests_read),
    events: Number(row.events),
    added: Number(row.added),
    removed: Number(row.removed),
    detail: row.detail,
  }
}

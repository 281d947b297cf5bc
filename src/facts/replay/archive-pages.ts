import { localTable } from '../connect/topology.ts'
import type { Scope } from '../fold/scope.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { fromTabText } from '../log/tab-separated.ts'
import type { RawRequest } from '../message-event.ts'
import type { Replay } from './replay.ts'

/** Requests whose sizes are asked for at once. */
const maxListed = 20_000
/** Bodies of one page: bounds the memory of a replay. A single larger one goes alone. */
const maxPageBytes = 8 * 1024 * 1024

interface Place {
  readonly shard: Pick<ShardFold, 'engine' | 'layout'>
  readonly scope: Scope
}

/** The requests that a replay is about. */
export function archiveScope({ companyId, connectionIds, sinceMs, cutMs }: Replay): Scope {
  const ofConnections = connectionIds.length === 0 ? '' : ' AND connection_id IN {connections:Array(UUID)}'
  return {
    condition: `company_id = {company:UUID}${ofConnections}
  AND received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') AND received_at < fromUnixTimestamp64Milli({cut:Int64}, 'UTC')`,
    params: { company: companyId, connections: connectionIds, since: sinceMs, cut: cutMs },
  }
}

export async function countArchived({ shard, scope }: Place): Promise<number> {
  const { rows } = await shard.engine.ask<{ n: string }>(
    'replay',
    `SELECT count() AS n FROM ${localTable(shard.layout, 'raw_requests')} WHERE ${scope.condition}`,
    scope.params,
  )
  return Number(rows[0]?.n ?? 0)
}

/** The requests of a scope in the order of their ids, page by page. */
export async function* archivePages(place: Place): AsyncGenerator<readonly RawRequest[]> {
  let after: string | null = null
  for (;;) {
    const listed = await listSizes(place, after)
    for (const through of cutPages(listed)) {
      yield await readPage(place, after, through)
      after = through
    }
    if (listed.length < maxListed) return
  }
}

interface Listed {
  readonly id: string
  readonly bytes: number
}

async function listSizes({ shard, scope }: Place, after: string | null): Promise<readonly Listed[]> {
  const text = await shard.engine.askText(
    'replay',
    `SELECT request_id, length(body) FROM ${localTable(shard.layout, 'raw_requests')}
WHERE ${scope.condition}${after === null ? '' : ' AND request_id > {after:UUID}'}
ORDER BY request_id LIMIT {limit:UInt32}`,
    { ...scope.params, limit: maxListed, ...(after === null ? {} : { after }) },
  )
  return linesOf(text).map((line) => {
    const [id = '', bytes = '0'] = line.split('\t')
    return { id, bytes: Number(bytes) }
  })
}

/** The last id of each page. */
function cutPages(listed: readonly Listed[]): readonly string[] {
  const ends: string[] = []
  let bytes = 0
  for (const [index, request] of listed.entries()) {
    const before = listed[index - 1]
    if (before && before.id !== request.id && bytes + request.bytes > maxPageBytes) {
      ends.push(before.id)
      bytes = 0
    }
    bytes += request.bytes
  }
  const last = listed.at(-1)
  return last ? [...ends, last.id] : ends
}

async function readPage(
  { shard, scope }: Place,
  after: string | null,
  through: string,
): Promise<readonly RawRequest[]> {
  const text = await shard.engine.askText(
    'replay',
    `SELECT company_id, request_id, connection_id, provider, toUnixTimestamp64Milli(received_at), method, path, headers_json,
  base64Encode(body)
FROM ${localTable(shard.layout, 'raw_requests')}
WHERE ${scope.condition}${after === null ? '' : ' AND request_id > {after:UUID}'} AND request_id <= {through:UUID}
ORDER BY request_id`,
    { ...scope.params, through, ...(after === null ? {} : { after }) },
  )
  const requests: RawRequest[] = []
  for (const line of linesOf(text)) {
    const request = fromRowRawRequest(line)
    // A request that was written again after a failure stands there twice until its copies meet.
    if (request.requestId !== requests.at(-1)?.requestId) requests.push(request)
  }
  return requests
}

function fromRowRawRequest(line: string): RawRequest {
  const fields = line.split('\t')
  const text = (index: number): string => fields[index] ?? ''
  return {
    companyId: text(0),
    requestId: text(1),
    connectionId: text(2),
    provider: fromTabText(text(3)),
    receivedAtMs: Number(text(4)),
    method: fromTabText(text(5)),
    path: fromTabText(text(6)),
    headers: JSON.parse(fromTabText(text(7))) as Record<string, string>,
    body: Buffer.from(text(8), 'base64'),
  }
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

// npm run bench -- ingest --json
// Events per second through HTTP with durable answers, beside a bare chDB insert of the same rows in the same run.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import { canonicalEventsOf } from '../../src/simulator/index.ts'
import { firstCompany, startTallybook } from '../support/start-tallybook.ts'
import { type LoadResult, postLoad } from './post-load.ts'
import { benchOptions, type Figure, progress, report } from './report.ts'

const { json, numbers } = benchOptions({ events: 200_000, single: 20_000, batch: 500, connections: 64 })
const { events: eventCount = 0, single = 0, batch = 0, connections = 0 } = numbers
const hourMs = 3_600_000

function makeEvents(count: number, seed: number): string[] {
  const toMs = Math.floor(Date.now() / hourMs) * hourMs
  const traffic = canonicalEventsOf({
    seed,
    messages: count,
    fromMs: toMs - 30 * 24 * hourMs,
    toMs,
    timeZone: 'Europe/Berlin',
  })
  const made: string[] = []
  for (const second of traffic)
    for (const event of second.events) {
      made.push(JSON.stringify(event))
      if (made.length === count) return made
    }
  return made
}

function inBatches(items: readonly string[], size: number): string[] {
  const batches: string[] = []
  for (let start = 0; start < items.length; start += size)
    batches.push(`[${items.slice(start, start + size).join(',')}]`)
  return batches
}

/** Rows of the log as JSON, read back from what the server stored: the same rows as went through HTTP. */
async function bareInsert(dataDir: string): Promise<{ rows: number; seconds: number }> {
  const read = createClient({ connection: chdb(join(dataDir, 'clickhouse')) })
  const answer = await read.query({
    query: 'SELECT * FROM message_log ORDER BY received_at, request_id, request_index LIMIT {rows:UInt32}',
    query_params: { rows: eventCount },
    format: 'JSONEachRow',
    clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
  })
  const lines = (await answer.text()).trimEnd().split('\n')
  await read.command({ query: 'CREATE TABLE bare_log AS message_log' })
  const texts = Array.from({ length: Math.ceil(lines.length / batch) }, (_, index) =>
    lines.slice(index * batch, (index + 1) * batch).join('\n'),
  )
  progress(`bare insert of ${lines.length} rows in batches of ${batch}`)
  const startedMs = performance.now()
  for (const text of texts) await read.command({ query: `INSERT INTO bare_log FORMAT JSONEachRow\n${text}` })
  const seconds = (performance.now() - startedMs) / 1000
  await read.close()
  return { rows: lines.length, seconds }
}

/** chdb types its connection by a second copy of the driver's declarations. */
function chdb(path: string) {
  return createChdbConnection({ path }) as unknown as NonNullable<
    NonNullable<Parameters<typeof createClient>[0]>['connection']
  >
}

function latencyFigures(name: string, load: LoadResult, eventsPerRequest: number): Figure[] {
  return [
    { name: `${name}: events/s`, value: (load.answered * eventsPerRequest) / load.seconds, unit: 'events/s' },
    { name: `${name}: p50 of the answer`, value: load.p50Ms, unit: 'ms' },
    { name: `${name}: p99 of the answer`, value: load.p99Ms, unit: 'ms' },
    { name: `${name}: answers 429`, value: load.overloaded, unit: 'requests' },
  ]
}

const scratch = await mkdtemp(join(tmpdir(), 'tallybook-bench-'))
try {
  progress(`making ${eventCount + single} events`)
  const many = makeEvents(eventCount, 1)
  const few = makeEvents(single, 2)
  const warm = makeEvents(5_000, 3)
  const server = await startTallybook({ dataDir: scratch })
  const load = { url: server.url, apiKey: firstCompany.apiKey, connections }
  await postLoad({ ...load, bodies: inBatches(warm, batch) })
  progress(`batches of ${batch} from ${connections} connections`)
  const batches = await postLoad({ ...load, bodies: inBatches(many, batch) })
  progress(`single events from ${connections} connections`)
  const singles = await postLoad({ ...load, bodies: few })
  await server.stop()
  const bare = await bareInsert(scratch)
  const batchRate = (batches.answered * batch) / batches.seconds
  const bareRate = bare.rows / bare.seconds
  report(
    'ingest',
    [
      ...latencyFigures(`batches of ${batch}`, batches, batch),
      ...latencyFigures('single events', singles, 1),
      { name: `bare chDB insert, batches of ${batch}`, value: bareRate, unit: 'rows/s' },
      {
        name: 'batches over HTTP ÷ bare chDB insert',
        value: batchRate / bareRate,
        unit: 'ratio',
        goal: 0.5,
        op: '>=',
      },
    ],
    json,
  )
} finally {
  await rm(scratch, { recursive: true, force: true })
}

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report, Reports } from '../../src/contract/index.ts'
import { openRecords, type Records } from '../../src/records/index.ts'
import { createRandom } from '../../src/simulator/index.ts'
import {
  type ChildServer,
  childKey,
  countMessages,
  eventually,
  makeDataDir,
  startChild,
} from '../scenarios/child-server.ts'
import { eventOf } from '../scenarios/installation.ts'
import { filesIn } from '../scenarios/report-servers.ts'
import { createTestDatabase } from '../support/postgres.ts'

const kills = 20
const messages = 4_000
const perRequest = 1_000
const longestRunMs = 800
const url = '/api/v1/reports'

async function post(server: ChildServer): Promise<void> {
  const nowMs = Date.now()
  for (let first = 0; first < messages; first += perRequest) {
    const events = Array.from({ length: perRequest }, (_, place) => {
      const time = new Date(nowMs - (first + place) * 60_000).toISOString()
      return eventOf(`m-${first + place}`, { time })
    })
    expect((await server.ask('POST', '/api/v1/events', events)).status).toBe(200)
  }
  const counted = await eventually(
    () => countMessages(server),
    (count) => count === messages,
  )
  expect(counted).toBe(messages)
}

async function ask(server: ChildServer, type: string, name: string): Promise<string | null> {
  const body = {
    type,
    name,
    format: 'csv',
    from: '2025-01-01T00:00:00Z',
    to: '2029-01-01T00:00:00Z',
  }
  try {
    const { status, body: report } = await server.ask('POST', url, body)
    return status === 201 ? (report as Report).id : null
  } catch {
    // It was killed before it answered: the report may be there or not.
    return null
  }
}

/** Every file that can be had is whole. Cut off by the kill, it is not had. */
async function downloadAll(server: ChildServer): Promise<void> {
  try {
    const { body } = await server.ask('GET', `${url}?limit=200`)
    for (const report of (body as Reports).reports) {
      if (report.file === null) continue
      const response = await fetch(`${server.url}${url}/${report.id}/file`, {
        headers: { authorization: `Bearer ${childKey}` },
      })
      const file = Buffer.from(await response.arrayBuffer())
      // The file of before may have been replaced between the two questions: what is had is whole by its own tag.
      const tag = response.headers.get('etag')?.slice(1, -1)
      expect(response.status).toBe(200)
      expect(createHash('sha256').update(file).digest('hex')).toBe(tag)
      if (report.type === 'message_detail') expect(file.toString().split('\r\n').length).toBe(messages + 2)
    }
  } catch (error) {
    if (server.fate() === null && !(error instanceof TypeError)) throw error
  }
}

async function underWay(records: Records): Promise<number> {
  const rows = await records.system
    .selectFrom('reports')
    .select('id')
    .where('worker', 'is not', null)
    .execute()
  return rows.length
}

test(`killed ${kills} times while it makes reports, each ends generated or as an error, and no half file is had`, async () => {
  const random = createRandom('report kills')
  const dataDir = await makeDataDir()
  const database = await createTestDatabase()
  const records = await openRecords({ url: database.url, maxConnections: 2 })
  const environment = { DATABASE_URL: database.url }
  const asked = new Set<string>()
  let hits = 0
  try {
    const first = await startChild(dataDir.path, environment)
    await post(first)
    await first.end('SIGTERM')
    for (let run = 0; run < kills; run += 1) {
      const server = await startChild(dataDir.path, environment)
      const type = run % 4 === 3 ? 'message_summary' : 'message_detail'
      const id = await ask(server, type, `Run ${run}`)
      if (id !== null) asked.add(id)
      const downloads = downloadAll(server)
      if (run % 3 === 2 && id !== null)
        void server.ask('POST', `${url}/${[...asked][0]}/regenerate`).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, random.below(longestRunMs)))
      await server.end('SIGKILL')
      await downloads
      hits += await underWay(records)
    }
    const server = await startChild(dataDir.path, environment)
    const ended = async () => (await server.ask('GET', `${url}?limit=200`)).body as Reports
    let list = await ended()
    // What was under way is taken up when its sign of life is missed: after ten seconds and the look for it.
    for (let look = 0; look < 6 && list.counts.generating > 0; look += 1)
      list = await eventually(ended, ({ counts }) => counts.generating === 0)
    expect(list.counts.generating).toBe(0)
    expect(hits).toBeGreaterThan(kills / 4)
    const ids = list.reports.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of asked) expect(ids).toContain(id)
    for (const report of list.reports)
      expect(report).toMatchObject({ state: expect.toBeOneOf(['generated', 'error']) })
    await downloadAll(server)
    await expectOncePerGeneration(records)
    await server.end('SIGTERM')
    await expectNothingUnnamed(records, join(dataDir.path, 'reports'))
  } finally {
    await records.close()
    await database.drop()
    await dataDir.remove()
  }
})

/** A report that was made is told of once for each time that it was made, and no more often than it was asked for. */
async function expectOncePerGeneration(records: Records): Promise<void> {
  const rows = await records.system
    .selectFrom('reports')
    .leftJoin('notices', (join) =>
      join.on((eb) => eb(eb.cast('reports.id', 'text'), '=', eb.ref('notices.subject_id'))),
    )
    .groupBy(['reports.id', 'reports.generation', 'reports.state'])
    .select((eb) => ['reports.generation', 'reports.state', eb.fn.count<string>('notices.id').as('told')])
    .execute()
  for (const { generation, state, told } of rows) {
    expect(Number(told)).toBeLessThanOrEqual(generation)
    if (state === 'generated') expect(Number(told)).toBeGreaterThanOrEqual(1)
  }
}

/** A file belongs to a report, or stands in the list of those to be removed. */
async function expectNothingUnnamed(records: Records, folder: string): Promise<void> {
  const named = await records.system.selectFrom('reports').select('file_key').execute()
  const leaving = await records.system.selectFrom('report_file_removals').select('file_key').execute()
  const known = new Set([...named, ...leaving].map(({ file_key: key }) => key))
  const files = (await filesIn(folder)).map((name) => name.replace(/\.part$/, ''))
  expect(files.filter((name) => !known.has(name))).toEqual([])
  for (const { file_key: key } of named) if (key !== null) expect(files).toContain(key)
}

import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Import, Imports } from '../../src/contract/index.ts'
import { createRandom } from '../../src/simulator/index.ts'
import { type LogFileSums, writeLogFile } from '../fixtures/message-log-file.ts'
import {
  type ChildServer,
  childKey,
  environmentFor,
  eventually,
  makeDataDir,
  spawnTallybook,
  startChild,
} from '../scenarios/child-server.ts'
import { createTestDatabase } from '../support/postgres.ts'

const rows = 40_000
const kills = 8
const brokenEvery = 500
const dayMs = 86_400_000
const longestRunMs = 500
const url = '/api/v1/imports'

async function upload(server: ChildServer, path: string): Promise<string> {
  const response = await fetch(`${server.url}${url}?name=log.csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${childKey}`, 'content-type': 'text/csv' },
    body: await readFile(path),
  })
  expect(response.status).toBe(201)
  return ((await response.json()) as Import).id
}

const read = async (server: ChildServer, id: string) =>
  (await server.ask('GET', `${url}/${id}`)).body as Import

/** Until it is worked on, which a process that died holds up until its sign of life is missed. */
async function untilUnderWay(server: ChildServer, id: string, percentBefore: number): Promise<Import> {
  let file = await read(server, id)
  for (let look = 0; look < 600 && file.state === 'importing' && file.percent <= percentBefore; look += 1) {
    await delay(50)
    file = await read(server, id)
  }
  return file
}

async function totals(server: ChildServer): Promise<{ created: number; delivered: number }> {
  const { body } = await server.ask('POST', '/api/v1/metrics/query', {
    metrics: ['messages.created', 'messages.delivered'],
    from: new Date(Date.now() - 10 * dayMs).toISOString(),
    to: new Date(Date.now() + dayMs).toISOString(),
  })
  const sums = (body as { totals: Record<string, number> }).totals
  return { created: sums['messages.created'] ?? 0, delivered: sums['messages.delivered'] ?? 0 }
}

async function expectAllThere(server: ChildServer, id: string, sums: LogFileSums): Promise<void> {
  const file = await read(server, id)
  expect(file).toMatchObject({
    state: 'imported',
    imported: { rows, taken: sums.taken, refused: sums.refused, events: sums.taken * 2 },
  })
  const counted = await eventually(
    () => totals(server),
    ({ created }) => created >= sums.taken,
  )
  expect(counted).toEqual({ created: sums.taken, delivered: sums.delivered })
  const refused = String((await server.ask('GET', `${url}/${id}/refused`)).body)
    .trimEnd()
    .split('\r\n')
  const numbers = refused.slice(1).map((line) => Number(line.split(',')[0]))
  const expected = Array.from({ length: sums.refused }, (_, place) => (place + 1) * brokenEvery + 1)
  expect(numbers).toEqual(expected)
}

test(`an import of ${rows} rows, killed up to ${kills} times at random places, ends with no row lost and none doubled`, async () => {
  const random = createRandom('import kills')
  const dataDir = await makeDataDir()
  const database = await createTestDatabase()
  const environment = { DATABASE_URL: database.url }
  let server = await startChild(dataDir.path, environment)
  try {
    const path = join(dirname(dataDir.path), 'log.csv')
    const sums = await writeLogFile({ path, rows, endMs: Date.now() - 3_600_000, brokenEvery })
    const id = await upload(server, path)
    expect((await server.ask('POST', `${url}/${id}/start`, {})).status).toBe(200)
    let killedUnderWay = 0
    for (let kill = 0; kill < kills; kill += 1) {
      const before = await read(server, id)
      if (before.state !== 'importing') break
      // Some are killed while nothing has come yet, the others behind the first batch of this process.
      if (kill % 2 === 1) await untilUnderWay(server, id, before.percent)
      await delay(random.below(longestRunMs))
      const now = await read(server, id)
      await server.end('SIGKILL')
      if (now.state === 'importing') killedUnderWay += 1
      server = await startChild(dataDir.path, environment)
    }
    expect(killedUnderWay).toBeGreaterThan(2)
    for (let look = 0; look < 6 && (await read(server, id)).state === 'importing'; look += 1)
      await eventually(
        () => read(server, id),
        ({ state }) => state !== 'importing',
      )
    await expectAllThere(server, id, sums)
  } finally {
    await server.end('SIGTERM')
    await database.drop()
    await dataDir.remove()
  }
})

test('an import of the command line, killed and begun again, goes on where it stood; once more, it changes nothing', async () => {
  const random = createRandom('import kills of the command line')
  const dataDir = await makeDataDir()
  const database = await createTestDatabase()
  const environment = { DATABASE_URL: database.url }
  let server = await startChild(dataDir.path, environment)
  try {
    await server.end('SIGTERM')
    const path = join(dirname(dataDir.path), 'log.csv')
    const sums = await writeLogFile({ path, rows, endMs: Date.now() - 3_600_000, brokenEvery })
    const run = () => spawnTallybook(['cli', 'import', path], environmentFor(dataDir.path, environment))
    for (let kill = 0; kill < 3; kill += 1) {
      const child = run()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await delay(1_000 + random.below(3_500))
      child.kill('SIGKILL')
      await ended
    }
    for (let time = 0; time < 2; time += 1) {
      const child = run()
      const code = await new Promise((resolve) => child.once('exit', resolve))
      // Rows were refused, which nobody should overlook.
      expect(code).toBe(1)
    }
    server = await startChild(dataDir.path, environment)
    const { imports } = (await server.ask('GET', `${url}?limit=50`)).body as Imports
    const ends = imports.filter(({ state }) => state === 'imported')
    expect(ends.length).toBeGreaterThan(0)
    await expectAllThere(server, ends[0]?.id ?? '', sums)
  } finally {
    if (server.fate() === null) await server.end('SIGTERM')
    await database.drop()
    await dataDir.remove()
  }
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '../../src/companies/index.ts'
import type { Report } from '../../src/contract/index.ts'
import { fail } from '../../src/core/index.ts'
import { sql } from '../../src/records/index.ts'
import { addTestCompany } from '../support/companies.ts'
import { eventOf, type Installation, openInstallation } from './installation.ts'
import {
  createIn,
  filesIn,
  forgetWorkers,
  Gate,
  openReportServer,
  type ReportServer,
  type ServerOptions,
} from './report-servers.ts'

const longMs = 60_000

let house: Installation
let folder: string
const servers: ReportServer[] = []

beforeAll(async () => {
  house = await openInstallation()
  await house.post(['a', 'b', 'c'].map((id) => eventOf(id)))
  await house.tick()
})
afterAll(() => house.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallybook-report-files-'))
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ reports }) => reports.stop()))
  await house.records.system.deleteFrom('reports').execute()
  await rm(folder, { recursive: true, force: true })
})

async function openServer(options: ServerOptions = {}): Promise<ReportServer> {
  const server = await openReportServer(house, folder, options)
  servers.push(server)
  return server
}

async function read(id: string, caller: Principal = house.owner): Promise<Report> {
  const found = await house.reports.read(caller, id)
  if (!found.ok) throw new Error(found.failure.detail)
  return found.value
}

async function untilMade(id: string, caller?: Principal): Promise<Report> {
  await expect
    .poll(async () => (await read(id, caller)).state, { timeout: longMs, interval: 100 })
    .not.toBe('generating')
  return await read(id, caller)
}

async function attemptsOf(id: string): Promise<number | undefined> {
  const row = await house.records.system
    .selectFrom('reports')
    .select('attempts')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.attempts
}

const noticesOf = async (id: string) =>
  await house.records.system.selectFrom('notices').select('type').where('subject_id', '=', id).execute()

test('a report whose worker is gone is taken up again; the one that comes back late changes nothing', async () => {
  const gate = new Gate()
  let attempts = 0
  // Only the first attempt is held: either server may take the second one.
  const beforePage = async (): Promise<void> => {
    attempts += 1
    if (attempts === 1) await gate.pass()
  }
  const first = await openServer({ beforePage })
  const report = await createIn(first, house.owner)
  await first.reports.start()
  await gate.reached
  const second = await openServer()
  await second.reports.start()
  // The first one still gives its signs of life, as nobody can kill a part of a process.
  await expect
    .poll(
      async () => {
        await forgetWorkers(house)
        return await attemptsOf(report.id)
      },
      { timeout: longMs, interval: 100 },
    )
    .toBe(2)
  const made = await untilMade(report.id)
  expect(made).toMatchObject({ state: 'generated', rows: 3 })
  const files = await filesIn(folder)
  gate.open()
  await first.reports.stop()
  expect(await read(report.id)).toEqual(made)
  expect((await filesIn(folder)).filter((name) => !name.endsWith('.part'))).toEqual(
    files.filter((name) => !name.endsWith('.part')),
  )
  expect(await noticesOf(report.id)).toEqual([{ type: 'report.ready' }])
  expect(await attemptsOf(report.id)).toBe(2)
}, 120_000)

test('a report that is deleted in the middle is stopped and leaves nothing', async () => {
  const gate = new Gate()
  const server = await openServer({ beforePage: () => gate.pass() })
  const report = await createIn(server, house.owner)
  await server.reports.start()
  await gate.reached
  expect(await server.reports.remove(house.owner, report.id)).toEqual({ ok: true, value: undefined })
  gate.open()
  await server.reports.stop()
  expect(await filesIn(folder)).toEqual([])
  expect(await noticesOf(report.id)).toEqual([])
  expect(server.errors).toEqual([])
}, 120_000)

test('a server that stops leaves its reports to the next one, and takes no attempt from them', async () => {
  const gate = new Gate()
  const first = await openServer({ beforePage: () => gate.pass() })
  const report = await createIn(first, house.owner)
  await first.reports.start()
  await gate.reached
  const stopped = first.reports.stop()
  gate.open()
  await stopped
  expect(await read(report.id)).toMatchObject({ state: 'generating', file: null })
  expect(await attemptsOf(report.id)).toBe(0)
  expect(await filesIn(folder)).toEqual([])
  const second = await openServer()
  await second.reports.start()
  expect(await untilMade(report.id)).toMatchObject({ state: 'generated', rows: 3 })
}, 120_000)

test('what fails every time is an error with a sentence after five attempts, and can be made again', async () => {
  let isBroken = true
  const server = await openServer({
    beforePage: async () => {
      if (isBroken) throw new Error('a fault in the middle')
    },
  })
  const report = await createIn(server, house.owner)
  await server.reports.start()
  expect(await untilMade(report.id)).toMatchObject({
    state: 'error',
    error: { code: 'internal', detail: expect.stringContaining('make it again') },
    file: null,
    kept_until: expect.any(String),
  })
  expect(await attemptsOf(report.id)).toBe(5)
  expect(server.errors).toHaveLength(5)
  expect(await filesIn(folder)).toEqual([])
  isBroken = false
  expect(await server.reports.regenerate(house.owner, report.id)).toMatchObject({ ok: true })
  expect(await untilMade(report.id)).toMatchObject({
    state: 'generated',
    rows: 3,
    error: null,
    generation: 2,
  })
}, 120_000)

test('without room for the file a report is an error at once; with its storage away it is tried again', async () => {
  const full = await openServer({
    storage: (storage) => ({ ...storage, placeFor: async () => fail('storage_full', 'No room is left.') }),
  })
  const first = await createIn(full, house.owner)
  await full.reports.start()
  expect(await untilMade(first.id)).toMatchObject({
    error: { code: 'storage_full', detail: 'No room is left.' },
  })
  expect(await attemptsOf(first.id)).toBe(1)
  await full.reports.stop()
  let failures = 2
  const away = await openServer({
    storage: (storage) => ({
      ...storage,
      keep: async (key, file) =>
        failures-- > 0 ? fail('storage_unavailable', 'It is away.') : await storage.keep(key, file),
    }),
  })
  const second = await createIn(away, house.owner)
  await away.reports.start()
  expect(await untilMade(second.id)).toMatchObject({ state: 'generated', rows: 3 })
  expect(await attemptsOf(second.id)).toBe(3)
  expect(await filesIn(folder)).toHaveLength(1)
}, 120_000)

test('a report of which no job is left is queued anew, and is an error once it was tried often enough', async () => {
  const server = await openServer()
  const lost = await createIn(server, house.owner)
  const given = await createIn(server, house.owner)
  await sql`delete from jobs.job`.execute(house.records.system)
  const reports = house.records.system.updateTable('reports')
  await reports.set({ touched_at: new Date(0) }).execute()
  await reports.set({ attempts: 5 }).where('id', '=', given.id).execute()
  await Promise.all([server.reports.recover(), server.reports.recover()])
  expect(await read(given.id)).toMatchObject({ state: 'error', error: { code: 'interrupted' } })
  await server.reports.start()
  expect(await untilMade(lost.id)).toMatchObject({ state: 'generated', rows: 3 })
  expect(await noticesOf(lost.id)).toHaveLength(1)
}, 120_000)

test('two reports are made at once in a process, and never two of one company', async () => {
  const other = await addTestCompany(house.records, { name: 'Other' })
  const company = { id: other, name: 'Other', time_zone: 'Asia/Kathmandu', currency: 'EUR' }
  const callers: readonly Principal[] = [house.owner, { ...house.owner, companyId: other, company }]
  await house.facts.rebuild()
  const underWay = new Map<string, number>()
  let mostAtOnce = 0
  const server = await openServer({
    beforePage: async ({ companyId }) => {
      underWay.set(companyId, (underWay.get(companyId) ?? 0) + 1)
      mostAtOnce = Math.max(mostAtOnce, ...underWay.values())
      await new Promise((resolve) => setImmediate(resolve))
      underWay.set(companyId, (underWay.get(companyId) ?? 0) - 1)
    },
  })
  const made: [Principal, Report][] = []
  for (const caller of [...callers, ...callers, ...callers])
    made.push([caller, await createIn(server, caller)])
  await server.reports.start()
  for (const [caller, { id }] of made)
    expect(await untilMade(id, caller)).toMatchObject({
      state: 'generated',
      rows: caller === house.owner ? 3 : 0,
    })
  expect(mostAtOnce).toBe(1)
}, 120_000)

test('files of reports that went with their company are removed', async () => {
  const server = await openServer()
  const report = await createIn(server, house.owner)
  await server.reports.start()
  await untilMade(report.id)
  expect(await filesIn(folder)).toHaveLength(1)
  // What a company takes with it goes past this room.
  await house.records.system.deleteFrom('reports').where('id', '=', report.id).execute()
  await server.reports.removeOld()
  expect(await filesIn(folder)).toHaveLength(1)
  await sql`update report_file_removals set added_at = now() - interval '2 hours'`.execute(
    house.records.system,
  )
  await server.reports.removeOld()
  expect(await filesIn(folder)).toEqual([])
}, 120_000)

// npm run bench -- reports --json
// A report of 1,000,000 messages with 20 columns, from facts to its file in each format: time, memory and size, beside a
// bare export of the same rows to CSV by ClickHouse itself. How pages answer while several reports run: pages-beside-reports.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTableFile, type TableFileFormat } from '../../src/documents/index.ts'
import { openFacts } from '../../src/facts/index.ts'
import { benchCompany, directClient, world } from './analytics-world.ts'
import { benchOptions, type Figure, median, progress, report } from './report.ts'
import { bareSelectList, reportColumns, reportPages } from './report-facts.ts'

const { json, numbers } = benchOptions({ messages: 1_000_000, companies: 10, runs: 1 })
const { messages = 0, companies = 0, runs = 0 } = numbers
const sampleMs = 20

const scratch = await mkdtemp(join(tmpdir(), 'tallybook-bench-'))
const dataDir = join(scratch, 'clickhouse')
const maker = fork(join(import.meta.dirname, 'make-report-facts.ts'), [
  dataDir,
  `${messages}`,
  `${companies}`,
])
const [code] = (await once(maker, 'exit')) as [number]
if (code !== 0) throw new Error('The facts of the report could not be made.')
const facts = await openFacts({ dataDir, clock: () => Date.now() })
const direct = directClient(dataDir)
const companyIds = Array.from({ length: companies }, (_, index) => benchCompany(index + 1))

interface Watched {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly aboveIdleMb: number
  /** The longest time for which the process did not answer. */
  readonly pauseMs: number
}

/** Of an engine that has answered before; set below. */
let idleBytes = 0

async function watched<T>(work: () => Promise<T>): Promise<Watched & { readonly value: T }> {
  let peakBytes = idleBytes
  let pauseMs = 0
  let lastMs = performance.now()
  const timer = setInterval(() => {
    const nowMs = performance.now()
    pauseMs = Math.max(pauseMs, nowMs - lastMs - sampleMs)
    lastMs = nowMs
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
  }, sampleMs)
  const startedMs = performance.now()
  const cpu = process.cpuUsage()
  const value = await work()
  const seconds = (performance.now() - startedMs) / 1_000
  clearInterval(timer)
  const { user, system } = process.cpuUsage(cpu)
  return {
    value,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    aboveIdleMb: (peakBytes - idleBytes) / 1e6,
    pauseMs,
  }
}

async function bareExport(): Promise<number> {
  const path = join(scratch, 'bare.csv')
  await direct.command({
    query: `INSERT INTO FUNCTION file('${path}', 'CSVWithNames') SELECT ${bareSelectList} FROM messages FINAL WHERE is_deleted = 0`,
  })
  const { size } = await stat(path)
  await rm(path)
  return size
}

async function writeReport(format: TableFileFormat) {
  const path = join(scratch, `report.${format}`)
  const file = await openTableFile({
    path,
    format,
    language: 'en',
    timeZone: world.timeZone,
    columns: reportColumns,
    about: [
      { label: 'Company', value: 'Bench' },
      { label: 'Time zone', value: world.timeZone },
    ],
  })
  for (const companyId of companyIds) {
    for await (const rows of reportPages(facts.forCompany(companyId), messages / companies)) {
      const written = await file.writeRows(rows)
      if (!written.ok) throw new Error(written.failure.detail)
    }
  }
  const ended = await file.end([{ label: 'Messages', value: messages, type: 'integer' }])
  if (!ended.ok) throw new Error(ended.failure.detail)
  await rm(path)
  return ended.value
}

async function readOnly(): Promise<number> {
  let rows = 0
  for (const companyId of companyIds)
    for await (const page of reportPages(facts.forCompany(companyId), messages / companies))
      rows += page.length
  return rows
}

async function several<T>(work: () => Promise<T>) {
  const all = []
  for (let run = 0; run < runs; run += 1) all.push(await watched(work))
  return all
}

const title = `${messages / 1e6} M rows × ${reportColumns.length} columns`

/** The middle of several runs, and the worst of what must stay bounded. */
function summed(
  name: string,
  runsOfIt: readonly Watched[],
  goals: { seconds?: number; memoryMb?: number } = {},
) {
  const goal = (value: number | undefined) => (value === undefined ? {} : { goal: value, op: '<=' as const })
  const seconds = median(runsOfIt.map((run) => run.seconds))
  const aboveIdleMb = Math.max(...runsOfIt.map((run) => run.aboveIdleMb))
  const figures: Figure[] = [
    { name, value: seconds, unit: 's', ...goal(goals.seconds) },
    { name: `${name}: processor`, value: median(runsOfIt.map((run) => run.cpuSeconds)), unit: 's' },
    { name: `${name}: peak memory above idle`, value: aboveIdleMb, unit: 'MB', ...goal(goals.memoryMb) },
    { name: `${name}: longest pause`, value: Math.max(...runsOfIt.map((run) => run.pauseMs)), unit: 'ms' },
  ]
  return { seconds, figures }
}

const figures: Figure[] = []
try {
  await readOnly()
  idleBytes = process.memoryUsage.rss()
  const secondsByFormat: [TableFileFormat, number][] = []
  for (const format of ['xlsx', 'csv', 'parquet'] as const) {
    const written = await several(() => writeReport(format))
    const sums = written[0]?.value
    if (Math.abs((sums?.rows ?? 0) - messages) > messages / 100)
      throw new Error(`The report has ${sums?.rows} rows.`)
    const goals = format === 'xlsx' ? { seconds: 40, memoryMb: 300 } : {}
    const { seconds, figures: own } = summed(`${title} to ${format}`, written, goals)
    figures.push(...own, { name: `${title} to ${format}: size`, value: (sums?.bytes ?? 0) / 1e6, unit: 'MB' })
    secondsByFormat.push([format, seconds])
    progress(`written as ${format}`)
  }
  figures.push(...summed(`${title}: read, nothing written`, await several(readOnly)).figures)
  const bare = summed(`${title}: bare export of ClickHouse to CSV`, await several(bareExport))
  figures.push(...bare.figures)
  for (const [format, seconds] of secondsByFormat)
    figures.push({
      name: `${title} to ${format} ÷ bare export`,
      value: seconds / bare.seconds,
      unit: 'ratio',
    })
} finally {
  await direct.close()
  await facts.close()
  await rm(scratch, { recursive: true, force: true })
}
report('reports', figures, json)
process.exit(0)

// npm run bench -- pages-beside-reports --json
// How long the questions of the Analytics page take while five reports are being made on the same server, beside how long they take on one
// that is idle: the same questions, one page after the other, from the same client.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Report } from '../../src/contract/index.ts'
import { firstCompany, startTallybook } from '../support/start-tallybook.ts'
import { pageQuestions } from './page-questions.ts'
import { benchOptions, progress, report } from './report.ts'

const { json, numbers } = benchOptions({ messages: 300_000, pages: 60, reports: 5 })
const { messages = 0, pages = 0, reports = 0 } = numbers
const headers = { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' }
const dayMs = 86_400_000

const server = await startTallybook()

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

const toMs = Math.ceil(Date.now() / dayMs) * dayMs
const period = { from: new Date(toMs - 31 * dayMs).toISOString(), to: new Date(toMs).toISOString() }
const before = { from: new Date(toMs - 62 * dayMs).toISOString(), to: period.from }
const questions = pageQuestions({ ...period, before: before.from }).filter(({ isLater }) => !isLater)

/** All questions of the page at once, as a browser asks them; ms until the last answer. */
async function openPage(): Promise<number> {
  const startedMs = performance.now()
  await Promise.all(questions.map(({ question }) => ask('POST', '/metrics/query', question)))
  return performance.now() - startedMs
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN

async function openPages(isDone: (opened: number) => Promise<boolean>): Promise<readonly number[]> {
  const times: number[] = []
  while (!(await isDone(times.length))) times.push(await openPage())
  return times.toSorted((one, other) => one - other)
}

const isMade = async (ids: readonly string[]): Promise<boolean> => {
  const all = await Promise.all(ids.map((id) => ask<Report>('GET', `/reports/${id}`)))
  return all.every(({ state }) => state !== 'generating')
}

try {
  const tallybook = join(import.meta.dirname, '../../src/main.ts')
  await promisify(execFile)(process.execPath, [tallybook, 'cli', 'seed', '--messages', `${messages}`], {
    env: { ...process.env, DATA_DIR: server.dataDir },
  })
  progress(`${messages} messages`)
  await openPages(async (opened) => opened >= 5)
  const idle = await openPages(async (opened) => opened >= pages)
  progress(`idle: ${pages} pages`)
  const ids: string[] = []
  for (let index = 0; index < reports; index += 1) {
    const asked = { type: 'message_detail', name: `Bench ${index}`, format: 'xlsx', language: 'en' }
    ids.push((await ask<Report>('POST', '/reports', { ...asked, ...before, to: period.to })).id)
  }
  const beside = await openPages(() => isMade(ids))
  progress(`beside reports: ${beside.length} pages`)
  const made = await Promise.all(ids.map((id) => ask<Report>('GET', `/reports/${id}`)))
  report(
    'pages-beside-reports',
    [
      {
        name: 'reports made',
        value: made.filter(({ state }) => state === 'generated').length,
        unit: 'reports',
      },
      { name: 'rows of all reports', value: made.reduce((sum, { rows }) => sum + rows, 0), unit: 'rows' },
      { name: 'page, idle: median', value: at(idle, 0.5), unit: 'ms' },
      { name: 'page, idle: p99', value: at(idle, 0.99), unit: 'ms' },
      { name: 'pages opened beside reports', value: beside.length, unit: 'pages' },
      { name: 'page, beside reports: median', value: at(beside, 0.5), unit: 'ms' },
      { name: 'page, beside reports: p99', value: at(beside, 0.99), unit: 'ms' },
      {
        name: 'page, p99 beside reports ÷ idle',
        value: at(beside, 0.99) / at(idle, 0.99),
        unit: 'ratio',
        goal: 2,
        op: '<=',
      },
    ],
    json,
  )
} finally {
  await server.destroy()
}
process.exit(0)

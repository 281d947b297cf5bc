// npm run bench -- import --json
// A log of a million rows as CSV: through the command line in a process of its own, and through a running server, which folds meanwhile. Beside it a
// bare pass of the same file: parsed, and its cells inserted into chDB as they are.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Import } from '../../src/contract/index.ts'
import { writeLogFile } from '../fixtures/message-log-file.ts'
import { firstCompany, startTallybook } from '../support/start-tallybook.ts'
import { benchOptions, type Figure, progress, report } from './report.ts'

const { json, numbers } = benchOptions({ rows: 1_000_000 })
const { rows = 0 } = numbers
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const barePass = fileURLToPath(new URL('bare-import.ts', import.meta.url))
const mebibyte = 1024 * 1024
const lookEveryMs = 100

/** Resident memory of a process, from the system. */
function residentBytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

interface Measured {
  readonly seconds: number
  readonly peakBytes: number
}

/** Runs a process to its end, and asks the system again and again how much memory it has. */
async function measured(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Measured> {
  const startedMs = performance.now()
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'inherit', 'pipe'] })
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  let peakBytes = 0
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, residentBytes(child.pid ?? 0))
  }, lookEveryMs)
  const [code] = await once(child, 'exit')
  clearInterval(timer)
  if (code !== 0) throw new Error(`It ended with ${code}: ${errors}`)
  return { seconds: (performance.now() - startedMs) / 1_000, peakBytes }
}

async function throughServer(path: string, dataDir: string): Promise<Measured & { idleBytes: number }> {
  const server = await startTallybook({ dataDir })
  const pid = server.child.pid ?? 0
  await delay(3_000)
  const idleBytes = residentBytes(pid)
  let peakBytes = idleBytes
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, residentBytes(pid))
  }, lookEveryMs)
  const ask = async (method: string, url: string, body?: string | Buffer<ArrayBuffer>): Promise<Import> => {
    const answer = await fetch(`${server.url}/api/v1/imports${url}`, {
      method,
      headers: { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as Import
  }
  try {
    const startedMs = performance.now()
    const { id } = await ask('POST', '?name=log.csv', readFileSync(path))
    await ask('POST', `/${id}/start`, '{}')
    let file = await ask('GET', `/${id}`)
    while (file.state === 'importing') {
      await delay(500)
      file = await ask('GET', `/${id}`)
    }
    if (file.imported?.taken !== rows) throw new Error(`It came to ${JSON.stringify(file)}`)
    return { seconds: (performance.now() - startedMs) / 1_000, peakBytes, idleBytes }
  } finally {
    clearInterval(timer)
    await server.stop()
  }
}

const scratch = await mkdtemp(join(tmpdir(), 'tallybook-bench-'))
try {
  const path = join(scratch, 'log.csv')
  progress(`writing ${rows} rows`)
  await writeLogFile({ path, rows, endMs: Date.now() - 3_600_000 })
  const plain = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', UV_THREADPOOL_SIZE: '16' }
  progress('a bare pass')
  const bare = await measured([barePass, path, join(scratch, 'bare')], plain)
  progress('by the command line')
  const dataDir = join(scratch, 'cli')
  await (await startTallybook({ dataDir })).stop()
  const environment = { ...plain, DATA_DIR: dataDir, LOG_LEVEL: 'warn' }
  const opened = await measured([main, 'cli', 'seed', '--messages', '1'], environment)
  const byCli = await measured([main, 'cli', 'import', path], environment)
  progress('through a running server')
  const byServer = await throughServer(path, join(scratch, 'server'))
  const seconds = byCli.seconds - opened.seconds
  const figures: Figure[] = [
    { name: 'rows', value: rows, unit: 'rows' },
    { name: 'command line: time', value: byCli.seconds, unit: 's' },
    { name: 'command line: rows/s, without opening the engines', value: rows / seconds, unit: 'rows/s' },
    { name: 'command line: peak resident', value: byCli.peakBytes / mebibyte, unit: 'MiB' },
    {
      name: 'command line: peak above what opening takes',
      value: (byCli.peakBytes - opened.peakBytes) / mebibyte,
      unit: 'MiB',
      goal: 512,
      op: '<=',
    },
    { name: 'server: time with upload, folding meanwhile', value: byServer.seconds, unit: 's' },
    { name: 'server: idle resident', value: byServer.idleBytes / mebibyte, unit: 'MiB' },
    {
      name: 'server: peak above idle, folding meanwhile',
      value: (byServer.peakBytes - byServer.idleBytes) / mebibyte,
      unit: 'MiB',
      goal: 512,
      op: '<=',
    },
    { name: 'bare pass: time', value: bare.seconds, unit: 's' },
    { name: 'bare pass: peak resident', value: bare.peakBytes / mebibyte, unit: 'MiB' },
    { name: 'command line ÷ bare pass', value: seconds / bare.seconds, unit: 'ratio' },
  ]
  report('import', figures, json)
} finally {
  await rm(scratch, { recursive: true, force: true })
}

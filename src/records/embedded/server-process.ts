import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Log } from '../log.ts'
import { RecordsFailure } from '../records-failure.ts'
import { findPostmaster } from './postmaster-file.ts'
import { commandAs, type SystemUser } from './system-user.ts'

/** A server that this process started. It ends with this process, however that ends. */
export interface ServerProcess {
  readonly exited: Promise<void>
  stop(): Promise<void>
}

export interface ServerProcessOptions {
  readonly postgres: string
  readonly databaseDir: string
  readonly port: number
  readonly user: SystemUser
  readonly log: Log
}

/** The port was taken between choosing and using it: choose another. */
export class PortTaken extends Error {}

const startTimeoutMs = 60_000
const stopTimeoutMs = 30_000
const keptLogLines = 30

/**
 * Keeps the server no longer than its standard input: the pipe to it closes when this process ends, even by
 * SIGKILL, and the server gets SIGINT ("fast shutdown"). A shell is the cheapest portable guard.
 */
const guardScript = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
( read -r _ <&3; kill -INT "$server" ) &
watch=$!
exec 3<&-
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"
`

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  max_connections: '100',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  lc_messages: 'C',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_destination: 'stderr',
  logging_collector: 'off',
}

/** Starts a server and resolves once it takes connections. Its log goes to ours; nothing is kept on disk. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const child = spawnServer(options)
  // A shell that could not be run exits just as well.
  const exited = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  )
  const lastLines = await waitUntilReady(child, options.log)
  if (lastLines !== null) throw startFailure(lastLines)
  return { exited, stop: () => stop(child, exited, options.databaseDir) }
}

function spawnServer(options: ServerProcessOptions): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [options.postgres, '-D', options.databaseDir, '-p', String(options.port), ...flags]
  const [program = '', ...rest] =
    process.platform === 'win32' ? command : ['/bin/sh', '-c', guardScript, 'tallybook-postgres', ...command]
  const { file, args, ids } = commandAs(options.user, program, rest)
  // Detached, so that Ctrl-C in a terminal reaches this process only: it stops the server after its own work.
  const child = spawn(file, args, {
    ...ids,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    cwd: options.databaseDir,
  })
  child.stdin?.on('error', () => undefined)
  return child
}

/** Null once ready; the last lines of its log when it ended instead. */
function waitUntilReady(child: ChildProcess, log: Log): Promise<readonly string[] | null> {
  const lastLines: string[] = []
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => {
      child.stdin?.destroy()
      resolve([...lastLines, `not ready after ${startTimeoutMs} ms`])
    }, startTimeoutMs)
    child.once('error', (error) => {
      clearTimeout(tooLong)
      reject(
        new RecordsFailure(
          'postgres_did_not_start',
          `The embedded PostgreSQL did not start: ${error.message}.`,
          error,
        ),
      )
    })
    child.once('close', () => {
      clearTimeout(tooLong)
      resolve(lastLines)
    })
    if (!child.stderr) return
    createInterface({ input: child.stderr }).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > keptLogLines) lastLines.shift()
      log.debug({ postgres: line }, 'postgres')
      if (!line.includes('database system is ready to accept connections')) return
      clearTimeout(tooLong)
      resolve(null)
    })
  })
}

function startFailure(lines: readonly string[]): Error {
  const text = lines.join('\n')
  if (/could not (bind|create any TCP)/.test(text)) return new PortTaken(text)
  if (/No space left on device/.test(text))
    return new RecordsFailure('disk_full', 'There is no space left for the records: free some disk space.')
  if (/database files are incompatible with server|initialized by PostgreSQL version/.test(text))
    return new RecordsFailure(
      'wrong_data_version',
      'The records were written by another version of PostgreSQL: start the version of Tallybook that wrote them, make a backup, and restore it here.',
    )
  const reason =
    lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? 'it wrote nothing'
  return new RecordsFailure(
    'postgres_did_not_start',
    `The embedded PostgreSQL did not start: ${reason.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '')}.`,
  )
}

async function stop(child: ChildProcess, exited: Promise<void>, databaseDir: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  if (process.platform === 'win32') child.kill('SIGINT')
  else child.stdin?.end()
  await withDeadline(exited, databaseDir)
}

async function withDeadline(exited: Promise<void>, databaseDir: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), stopTimeoutMs)
  })
  if ((await Promise.race([exited, late])) === 'late') {
    const postmaster = await findPostmaster(databaseDir)
    // "Immediate shutdown": nothing is lost, the next start replays the write-ahead log.
    if (postmaster) process.kill(postmaster.pid, 'SIGQUIT')
    await exited
  }
  clearTimeout(timer)
}

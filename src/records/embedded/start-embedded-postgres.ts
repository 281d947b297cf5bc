import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { type Log, silentLog } from '../log.ts'
import { errorCode, errorMessage, RecordsFailure } from '../records-failure.ts'
import { findBinaries } from './binaries.ts'
import { letThrough, openDataDir, readOrMakePassword, toWriteFailure } from './data-folder.ts'
import { findFreePort } from './free-port.ts'
import { initDatabase, superuser } from './init-database.ts'
import { findPostmaster, isAlive, type Postmaster } from './postmaster-file.ts'
import { PortTaken, type ServerProcess, startServerProcess } from './server-process.ts'
import { canReach, findSystemUser, type SystemUser, withReach } from './system-user.ts'

export interface EmbeddedPostgres {
  /** Connection address of the database `tallybook`, with its password: not for logs. */
  readonly url: string
  /** Resolves when the server has ended, whoever ended it. */
  readonly exited: Promise<void>
  /** Ends the server after its open transactions were rolled back and everything is on disk. */
  stop(): Promise<void>
}

const databaseName = 'tallybook'
/** Held by the process that uses the directory, for as long as it lives. */
const ownerLock = 7_418_529_630
const startAttempts = 8
const leftBehindTimeoutMs = 30_000
const pollMs = 50

/**
 * Starts PostgreSQL on `<dataDir>/postgres`, made at the first start. A server that a killed process left behind
 * is stopped first, so there are never two on one directory.
 *
 * @throws RecordsFailure with a sentence for whoever started the program.
 */
export async function startEmbeddedPostgres(options: {
  readonly dataDir: string
  readonly log?: Log
}): Promise<EmbeddedPostgres> {
  const log = options.log ?? silentLog
  const binaries = await findBinaries()
  const systemUser = await findSystemUser()
  const dataDir = await openDataDir(options.dataDir)
  if (!(await canReach(systemUser, dataDir))) await letThrough(dataDir)
  const user = await withReach(systemUser, [dataDir, binaries.postgres])

  const databaseDir = join(dataDir, 'postgres')
  const made = await exists(join(databaseDir, 'PG_VERSION'))
  const password = await readOrMakePassword(dataDir, made).catch((error: unknown) => {
    throw toWriteFailure(error, dataDir)
  })
  await stopLeftBehind(databaseDir, dataDir, password, log)
  if (!made) {
    log.info('Laying out the records (first start)')
    await initDatabase({ initdb: binaries.initdb, dataDir, databaseDir, password, user })
  }
  const { server, port } = await startOnFreePort(binaries.postgres, databaseDir, user, log)
  return await takeOwnership(server, port, password, dataDir, log)
}

async function startOnFreePort(
  postgres: string,
  databaseDir: string,
  user: SystemUser,
  log: Log,
): Promise<{ server: ServerProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort()
    try {
      return { server: await startServerProcess({ postgres, databaseDir, port, user, log }), port }
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error
      if (attempt === startAttempts)
        throw new RecordsFailure(
          'no_free_port',
          'No port of 127.0.0.1 is free for the embedded PostgreSQL.',
          error,
        )
    }
  }
}

/** Marks the server as used by this process, and makes the database at the first start. */
async function takeOwnership(
  server: ServerProcess,
  port: number,
  password: string,
  dataDir: string,
  log: Log,
): Promise<EmbeddedPostgres> {
  const owner = connectTo(port, password)
  owner.on('error', (error) => log.debug({ error: errorMessage(error) }, 'The owner connection ended'))
  try {
    await owner.connect()
    if (!(await lockAsOwner(owner))) throw inUse(dataDir)
    const { rowCount } = await owner.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await owner.query(`create database ${databaseName}`)
  } catch (error) {
    await server.stop()
    if (error instanceof RecordsFailure) throw error
    throw new RecordsFailure(
      'postgres_did_not_start',
      `The embedded PostgreSQL started but refuses work: ${errorMessage(error)}.`,
      error,
    )
  }
  log.debug({ port }, 'The embedded PostgreSQL is ready')
  return {
    url: `postgresql://${superuser}:${password}@127.0.0.1:${port}/${databaseName}`,
    exited: server.exited,
    async stop() {
      await owner.end().catch(() => undefined)
      await server.stop()
    },
  }
}

/**
 * Stops a server that still runs on the directory. Its owner may just have been killed (then it is ending by
 * itself), or may be alive: then the directory is not ours.
 */
async function stopLeftBehind(
  databaseDir: string,
  dataDir: string,
  password: string,
  log: Log,
): Promise<void> {
  const found = await findPostmaster(databaseDir)
  if (!found) return
  log.warn({ pid: found.pid }, 'Stopping the PostgreSQL that an earlier process left behind')
  const polls = leftBehindTimeoutMs / pollMs
  for (let poll = 0; poll < polls; poll += 1) {
    if (!isAlive(found.pid)) return
    const owned = await isOwned(found, password)
    if (owned === 'owned') throw inUse(dataDir)
    if (owned === 'free') signal(found, 'SIGINT')
    await delay(pollMs)
  }
  signal(found, 'SIGQUIT')
  for (let poll = 0; poll < polls; poll += 1) {
    if (!isAlive(found.pid)) return
    await delay(pollMs)
  }
  throw new RecordsFailure(
    'postgres_did_not_stop',
    `A PostgreSQL left behind by an earlier run does not stop: end the process ${found.pid} and start again.`,
  )
}

/** `unknown` while the server starts or ends: ask again. */
async function isOwned(server: Postmaster, password: string): Promise<'owned' | 'free' | 'unknown'> {
  const client = connectTo(server.port, password)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await lockAsOwner(client)) ? 'free' : 'owned'
  } catch (error) {
    // Refused password: a server that is not of this directory's making can only be an operator's; leave it.
    return errorCode(error) === '28P01' ? 'owned' : 'unknown'
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function lockAsOwner(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
    ownerLock,
  ])
  return rows[0]?.locked === true
}

function connectTo(port: number, password: string): Client {
  return new Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
    application_name: 'tallybook owner',
  })
}

function signal(server: Postmaster, name: NodeJS.Signals): void {
  try {
    process.kill(server.pid, name)
  } catch {
    // It ended meanwhile.
  }
}

function inUse(dataDir: string): RecordsFailure {
  return new RecordsFailure(
    'data_dir_in_use',
    `The data directory ${dataDir} is in use by another running Tallybook: stop that one, or set DATA_DIR to another directory.`,
  )
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

import { Kysely, PostgresDialect, sql } from 'kysely'
import { type ClientConfig, Pool } from 'pg'
import { checkServer, toConnectFailure } from './check-server.ts'
import type { Database } from './database.ts'
import { type Lock, tryLock } from './lock.ts'
import { type Log, silentLog } from './log.ts'
import { appRole, migrate } from './migrate.ts'
import { errorMessage } from './records-failure.ts'
import { tellingPool } from './telling-pool.ts'

/**
 * PostgreSQL as the rest of the program sees it. Every function throws RecordsFailure `unreachable` when a connection
 * cannot be had or breaks: the next one is tried at the next call.
 */
export interface Records {
  /** Brings the tables up to date; idempotent, also from several processes at once. */
  migrate(): Promise<void>
  /** One transaction that sees and changes rows of this company only; PostgreSQL sees to it. */
  withCompany<T>(companyId: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** One transaction without a company: sign-in, key look-up, set-up. Every condition is the caller's own. */
  asSystem<T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** Without a company, each statement by itself: for the sign-in library and for single statements. */
  readonly system: Kysely<Database>
  /** Takes a named lock among all processes on this database, or null when another holds it. Never waits. */
  tryLock(name: string): Promise<Lock | null>
  ping(): Promise<void>
  /** Releases the locks and closes the connections, after running transactions have ended. */
  close(): Promise<void>
}

export interface RecordsOptions {
  readonly url: string
  readonly log?: Log
  /** Size of the pool; each lock takes one connection more. */
  readonly maxConnections?: number
}

const statementTimeoutMs = 60_000
const connectTimeoutMs = 10_000

/**
 * Connects and checks the server (version, encoding).
 *
 * @throws RecordsFailure with a sentence for whoever started the program.
 */
export async function openRecords(options: RecordsOptions): Promise<Records> {
  const log = options.log ?? silentLog
  const config = clientConfig(options.url)
  const pool = new Pool({ ...config, max: options.maxConnections ?? 10 })
  // The pool itself listens to resting connections only: one that breaks while it is lent would end the process.
  pool.on('connect', (client) =>
    client.on('error', (error) =>
      log.warn({ error: errorMessage(error) }, 'A connection to the records broke'),
    ),
  )
  // What the pool says of a resting connection, the connection has said by itself.
  pool.on('error', () => undefined)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: tellingPool(pool) }) })
  try {
    await checkServer(db)
  } catch (error) {
    await db.destroy()
    throw toConnectFailure(error, options.url)
  }
  return toRecords(db, config)
}

function clientConfig(url: string): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    application_name: 'tallybook',
  }
}

function toRecords(db: Kysely<Database>, config: ClientConfig): Records {
  const locks = new Set<Lock>()
  return {
    system: db,
    migrate: () => migrate(db),
    withCompany: (companyId, work) =>
      db.transaction().execute(async (trx) => {
        await sql`select set_config('role', ${appRole}, true), set_config('tallybook.company_id', ${companyId}, true)`.execute(
          trx,
        )
        return await work(trx)
      }),
    asSystem: (work) => db.transaction().execute(work),
    async tryLock(name) {
      const lock = await tryLock(config, name)
      if (!lock) return null
      locks.add(lock)
      void lock.lost.then(() => locks.delete(lock))
      return lock
    },
    async ping() {
      await sql`select 1`.execute(db)
    },
    async close() {
      await Promise.all([...locks].map((lock) => lock.release()))
      await db.destroy()
    },
  }
}

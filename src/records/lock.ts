import { createHash } from 'node:crypto'
import { Client, type ClientConfig } from 'pg'

/** How often the holder asks for a sign of life, and how long it waits for one. */
export interface ProbeTimes {
  readonly everyMs: number
  readonly timeoutMs: number
}

const probeTimes: ProbeTimes = { everyMs: 5_000, timeoutMs: 10_000 }
/** The server's side of the same: a holder whose machine is gone loses the lock within half a minute. */
const serverProbes =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3; set tcp_user_timeout = 20000'

/** A name that one process at a time holds, among all processes on the same database. */
export interface Lock {
  /** Resolves when the lock is no longer held: released, or its connection broke. Stop the guarded work then. */
  readonly lost: Promise<void>
  release(): Promise<void>
}

/**
 * Takes the lock `name` if nobody holds it, else null; never waits. It is bound to a connection of its own, so
 * PostgreSQL frees it when this process dies.
 */
export async function tryLock(
  config: ClientConfig,
  name: string,
  times: ProbeTimes = probeTimes,
): Promise<Lock | null> {
  const client = new Client({
    ...config,
    keepAlive: true,
    keepAliveInitialDelayMillis: times.everyMs,
    query_timeout: times.timeoutMs,
    application_name: `tallybook lock ${name}`.slice(0, 63),
  })
  const lost = new Promise<void>((resolve) => {
    client.once('end', () => resolve())
    client.once('error', () => resolve())
  })
  // Later errors of a broken connection have nothing to add.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      lockKey(name).toString(),
    ])
    if (rows[0]?.locked === true) {
      await client.query(serverProbes)
      const probing = probe(client, times.everyMs)
      void lost.then(() => clearInterval(probing))
      return { lost, release: () => client.end().catch(() => undefined) }
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  await client.end()
  return null
}

/** Asks for a sign of life now and then: a connection that breaks without a word would look held for hours. */
function probe(client: Client, everyMs: number): NodeJS.Timeout {
  const timer = setInterval(() => {
    client.query('select 1').catch(() => {
      // Ends it without waiting for the other side, which may be gone.
      client.connection.stream.destroy()
    })
  }, everyMs)
  timer.unref()
  return timer
}

/** PostgreSQL names advisory locks by 64-bit integers. */
function lockKey(name: string): bigint {
  return createHash('sha256').update(`tallybook:${name}`).digest().readBigInt64BE()
}

import { createHash } from 'node:crypto'
import { Client, type ClientConfig } from 'pg'

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
export async function tryLock(config: ClientConfig, name: string): Promise<Lock | null> {
  const client = new Client({
    ...config,
    keepAlive: true,
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
    if (rows[0]?.locked === true) return { lost, release: () => client.end().catch(() => undefined) }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  await client.end()
  return null
}

/** PostgreSQL names advisory locks by 64-bit integers. */
function lockKey(name: string): bigint {
  return createHash('sha256').update(`tallybook:${name}`).digest().readBigInt64BE()
}

import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type PoolClient } from 'pg'
import type { Database, Records } from '../../src/records/index.ts'

/** The connection breaks at a statement: before the server gets it, or after it was done and before the answer comes. */
export interface Fault {
  /** From 1; none while null. */
  readonly statement: number | null
  readonly when: 'before' | 'after'
}

export interface FaultyRecords {
  readonly records: Pick<Records, 'asSystem' | 'withCompany' | 'system'>
  /** Statements since the last plan, `begin` and `commit` among them. */
  readonly statements: () => number
  plan(fault: Fault): void
  close(): Promise<void>
}

async function cut(client: PoolClient): Promise<never> {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } }
  // Until the driver knows, the pool would lend the connection out again.
  const ended = new Promise((resolve) => client.once('end', resolve))
  connection.stream.destroy()
  await ended
  throw Object.assign(new Error('the connection broke'), { code: 'ECONNRESET' })
}

/** Records whose connection breaks where a test says so. The broken connection is closed: the server rolls back. */
export function openFaultyRecords(url: string): FaultyRecords {
  const pool = new Pool({ connectionString: url, max: 2 })
  pool.on('error', () => undefined)
  let fault: Fault = { statement: null, when: 'before' }
  let statements = 0
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    const send = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>
    const guarded = async (...args: unknown[]): Promise<unknown> => {
      statements += 1
      const isAtFault = statements === fault.statement
      if (isAtFault && fault.when === 'before') return await cut(client)
      const answer = await send(...args)
      return isAtFault ? await cut(client) : answer
    }
    Object.assign(client, { query: guarded })
  })
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const inTransaction: Records['asSystem'] = (work) => db.transaction().execute(work)
  return {
    records: { system: db, asSystem: inTransaction, withCompany: (_companyId, work) => inTransaction(work) },
    statements: () => statements,
    plan: (planned) => {
      fault = planned
      statements = 0
    },
    close: () => db.destroy(),
  }
}

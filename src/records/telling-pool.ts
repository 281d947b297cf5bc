import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool } from 'pg'
import { errorCode, errorMessage, RecordsFailure } from './records-failure.ts'

/**
 * The pool as the query builder uses it: whatever keeps a statement from reaching PostgreSQL, or its answer from coming
 * back, is RecordsFailure `unreachable`. The driver says it in a dozen ways, half of them without a code.
 */
export function tellingPool(pool: Pool): PostgresPool {
  return {
    options: pool.options,
    connect: async () => {
      try {
        return tellingClient(await pool.connect())
      } catch (error) {
        throw unreachable(error)
      }
    },
    end: () => pool.end(),
  }
}

function tellingClient(client: PostgresPoolClient): PostgresPoolClient {
  let isBroken = false
  const query = async <R>(text: string, parameters: readonly unknown[]) => {
    try {
      return await client.query<R>(text, parameters)
    } catch (error) {
      if (!isTroubleOfServer(error)) throw error
      isBroken = true
      throw unreachable(error)
    }
  }
  return {
    // No cursors are used.
    query: query as PostgresPoolClient['query'],
    // The server says that it ends a connection before it does: the next one must not be given that one.
    release: (destroy) => client.release(destroy === true || isBroken),
  }
}

/** SQLSTATE: broken connections, missing resources, an operator's or a time limit's stop; and idle in a transaction. */
const statesOfTrouble = /^(?:08|53|57)|^25P03$/
/** Errors of the operating system, such as ECONNRESET. */
const systemCodes = /^E[A-Z]+$/
/** The driver's own, which have no code. */
const wordsOfDriver =
  /^(?:Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout)/

function isTroubleOfServer(error: unknown): boolean {
  const code = errorCode(error)
  return code === ''
    ? wordsOfDriver.test(errorMessage(error))
    : statesOfTrouble.test(code) || systemCodes.test(code)
}

function unreachable(cause: unknown): RecordsFailure {
  return new RecordsFailure('unreachable', `PostgreSQL does not answer: ${errorMessage(cause)}.`, cause)
}

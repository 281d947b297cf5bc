import { type Kysely, sql } from 'kysely'
import type { Database } from './database.ts'
import { errorCode, errorMessage, RecordsFailure } from './records-failure.ts'

const oldestMajorVersion = 15

/** @throws RecordsFailure when the server is too old or its database does not hold UTF-8. */
export async function checkServer(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ version: string; encoding: string; recovering: boolean }>`
    select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
      pg_is_in_recovery() as recovering`.execute(db)
  const major = Math.floor(Number(rows[0]?.version) / 10_000)
  if (!(major >= oldestMajorVersion))
    throw new RecordsFailure(
      'wrong_version',
      `DATABASE_URL leads to PostgreSQL ${major}, Tallybook needs version ${oldestMajorVersion} or newer: upgrade it.`,
    )
  if (rows[0]?.encoding !== 'UTF8')
    throw new RecordsFailure(
      'wrong_encoding',
      `The database has the encoding ${rows[0]?.encoding ?? 'unknown'}: make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
    )
  if (rows[0]?.recovering)
    throw new RecordsFailure(
      'not_allowed',
      'DATABASE_URL leads to a read-only replica: give the address of the primary server.',
    )
}

/** One sentence for a failed connection. The address is named without its password. */
export function toConnectFailure(error: unknown, url: string): Error {
  if (error instanceof RecordsFailure && error.code !== 'unreachable') return error
  const cause = error instanceof RecordsFailure ? error.cause : error
  const reason = reasons[errorCode(cause)] ?? errorMessage(cause).replace(/\.$/, '')
  return new RecordsFailure(
    'cannot_connect',
    `PostgreSQL at ${withoutSecrets(url)} cannot be used: ${reason}.`,
    cause,
  )
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there; start it or correct DATABASE_URL',
  ENOTFOUND: 'there is no host of that name; correct DATABASE_URL',
  ETIMEDOUT: 'it does not answer; check the address and the firewall',
  '28P01': 'user or password is wrong; correct DATABASE_URL',
  '28000': 'it refuses this user or wants TLS (add ?sslmode=require to DATABASE_URL)',
  '3D000': 'the database does not exist; make it with CREATE DATABASE',
  '53300': 'it has no connection left; raise its max_connections',
  '57P03': 'it is starting or stopping; try again in a moment',
}

function withoutSecrets(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}:${port || '5432'}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}

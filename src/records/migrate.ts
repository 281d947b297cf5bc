import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { migrations } from './migrations/index.ts'
import { errorCode, errorMessage, RecordsFailure } from './records-failure.ts'

/** The role of a company's transaction. It owns nothing, so row-level security always binds it. */
export const appRole = 'tallybook_app'

const insufficientPrivilege = '42501'

/**
 * Brings the tables up to date. Safe to call from several processes at once, and again: what is done is
 * left alone.
 *
 * @throws RecordsFailure `not_allowed` with the SQL to run, or `migration_failed`.
 */
export async function migrate(db: Kysely<Database>): Promise<void> {
  await ensureAppRole(db)
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableSchema: 'migrations',
    migrationTableName: 'done',
    migrationLockTableName: 'lock',
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  if (errorCode(error) === insufficientPrivilege) throw await mayNotCreate(db, error)
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'preparing'
  throw new RecordsFailure(
    'migration_failed',
    `The records could not be brought up to date (${failed}): ${errorMessage(error)}.`,
    error,
  )
}

/** Roles belong to the whole server: another database of it, or another process just now, may have made ours. */
async function ensureAppRole(db: Kysely<Database>): Promise<void> {
  try {
    await sql`do $$ begin
      if not exists (select from pg_roles where rolname = 'tallybook_app') then
        create role tallybook_app nologin;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`.execute(db)
    await sql`do $$ begin
      if not pg_has_role(current_user, 'tallybook_app',
          case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then
        execute format('grant tallybook_app to %I', current_user);
      end if;
    end $$`.execute(db)
  } catch (error) {
    if (errorCode(error) !== insufficientPrivilege) throw error
    const user = await currentUser(db)
    throw new RecordsFailure(
      'not_allowed',
      `The database user "${user}" may not make the role that Tallybook works under: run as an administrator ` +
        `CREATE ROLE ${appRole} NOLOGIN; GRANT ${appRole} TO "${user}"; and start again.`,
      error,
    )
  }
}

async function mayNotCreate(db: Kysely<Database>, cause: unknown): Promise<RecordsFailure> {
  const { rows } = await sql<{ user: string; database: string }>`
    select current_user as user, current_database() as database`.execute(db)
  const user = rows[0]?.user ?? ''
  const database = rows[0]?.database ?? ''
  return new RecordsFailure(
    'not_allowed',
    `The database user "${user}" may not make tables in the database "${database}" (${errorMessage(cause)}): ` +
      `run as an administrator ALTER DATABASE "${database}" OWNER TO "${user}"; and start again.`,
    cause,
  )
}

async function currentUser(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ user: string }>`select current_user as user`.execute(db)
  return rows[0]?.user ?? ''
}

import type { Database, Kysely } from '../records/index.ts'

type Db = Kysely<Database>

/** Versions of all calendars of a company, ascending. */
export async function readCalendarVersions(db: Db, companyId: string) {
  return await db
    .selectFrom('chat_calendar_versions')
    .select(['calendar_id', 'valid_from', 'time_zone', 'weekdays', 'days'])
    .where('company_id', '=', companyId)
    .orderBy('valid_from')
    .execute()
}

/** Versions of the targets of all groups, ascending. */
export async function readGroupVersions(db: Db, companyId: string) {
  return await db
    .selectFrom('chat_group_versions')
    .select(['group_id', 'valid_from', 'calendar_id', 'first_target_s', 'later_target_s'])
    .where('company_id', '=', companyId)
    .orderBy('valid_from')
    .execute()
}

/** 0 before the first change. */
export async function readRevision(db: Db, companyId: string): Promise<number> {
  const row = await db
    .selectFrom('chat_settings')
    .select('revision')
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  return Number(row?.revision ?? 0)
}

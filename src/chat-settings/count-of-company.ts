import type { SettingsChange } from './change-settings.ts'

/** Rows of the company in a table that has a limit for each calendar or group, and one for all of them together. */
export async function countOfCompany(
  { db, companyId }: SettingsChange,
  table: 'chat_calendar_versions' | 'chat_group_versions' | 'chat_group_members',
): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select(db.fn.countAll<string>().as('count'))
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

import { isUuid } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import { toApiMoment } from './version-moment.ts'

/** What a change is about, as the audit log tells it. */
export interface SettingsSubject {
  readonly kind: 'channel' | 'operator' | 'group' | 'calendar'
  readonly id: string
}

type Values = Readonly<Record<string, unknown>>

const moment = (at: Date | null) => (at === null ? null : toApiMoment(at.getTime()))

/** All that is said of it now; null where nothing is. */
export async function settingsOf(
  db: Kysely<Database>,
  companyId: string,
  { kind, id }: SettingsSubject,
): Promise<Values | null> {
  switch (kind) {
    case 'channel':
      return (
        (await db
          .selectFrom('chat_channels')
          .select(['name', 'messenger', 'connection_id'])
          .where('company_id', '=', companyId)
          .where('id', '=', id)
          .executeTakeFirst()) ?? null
      )
    case 'operator':
      return (
        (await db
          .selectFrom('chat_operators')
          .select(['name', 'email'])
          .where('company_id', '=', companyId)
          .where('id', '=', id)
          .executeTakeFirst()) ?? null
      )
    case 'group':
      return await groupOf(db, companyId, id)
    case 'calendar':
      return await calendarOf(db, companyId, id)
  }
}

async function groupOf(db: Kysely<Database>, companyId: string, id: string): Promise<Values | null> {
  const group = await db
    .selectFrom('chat_groups')
    .select('name')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
  const targets = await db
    .selectFrom('chat_group_versions')
    .select(['valid_from', 'calendar_id', 'first_target_s', 'later_target_s'])
    .where('company_id', '=', companyId)
    .where('group_id', '=', id)
    .orderBy('valid_from')
    .execute()
  const members = await db
    .selectFrom('chat_group_members')
    .select(['operator_id', 'valid_from', 'valid_to'])
    .where('company_id', '=', companyId)
    .where('group_id', '=', id)
    .orderBy('operator_id')
    .orderBy('valid_from')
    .execute()
  if (!group && targets.length === 0) return null
  return {
    name: group?.name ?? null,
    targets: targets.map(({ valid_from: from, ...said }) => ({ from: moment(from), ...said })),
    members: members.map(({ operator_id: operatorId, valid_from: from, valid_to: to }) => ({
      operator_id: operatorId,
      from: moment(from),
      to: moment(to),
    })),
  }
}

async function calendarOf(db: Kysely<Database>, companyId: string, id: string): Promise<Values | null> {
  if (!isUuid(id)) return null
  const calendar = await db
    .selectFrom('chat_calendars')
    .select(['name', 'archived_at'])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!calendar) return null
  const versions = await db
    .selectFrom('chat_calendar_versions')
    .select(['valid_from', 'time_zone', 'weekdays', 'days'])
    .where('company_id', '=', companyId)
    .where('calendar_id', '=', id)
    .orderBy('valid_from')
    .execute()
  return {
    name: calendar.name,
    is_archived: calendar.archived_at !== null,
    versions: versions.map(({ valid_from: from, ...said }) => ({ from: moment(from), ...said })),
  }
}

import { randomUUID } from 'node:crypto'
import type { Principal } from '../companies/index.ts'
import {
  type CalendarVersionPut,
  type ChatCalendarCreate,
  type ChatCalendarCreated,
  type ChatCalendarPatch,
  maxChatCalendars,
  maxChatVersions,
  maxCompanyCalendarVersions,
} from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { type Changed, changeSettings, type SettingsChange } from './change-settings.ts'
import type { ChatSettingsDeps } from './chat-settings-deps.ts'
import { calendarVersionFaults } from './check-calendar-version.ts'
import { countOfCompany } from './count-of-company.ts'
import { refused, type SettingsRefused } from './settings-refused.ts'
import { fromApiMoment } from './version-moment.ts'

type NotFound = Failure<'not_found'>

export interface Calendars {
  createCalendar(
    caller: Principal,
    input: ChatCalendarCreate,
  ): Promise<Result<ChatCalendarCreated, Failure<'forbidden'> | SettingsRefused>>
  /** Another name, into the archive, or back. */
  patchCalendar(caller: Principal, calendarId: string, patch: ChatCalendarPatch): Changed<NotFound>
  /** A version from its moment on; one of the same moment is replaced. */
  putCalendarVersion(caller: Principal, calendarId: string, version: CalendarVersionPut): Changed<NotFound>
  /** What was in force before it goes on. Failure `conflict`: it is the only one. */
  deleteCalendarVersion(
    caller: Principal,
    calendarId: string,
    from: string | null,
  ): Changed<Failure<'not_found' | 'conflict'>>
}

const calendarNotFound = fail('not_found', 'There is no such calendar.')
const versionNotFound = fail('not_found', 'No version of this calendar begins at this moment.')
const onlyVersion = fail(
  'conflict',
  'It is the only version of the calendar: replace it, or archive the calendar.',
)

const calendarOf = (id: string) => ({ kind: 'calendar', id }) as const

export function createCalendars(deps: ChatSettingsDeps): Calendars {
  return {
    async createCalendar(caller, { name, version }) {
      const id = randomUUID()
      const changed = await changeSettings(deps, caller, calendarOf(id), async (change) => {
        const faults = [
          ...(await nameFaults(change, name, null)),
          ...calendarVersionFaults('version/', version, change.nowMs),
        ]
        if (faults.length > 0) return refused(faults)
        if (!(await hasRoomForVersion(change))) return refused([{ path: 'name', code: 'too_many' }])
        const { db, companyId, nowMs } = change
        await db
          .insertInto('chat_calendars')
          .values({ id, company_id: companyId, name, created_at: new Date(nowMs) })
          .execute()
        await insertVersion(change, id, version)
        return ok({ foldFromMs: null })
      })
      return changed.ok ? ok({ ...changed.value, id }) : changed
    },

    patchCalendar: (caller, calendarId, patch) =>
      changeSettings(deps, caller, calendarOf(calendarId), (change) =>
        patchCalendar(change, calendarId, patch),
      ),

    putCalendarVersion: (caller, calendarId, version) =>
      changeSettings<NotFound | SettingsRefused>(deps, caller, calendarOf(calendarId), async (change) => {
        if (!(await findCalendar(change, calendarId))) return calendarNotFound
        const faults = calendarVersionFaults('', version, change.nowMs)
        if (faults.length > 0) return refused(faults)
        const fromMs = fromApiMoment(version.from)
        if (await saysSo(change, calendarId, version)) return ok({ foldFromMs: null })
        const isNew = !(await hasVersion(change, calendarId, fromMs))
        const isFull = (await otherVersions(change, calendarId, fromMs)) >= maxChatVersions
        if (isNew && (isFull || !(await hasRoomForVersion(change))))
          return refused([{ path: 'from', code: 'too_many' }])
        await deleteVersion(change, calendarId, fromMs)
        await insertVersion(change, calendarId, version)
        return ok({ foldFromMs: await usedFromMs(change.db, calendarId, fromMs) })
      }),

    deleteCalendarVersion: (caller, calendarId, from) =>
      changeSettings<Failure<'not_found' | 'conflict'>>(
        deps,
        caller,
        calendarOf(calendarId),
        async (change) => {
          if (!(await findCalendar(change, calendarId))) return calendarNotFound
          const fromMs = fromApiMoment(from)
          if (!(await hasVersion(change, calendarId, fromMs))) return versionNotFound
          if ((await otherVersions(change, calendarId, fromMs)) === 0) return onlyVersion
          await deleteVersion(change, calendarId, fromMs)
          return ok({ foldFromMs: await usedFromMs(change.db, calendarId, fromMs) })
        },
      ),
  }
}

async function patchCalendar(
  change: SettingsChange,
  calendarId: string,
  patch: ChatCalendarPatch,
): Promise<Result<{ foldFromMs: null }, NotFound | SettingsRefused>> {
  const before = await findCalendar(change, calendarId)
  if (!before) return calendarNotFound
  const name = patch.name ?? before.name
  const isArchived = patch.is_archived ?? before.archived_at !== null
  const faults = isArchived ? [] : await nameFaults(change, name, calendarId)
  if (faults.length > 0) return refused(faults)
  const archivedAt = isArchived ? (before.archived_at ?? new Date(change.nowMs)) : null
  await change.db
    .updateTable('chat_calendars')
    .set({ name, archived_at: archivedAt })
    .where('id', '=', calendarId)
    .execute()
  return ok({ foldFromMs: null })
}

async function findCalendar({ db, companyId }: SettingsChange, id: string) {
  if (!isUuid(id)) return undefined
  return await db
    .selectFrom('chat_calendars')
    .select(['name', 'archived_at'])
    .where('id', '=', id)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
}

/** Those in use have names that tell them apart, and a limit to their number; archived ones have neither. */
async function nameFaults({ db, companyId }: SettingsChange, name: string, ownId: string | null) {
  const inUse = await db
    .selectFrom('chat_calendars')
    .select(['id', 'name'])
    .where('company_id', '=', companyId)
    .where('archived_at', 'is', null)
    .execute()
  const others = inUse.filter(({ id }) => id !== ownId?.toLowerCase())
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    return [{ path: 'name', code: 'name_taken' } as const]
  if (others.length < maxChatCalendars) return []
  return [{ path: ownId === null ? 'name' : 'is_archived', code: 'too_many' } as const]
}

async function hasRoomForVersion(change: SettingsChange): Promise<boolean> {
  return (await countOfCompany(change, 'chat_calendar_versions')) < maxCompanyCalendarVersions
}

async function hasVersion({ db }: SettingsChange, calendarId: string, fromMs: number): Promise<boolean> {
  const found = await db
    .selectFrom('chat_calendar_versions')
    .select('valid_from')
    .where('calendar_id', '=', calendarId)
    .where('valid_from', '=', new Date(fromMs))
    .executeTakeFirst()
  return found !== undefined
}

async function otherVersions({ db }: SettingsChange, calendarId: string, fromMs: number): Promise<number> {
  const { count } = await db
    .selectFrom('chat_calendar_versions')
    .select(db.fn.countAll<string>().as('count'))
    .where('calendar_id', '=', calendarId)
    .where('valid_from', '<>', new Date(fromMs))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function deleteVersion({ db }: SettingsChange, calendarId: string, fromMs: number): Promise<void> {
  await db
    .deleteFrom('chat_calendar_versions')
    .where('calendar_id', '=', calendarId)
    .where('valid_from', '=', new Date(fromMs))
    .execute()
}

/** Whether the version of this moment is the same already: then there is nothing to measure again. */
async function saysSo(
  { db }: SettingsChange,
  calendarId: string,
  version: CalendarVersionPut,
): Promise<boolean> {
  const { from, time_zone, weekdays } = version
  const found = await db
    .selectFrom('chat_calendar_versions')
    .select('valid_from')
    .where('calendar_id', '=', calendarId)
    .where('valid_from', '=', new Date(fromApiMoment(from)))
    .where('time_zone', '=', time_zone)
    .where(sql<boolean>`weekdays = ${JSON.stringify(weekdays)}::jsonb`)
    .where(sql<boolean>`days = ${daysText(version)}::jsonb`)
    .executeTakeFirst()
  return found !== undefined
}

/** Special days as they are kept: by date. */
function daysText({ days }: CalendarVersionPut): string {
  return JSON.stringify(days.toSorted((a, b) => (a.date < b.date ? -1 : 1)))
}

async function insertVersion(
  { db, companyId }: SettingsChange,
  calendarId: string,
  version: CalendarVersionPut,
): Promise<void> {
  await db
    .insertInto('chat_calendar_versions')
    .values({
      calendar_id: calendarId,
      company_id: companyId,
      valid_from: new Date(fromApiMoment(version.from)),
      time_zone: version.time_zone,
      weekdays: JSON.stringify(version.weekdays),
      days: daysText(version),
    })
    .execute()
}

/** The first moment from `fromMs` on at which any group is measured by the calendar; null: none is. */
async function usedFromMs(db: Kysely<Database>, calendarId: string, fromMs: number): Promise<number | null> {
  const versions = await db
    .selectFrom('chat_group_versions as v')
    .select(['v.valid_from', 'v.calendar_id'])
    .select((eb) =>
      eb
        .selectFrom('chat_group_versions as n')
        .select((inner) => inner.fn.min('n.valid_from').as('next'))
        .whereRef('n.company_id', '=', 'v.company_id')
        .whereRef('n.group_id', '=', 'v.group_id')
        .whereRef('n.valid_from', '>', 'v.valid_from')
        .as('next_from'),
    )
    .where('v.calendar_id', '=', calendarId)
    .execute()
  const moments = versions
    .filter(({ next_from }) => next_from === null || next_from.getTime() > fromMs)
    .map(({ valid_from }) => Math.max(valid_from.getTime(), fromMs))
  return moments.length > 0 ? moments.reduce((a, b) => Math.min(a, b)) : null
}

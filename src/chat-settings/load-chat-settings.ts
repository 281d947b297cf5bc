import type { BusinessCalendar, CalendarVersion, ChatSettings, OpenInterval } from '../chats/index.ts'
import type { DayHours } from '../contract/index.ts'
import type { Database, Kysely, Records } from '../records/index.ts'
import { minuteOf } from './minute-of.ts'
import { readCalendarVersions, readGroupVersions, readRevision } from './settings-rows.ts'

/** Companies whose settings are kept; the one asked for longest ago goes first. */
const maxKept = 1_000

/**
 * What the fold of a company's chats goes by. Asks for the revision each time and reads the rest when it is another one: the same
 * revision is the same object, so that what was computed from its calendars serves again.
 */
export function createLoadChatSettings(records: Records): (companyId: string) => Promise<ChatSettings> {
  const kept = new Map<string, ChatSettings>()
  return async (companyId) =>
    await records.withCompany(companyId, async (db) => {
      // Before the rest: what is changed meanwhile is read under a number too low, hence once more.
      const revision = await readRevision(db, companyId)
      const known = kept.get(companyId)
      const settings = known?.revision === revision ? known : await readSettings(db, companyId, revision)
      kept.delete(companyId)
      kept.set(companyId, settings)
      for (const oldest of kept.keys()) {
        if (kept.size <= maxKept) break
        kept.delete(oldest)
      }
      return settings
    })
}

async function readSettings(
  db: Kysely<Database>,
  companyId: string,
  revision: number,
): Promise<ChatSettings> {
  const calendars = calendarsOf(await readCalendarVersions(db, companyId))
  const versions = Map.groupBy(await readGroupVersions(db, companyId), ({ group_id }) => group_id)
  const groups = [...versions].map(
    ([id, rows]) =>
      [
        id,
        rows.map(({ valid_from, calendar_id, first_target_s, later_target_s }) => ({
          fromMs: valid_from.getTime(),
          calendar: calendar_id === null ? null : (calendars.get(calendar_id) ?? null),
          firstTargetMs: toMs(first_target_s),
          laterTargetMs: toMs(later_target_s),
        })),
      ] as const,
  )
  return { revision, groups: new Map(groups) }
}

type VersionRow = Awaited<ReturnType<typeof readCalendarVersions>>[number]

function calendarsOf(rows: readonly VersionRow[]): ReadonlyMap<string, BusinessCalendar> {
  const byCalendar = Map.groupBy(rows, ({ calendar_id }) => calendar_id)
  return new Map([...byCalendar].map(([id, versions]) => [id, { versions: versions.map(fromRowVersion) }]))
}

function fromRowVersion({ valid_from, time_zone, weekdays, days }: VersionRow): CalendarVersion {
  const day = (index: number): readonly OpenInterval[] => (weekdays[index] ?? []).map(toInterval)
  return {
    fromMs: valid_from.getTime(),
    timeZone: time_zone,
    weekdays: [day(0), day(1), day(2), day(3), day(4), day(5), day(6)],
    days: new Map(days.map(({ date, hours }) => [date, hours.map(toInterval)])),
  }
}

function toInterval({ from, to }: DayHours): OpenInterval {
  return { fromMinute: minuteOf(from), toMinute: minuteOf(to) }
}

function toMs(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1_000
}

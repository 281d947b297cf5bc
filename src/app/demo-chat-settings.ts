import type { Principal } from '../companies/index.ts'
import type { CalendarVersionPut, DayHours, GroupTargetsPut } from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import { deskChannels, deskGroups, deskOperators } from '../simulator/index.ts'
import type { Rooms } from './open-rooms.ts'
import { StartFailure } from './start-failure.ts'

const weekdays: DayHours[] = [
  { from: '08:00', to: '12:30' },
  { from: '13:00', to: '22:00' },
]
const weekend: DayHours[] = [{ from: '09:00', to: '22:00' }]
const office: DayHours[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
]
/** Holidays of the years around the demo's: closed, or as on a Sunday. */
const holidays = [
  ['01-01', 'New Year’s Day'],
  ['05-01', 'Labour Day'],
  ['10-03', 'Day of German Unity'],
  ['12-25', 'Christmas Day'],
  ['12-26', 'Boxing Day'],
] as const

/** SL 1 and SL 2 by group, seconds. */
const targets: Readonly<Record<string, readonly [number, number]>> = {
  support: [120, 180],
  orders: [90, 180],
  returns: [300, 300],
  business: [180, 240],
}

/**
 * Names, hours and targets of the demo's chats, entered once: two calendars, one with weekends, both with a lunch break and holidays;
 * four groups with their members. What whoever looks around changes later is left as it is.
 */
export async function openDemoChatSettings(
  { chatSettings }: Pick<Rooms, 'chatSettings'>,
  caller: Principal,
  nowMs: number,
): Promise<void> {
  const there = valueOf(await chatSettings.chatSettings(caller))
  if (there.groups.length > 0) return
  for (const { id, name, messenger } of deskChannels)
    valueOf(await chatSettings.putChannel(caller, { id, name, messenger, connection_id: null }))
  for (const { id, name } of deskOperators)
    valueOf(await chatSettings.putOperator(caller, { id, name, email: null }))
  const zone = caller.company.time_zone
  const version = (week: readonly DayHours[], last: readonly DayHours[]) => versionOf(zone, nowMs, week, last)
  const daily = valueOf(
    await chatSettings.createCalendar(caller, { name: 'Every day', version: version(weekdays, weekend) }),
  )
  const onWeekdays = valueOf(
    await chatSettings.createCalendar(caller, { name: 'Office hours', version: version(office, []) }),
  )
  for (const { id, name, isOpenAtWeekends } of deskGroups) {
    valueOf(await chatSettings.putGroup(caller, { id, name }))
    const calendarId = isOpenAtWeekends ? daily.id : onWeekdays.id
    valueOf(await chatSettings.putGroupTargets(caller, targetsOf(id, calendarId)))
    const members = deskOperators
      .filter(({ groupId }) => groupId === id)
      .map((operator) => ({ operator_id: operator.id, from: null, to: null }))
    valueOf(await chatSettings.putGroupMembers(caller, { group_id: id, members }))
  }
}

function targetsOf(groupId: string, calendarId: string): GroupTargetsPut {
  const [first = null, later = null] = targets[groupId] ?? []
  return {
    group_id: groupId,
    from: null,
    calendar_id: calendarId,
    first_target_s: first,
    later_target_s: later,
  }
}

function versionOf(
  zone: string,
  nowMs: number,
  week: readonly DayHours[],
  last: readonly DayHours[],
): CalendarVersionPut {
  const year = new Date(nowMs).getUTCFullYear()
  const days = [year - 1, year, year + 1].flatMap((each) =>
    holidays.map(([date, name]) => ({ date: `${each}-${date}`, name, hours: [...last] })),
  )
  return {
    from: null,
    time_zone: zone,
    weekdays: [week, week, week, week, week, last, last].map((hours) => [...hours]),
    days,
  }
}

function valueOf<T>(result: Result<T, Failure>): T {
  if (result.ok) return result.value
  throw new StartFailure(`The settings of the demo's chats could not be entered: ${result.failure.detail}`)
}

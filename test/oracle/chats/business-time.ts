import type { CalendarVersion, ChatSettings, GroupVersion } from '../../../src/chats/index.ts'
import { quarterHourMs, wallClockOf } from '../wall-clock.ts'

const minuteMs = 60_000

/** What was in force of a list of versions at an instant. */
export function inForce<T extends { readonly fromMs: number }>(
  versions: readonly T[] | undefined,
  atMs: number,
): T | undefined {
  return versions?.findLast((version) => version.fromMs <= atMs)
}

/** The group as it was set up at an instant; chats without a group are measured as the group of empty id. */
export const groupAt = (settings: ChatSettings, groupId: string, atMs: number): GroupVersion | undefined =>
  inForce(settings.groups.get(groupId), atMs)

export type BusinessTime = (groupId: string, fromMs: number, toMs: number) => number | null

/**
 * Business time of a group between two instants, ms, found by looking at the wall clock of the calendar's zone minute by minute: open when
 * the minute that it shows is in an interval of the date that it shows. Null: for some part of the stretch the group had no calendar.
 */
export function businessTimeOf(settings: ChatSettings): BusinessTime {
  const openOfQuarter = new Map<string, number>()
  return (groupId, fromMs, toMs) => {
    if (!hasCalendar(settings.groups.get(groupId) ?? [], fromMs, toMs)) return null
    let sumMs = 0
    for (let atMs = fromMs; atMs < toMs; ) {
      const quarter = Math.floor(atMs / quarterHourMs) * quarterHourMs
      const endMs = Math.min(quarter + quarterHourMs, toMs)
      const isWhole = atMs === quarter && endMs === quarter + quarterHourMs
      const name = `${groupId} ${quarter}`
      const known = isWhole ? openOfQuarter.get(name) : undefined
      const openMs = known ?? openBetween(settings, groupId, atMs, endMs)
      if (isWhole) openOfQuarter.set(name, openMs)
      sumMs += openMs
      atMs = endMs
    }
    return sumMs
  }
}

/** All the while; of an empty stretch it is asked at its instant. */
function hasCalendar(versions: readonly GroupVersion[], fromMs: number, toMs: number): boolean {
  const changes = versions.map((version) => version.fromMs).filter((start) => fromMs < start && start < toMs)
  return [fromMs, ...changes].every((moment) => inForce(versions, moment)?.calendar)
}

function openBetween(settings: ChatSettings, groupId: string, fromMs: number, toMs: number): number {
  let sumMs = 0
  for (let atMs = fromMs; atMs < toMs; ) {
    const next = Math.min(toMs, nextChange(settings, groupId, atMs))
    if (isOpenAt(settings, groupId, atMs)) sumMs += next - atMs
    atMs = next
  }
  return sumMs
}

/** The end of the minute, or the beginning of the next version of group or calendar within it. */
function nextChange(settings: ChatSettings, groupId: string, atMs: number): number {
  const starts = (settings.groups.get(groupId) ?? []).flatMap(({ fromMs, calendar }) => [
    fromMs,
    ...(calendar?.versions ?? []).map((version) => version.fromMs),
  ])
  const endOfMinute = (Math.floor(atMs / minuteMs) + 1) * minuteMs
  return Math.min(endOfMinute, ...starts.filter((start) => start > atMs))
}

function isOpenAt(settings: ChatSettings, groupId: string, atMs: number): boolean {
  const version = inForce(groupAt(settings, groupId, atMs)?.calendar?.versions, atMs)
  return version !== undefined && isOpenBy(version, atMs)
}

function isOpenBy({ timeZone, weekdays, days }: CalendarVersion, atMs: number): boolean {
  const { date, hour, weekday, offset } = wallClockOf(timeZone)(atMs)
  const offsetMinutes = Number(`${offset.slice(0, 1)}${offset.slice(4)}`)
  const minuteOfHour = (((Math.floor(atMs / minuteMs) + offsetMinutes) % 60) + 60) % 60
  const minute = hour * 60 + minuteOfHour
  const intervals = days.get(date) ?? weekdays[weekday - 1] ?? []
  return intervals.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute)
}

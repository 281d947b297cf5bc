import type {
  BusinessCalendar,
  CalendarVersion,
  ChatSettings,
  GroupVersion,
  OpenInterval,
} from '../../../src/chats/index.ts'
import type { Random } from '../../../src/simulator/index.ts'
import { sweptZones } from '../questions.ts'
import { wallClockOf } from '../wall-clock.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

export const groupIds = ['support', 'sales', 'night shift'] as const

/** Hours of a day that are easy to get wrong: none, all, at the changes of clocks, of a minute, with a break, up to midnight. */
const daysHours: readonly (readonly OpenInterval[])[] = [
  [],
  [{ fromMinute: 0, toMinute: 1_440 }],
  [{ fromMinute: 540, toMinute: 1_080 }],
  [
    { fromMinute: 480, toMinute: 720 },
    { fromMinute: 780, toMinute: 1_020 },
  ],
  [
    { fromMinute: 0, toMinute: 90 },
    { fromMinute: 90, toMinute: 150 },
    { fromMinute: 1_320, toMinute: 1_440 },
  ],
  [
    { fromMinute: 119, toMinute: 121 },
    { fromMinute: 150, toMinute: 185 },
  ],
  [{ fromMinute: 1_439, toMinute: 1_440 }],
]

const targets = [null, null, 1, 15_000, 30_000, 60_000, 600_000, 3_600_000, 8 * 3_600_000] as const

/** Groups of which some have no calendar, some change theirs, and some change their targets, on odd milliseconds too. */
export function randomChatSettings(random: Random, aroundMs: number): ChatSettings {
  const calendars = Array.from({ length: 2 }, () => randomCalendar(random, aroundMs))
  const known = ['', ...groupIds].filter(() => random.chance(0.8))
  return {
    revision: 1,
    groups: new Map(known.map((groupId) => [groupId, randomGroup(random, aroundMs, calendars)])),
  }
}

function randomGroup(
  random: Random,
  aroundMs: number,
  calendars: readonly BusinessCalendar[],
): GroupVersion[] {
  return randomStarts(random, aroundMs).map((fromMs) => ({
    fromMs,
    calendar: random.chance(0.25) ? null : random.pick(calendars),
    firstTargetMs: random.pick(targets),
    laterTargetMs: random.pick(targets),
  }))
}

function randomCalendar(random: Random, aroundMs: number): BusinessCalendar {
  return { versions: randomStarts(random, aroundMs).map((fromMs) => randomVersion(random, fromMs, aroundMs)) }
}

/** One to three moments, ascending; the first one is mostly long ago. */
function randomStarts(random: Random, aroundMs: number): number[] {
  const first = random.chance(0.8) ? 0 : aroundMs - 2 * dayMs
  const later = Array.from({ length: random.below(3) }, () =>
    random.pick([
      aroundMs,
      aroundMs + random.below(2 * dayMs) - dayMs,
      aroundMs + (random.below(400) - 200) * minuteMs,
    ]),
  )
  return [...new Set([first, ...later.filter((moment) => moment > first)])].toSorted((a, b) => a - b)
}

function randomVersion(random: Random, fromMs: number, aroundMs: number): CalendarVersion {
  const timeZone = random.pick(sweptZones)
  const usual = random.pick(daysHours)
  const hours = (): readonly OpenInterval[] => (random.chance(0.6) ? usual : random.pick(daysHours))
  const special = Array.from({ length: random.below(3) }, () => aroundMs + (random.below(5) - 2) * dayMs)
  return {
    fromMs,
    timeZone,
    weekdays: [hours(), hours(), hours(), hours(), hours(), hours(), hours()],
    days: new Map(special.map((moment) => [wallClockOf(timeZone)(moment).date, random.pick(daysHours)])),
  }
}

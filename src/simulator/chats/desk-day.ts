import { dayMs, hourMs, offsetMsAt, startOfUnit } from '../../core/index.ts'
import { localTimes } from '../local-time.ts'
import type { Random } from '../random.ts'
import { serviceVolume } from '../rhythm.ts'
import { scramble } from '../scramble.ts'

/**
 * A day of the chat desk: from two hours before local midnight, when the last shift has ended, so that who writes at night is
 * served by the same day's operators.
 */
export interface DeskDay {
  /** Local date as days since 1970. */
  readonly number: number
  /** Monday = 1. */
  readonly weekday: number
  readonly midnightMs: number
  readonly fromMs: number
  readonly toMs: number
  /** When something is broken and everybody writes at once, epoch ms; null on ordinary days. */
  readonly trouble: { readonly fromMs: number; readonly toMs: number } | null
}

const beforeMidnightMs = 2 * hourMs
/** Openings are planned by the quarter of an hour. */
const stepMs = hourMs / 4
/** One day of trouble in so many. */
const troubleEveryDays = 21
const surge = 4
const volumeOfMeanDay = meanVolume()

/** The day of the desk that begins in the evening before the local date of an instant. */
export function deskDayOf(instantMs: number, zone: string, seed: number): DeskDay {
  const midnightMs = startOfUnit(instantMs, 'day', 0, zone)
  const nextMs = startOfUnit(instantMs, 'day', 1, zone)
  const number = Math.round((midnightMs + offsetMsAt(midnightMs, zone)) / dayMs)
  const isBad = number === troubledDay(seed, Math.floor(number / troubleEveryDays))
  return {
    number,
    weekday: weekdayOf(number),
    midnightMs,
    fromMs: midnightMs - beforeMidnightMs,
    toMs: nextMs - beforeMidnightMs,
    trouble: isBad ? { fromMs: midnightMs + 9.5 * hourMs, toMs: midnightMs + 15 * hourMs } : null,
  }
}

export function isTroubled({ trouble }: DeskDay, atMs: number): boolean {
  return trouble !== null && atMs >= trouble.fromMs && atMs < trouble.toMs
}

/** When chats are opened on a day, ascending: by the rhythm of day and week, no two days alike. */
export function* openingsOf(
  random: Random,
  day: DeskDay,
  zone: string,
  chatsPerDay: number,
): Generator<number> {
  const localTime = localTimes({ fromMs: day.fromMs, toMs: day.toMs }, zone)
  const mood = random.logNormal(1, 0.12)
  for (let startMs = day.fromMs; startMs < day.toMs; startMs += stepMs) {
    const { weekday, hour, hourShare } = localTime(startMs)
    const now = serviceVolume(weekday, hour)
    const soon = serviceVolume(weekday, (hour + 1) % 24)
    const volume = (now + (soon - now) * hourShare) * mood * (isTroubled(day, startMs) ? surge : 1)
    const expected = (chatsPerDay * volume) / volumeOfMeanDay
    const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
    const moments = Array.from({ length: count }, () => startMs + random.below(stepMs))
    yield* moments.sort((a, b) => a - b)
  }
}

/** Never at a weekend: then there is nobody to be surprised. */
function troubledDay(seed: number, block: number): number {
  const first = block * troubleEveryDays
  const number = first + 2 + (scramble(seed ^ scramble(block)) % (troubleEveryDays - 4))
  const weekday = weekdayOf(number)
  return weekday > 5 ? number - 2 : number
}

function weekdayOf(number: number): number {
  // Day 0 was a Thursday.
  return ((((number + 3) % 7) + 7) % 7) + 1
}

function meanVolume(): number {
  let sum = 0
  for (let weekday = 1; weekday <= 7; weekday++)
    for (let hour = 0; hour < 24; hour++) sum += serviceVolume(weekday, hour) * 4
  return sum / 7
}

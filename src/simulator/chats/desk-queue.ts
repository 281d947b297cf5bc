import { hourMs } from '../../core/index.ts'
import { scramble } from '../scramble.ts'
import { type DeskOperator, deskGroups, deskOperators } from './desk.ts'
import type { DeskDay } from './desk-day.ts'

/** An operator at work, who talks to a few customers at once. */
interface OnDuty {
  readonly operator: DeskOperator
  readonly fromMs: number
  readonly toMs: number
  /** When each of the places at this operator is free. */
  readonly freeAtMs: number[]
}

/** Somebody who can take a chat, and when. */
export interface Turn {
  readonly operator: DeskOperator
  readonly atMs: number
  /** Says how long the operator is busy with it. */
  readonly occupyUntil: (untilMs: number) => void
}

/** What a chat costs an operator, about. */
const busyMs = 13 * 60_000
/** Share of the places that are taken in the busiest hour of an ordinary day: queues come and go. */
const usualLoad = 0.66
/** The busiest hour has so much of a day's chats. */
const busiestHourShare = 0.078
const fewestPlaces = 2
/** Nobody begins a chat just before going home. */
const lastCallMs = 5 * 60_000
const shifts = {
  early: [8, 16],
  late: [14, 22],
  office: [9, 17],
  weekendEarly: [9, 16],
  weekendLate: [15, 22],
} as const
/** Of two shifts, each has more than half of the places: they overlap for a short time only. */
const shareOfShift = [1, 1, 0.8]

/**
 * Who takes the chats of a day, and when they can. Chats are given out in the order in which they are asked for, each to whoever is
 * free first: so queues build up when more come than are dealt with.
 */
export class DeskQueue {
  private readonly duty: ReadonlyMap<string, readonly OnDuty[]>
  private readonly seed: number

  constructor(day: DeskDay, seed: number, chatsPerDay: number) {
    this.seed = seed
    this.duty = new Map(deskGroups.map(({ id }) => [id, onDutyOf(id, day, seed, chatsPerDay)]))
  }

  /** Who is free first in a group; null when everybody has gone home by then. `except` has had the chat already. */
  next(groupId: string, atMs: number, except = ''): Turn | null {
    let best: OnDuty | undefined
    let bestMs = Infinity
    let bestPlace = 0
    for (const each of this.duty.get(groupId) ?? []) {
      if (each.operator.id === except) continue
      const place = indexOfLeast(each.freeAtMs)
      const freeMs = Math.max(each.freeAtMs[place] ?? 0, each.fromMs)
      const startMs = Math.max(atMs, freeMs)
      // Among those who are free, whoever has been so for longest.
      const rank = startMs + (freeMs <= atMs ? (freeMs - atMs) / (24 * hourMs) : 0)
      if (startMs > each.toMs - lastCallMs || rank >= bestMs) continue
      best = each
      bestMs = rank
      bestPlace = place
    }
    if (!best) return null
    const { operator, freeAtMs } = best
    const startMs = Math.max(atMs, best.fromMs, freeAtMs[bestPlace] ?? 0)
    return { operator, atMs: startMs, occupyUntil: (untilMs) => (freeAtMs[bestPlace] = untilMs) }
  }

  /** Who takes what is left over on the next day that the group works: somewhere in the first half hour. */
  nextMorning(groupId: string, day: DeskDay, draw: number): Turn | null {
    for (let ahead = 1; ahead <= 4; ahead++) {
      const number = day.number + ahead
      const weekday = ((day.weekday + ahead - 1) % 7) + 1
      const [first, ...others] = rota(groupId, number, weekday, this.seed)
      if (!first) continue
      const list = [first, ...others].filter(({ hours }) => hours[0] === first.hours[0])
      const { operator, hours } = list[draw % list.length] ?? first
      const atMs = day.midnightMs + ahead * 24 * hourMs + hours[0] * hourMs + (draw % 1_800_000)
      return { operator, atMs, occupyUntil: () => undefined }
    }
    return null
  }
}

interface Shift {
  readonly operator: DeskOperator
  /** Local hours from midnight. */
  readonly hours: readonly [number, number]
}

/** The shifts of a group on a day, earliest first. Who of them is at work is drawn anew each day. */
function rota(groupId: string, dayNumber: number, weekday: number, seed: number): readonly Shift[] {
  const group = deskGroups.find(({ id }) => id === groupId)
  const isWeekend = weekday > 5
  if (!group || (isWeekend && !group.isOpenAtWeekends)) return []
  const week = Math.floor((dayNumber + 3) / 7)
  const order = (operator: DeskOperator): number =>
    scramble(seed ^ scramble(dayNumber * 31 + Number(operator.id.at(-1))))
  return deskOperators
    .filter((operator) => operator.groupId === groupId)
    .toSorted((a, b) => order(a) - order(b))
    .map((operator, index): Shift => {
      const isEarly = (index + week) % 2 === 0
      if (isWeekend) return { operator, hours: isEarly ? shifts.weekendEarly : shifts.weekendLate }
      if (!group.isOpenAtWeekends) return { operator, hours: shifts.office }
      return { operator, hours: isEarly ? shifts.early : shifts.late }
    })
    .toSorted((a, b) => a.hours[0] - b.hours[0])
}

/** As many as the chats of an ordinary day need, at least one a shift. */
function onDutyOf(groupId: string, day: DeskDay, seed: number, chatsPerDay: number): readonly OnDuty[] {
  const list = rota(groupId, day.number, day.weekday, seed)
  const byShift = Map.groupBy(list, ({ hours }) => hours[0])
  const group = deskGroups.find(({ id }) => id === groupId)
  const share = (group?.weight || 10) / 110
  const ofShift = shareOfShift[byShift.size] ?? 1
  const atOnce = (ofShift * chatsPerDay * share * busiestHourShare * busyMs) / hourMs / usualLoad
  return [...byShift.values()].flatMap((shift) => {
    const count = Math.min(shift.length, Math.max(1, Math.ceil(atOnce / fewestPlaces)))
    const places = Math.max(fewestPlaces, Math.ceil(atOnce / count))
    return shift.slice(0, count).map(({ operator, hours }) => ({
      operator,
      fromMs: day.midnightMs + hours[0] * hourMs,
      toMs: day.midnightMs + hours[1] * hourMs,
      freeAtMs: Array.from({ length: places }, () => 0),
    }))
  })
}

function indexOfLeast(list: readonly number[]): number {
  let least = 0
  for (let index = 1; index < list.length; index++)
    if ((list[index] ?? Infinity) < (list[least] ?? Infinity)) least = index
  return least
}

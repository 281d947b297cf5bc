import type { Granularity } from '../../src/contract/index.ts'
import { quarterHourMs, type WallTime, wallClockOf } from './wall-clock.ts'

const dayMs = 86_400_000

/**
 * Starts of the buckets that cover `[fromMs, toMs)`, found by walking in quarter hours and looking where the name of the
 * wall clock's hour, day, ISO week or month changes. The first start may lie before `fromMs`.
 */
export function wallBuckets(
  fromMs: number,
  toMs: number,
  granularity: Granularity,
  zone: string,
): readonly number[] {
  if (toMs <= fromMs) return []
  const clock = wallClockOf(zone)
  const nameAt = (instantMs: number): string => bucketName(clock(instantMs), granularity)
  let start = Math.floor(fromMs / quarterHourMs) * quarterHourMs
  let name = nameAt(start)
  while (nameAt(start - quarterHourMs) === name) start -= quarterHourMs
  const starts = [start]
  for (let instant = start + quarterHourMs; instant < toMs; instant += quarterHourMs) {
    const next = nameAt(instant)
    if (next === name) continue
    starts.push(instant)
    name = next
  }
  return starts
}

function bucketName(wall: WallTime, granularity: Granularity): string {
  switch (granularity) {
    case 'hour':
      return `${wall.date} ${wall.hour} ${wall.offset}`
    case 'day':
      return wall.date
    case 'week':
      return new Date(Date.parse(wall.date) - (wall.weekday - 1) * dayMs).toISOString().slice(0, 10)
    case 'month':
      return wall.date.slice(0, 7)
  }
}

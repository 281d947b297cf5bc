/**
 * What a wall clock shows, read from Intl alone: the independent check that tests hold `core/time` against. Not
 * used by the program.
 */
export interface WallClock {
  readonly date: string
  readonly hour: number
  /** Offset from UTC in minutes. */
  readonly offsetMinutes: number
}

export function intlWallClock(zone: string): (instantMs: number) => WallClock {
  const format = new Intl.DateTimeFormat('en-u-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  return (instantMs) => {
    const parts = Object.fromEntries(format.formatToParts(instantMs).map((part) => [part.type, part.value]))
    const date = `${parts['year']}-${parts['month']}-${parts['day']}`
    const wall = Date.parse(`${date}T${parts['hour']}:${parts['minute']}:${parts['second']}Z`)
    return {
      date,
      hour: Number(parts['hour']),
      offsetMinutes: Math.round((wall - Math.floor(instantMs / 1000) * 1000) / 60_000),
    }
  }
}

/** The zones of docs/metrics.md: changes of an hour and of half an hour, odd offsets, a skipped day, midnight changes. */
export const sweptZones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Atlantic/Azores',
  'Pacific/Apia',
  'Pacific/Kiritimati',
] as const

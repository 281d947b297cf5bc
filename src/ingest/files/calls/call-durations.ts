/** How telephone systems write that something did not happen. */
const never =
  /^(?:|0+(?:\.0+)?|0000-00-00(?: 00:00:00)?|1970-01-01[T ]00:00:00(?:\.0+)?Z?|-|null|none|n\/a)$/i

export function isNoMoment(written: string): boolean {
  return never.test(written.trim())
}

const clockDuration = /^(\d{1,4}):(\d{2}):(\d{2})$/
const minuteDuration = /^(\d{1,4}):(\d{2})$/
const plainSeconds = /^\d{1,9}(?:[.,]\d{1,6})?$/

/** Milliseconds of a duration: seconds, `MM:SS` or `HH:MM:SS`; null where it is none. */
export function readDurationMs(written: string): number | null {
  const text = written.trim()
  if (plainSeconds.test(text)) return Math.round(Number(text.replace(',', '.')) * 1000)
  const clock = clockDuration.exec(text)
  if (clock) return (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000
  const minutes = minuteDuration.exec(text)
  return minutes ? (Number(minutes[1]) * 60 + Number(minutes[2])) * 1000 : null
}

const dayMinutes = 1_440

/** What people write for a time of day (`9`, `930`, `9.30`, `09:30`, `24`) as `09:30`; null where it is none. */
export function parseTime(text: string): string | null {
  const written = /^(\d{1,2})(?:[:.\s]?(\d{2}))?$/.exec(text.trim())
  if (!written) return null
  const hour = Number(written[1])
  const minute = Number(written[2] ?? 0)
  if (minute > 59 || hour * 60 + minute > dayMinutes) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** Minutes from midnight of a time as `parseTime` writes it. */
export function minuteOf(time: string): number {
  const [hour, minute] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}

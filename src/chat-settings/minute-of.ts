/** Minutes from midnight of a time such as `09:30`; `24:00` is 1,440. */
export function minuteOf(time: string): number {
  const [hour, minute] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}

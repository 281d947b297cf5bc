/** Traffic that people cause, by local hour of the day, relative to the busiest hour. */
const serviceByHour = [
  0.1, 0.06, 0.04, 0.03, 0.04, 0.08, 0.2, 0.42, 0.7, 0.9, 1, 0.98, 0.92, 0.88, 0.86, 0.86, 0.9, 0.96, 0.98,
  0.92, 0.78, 0.58, 0.36, 0.2,
]
/** Monday first. */
const serviceByWeekday = [1, 0.98, 0.97, 1, 1.05, 0.72, 0.5]

/** Relative volume of service messages at a local hour (0–23) of an ISO weekday (Monday = 1). */
export function serviceVolume(weekday: number, hour: number): number {
  return (serviceByHour[hour] ?? 0) * (serviceByWeekday[weekday - 1] ?? 0)
}

/** Campaigns go out when people may be disturbed: not at night, not on Sunday. Local hour and ISO weekday. */
export function mayAdvertise(weekday: number, hour: number): boolean {
  return weekday <= 6 && hour >= 10 && hour < 18
}

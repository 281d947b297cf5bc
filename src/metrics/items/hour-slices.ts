/** How many items were created in an hour, which is given by its start in seconds since 1970. */
export interface HourCount {
  readonly hour: number
  readonly count: number
}

/** Hours from `fromHour` to `toHour`, both included; starts in seconds since 1970. */
export interface HourSlice {
  readonly fromHour: number
  readonly toHour: number
}

/** Neighbouring hours together until they hold `items`, in the order given: the newest hour first. */
export function slicesOfHours(hours: readonly HourCount[], items: number): readonly HourSlice[] {
  const slices: HourSlice[] = []
  let toHour: number | undefined
  let held = 0
  for (const [place, { hour, count }] of hours.entries()) {
    toHour ??= hour
    held += count
    if (held < items && place < hours.length - 1) continue
    slices.push({ fromHour: hour, toHour })
    toHour = undefined
    held = 0
  }
  return slices
}

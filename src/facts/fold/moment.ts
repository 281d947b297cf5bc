/**
 * A *moment* is an event's time in ms, doubled, with the lowest bit set where the time is that of receipt. So the
 * smallest moment is the earliest, the provider's clock going first on equal times, and still says whose clock
 * it was. `never` stands for "no such event" and is greater than any.
 */
export const never = '9223372036854775807'

export const momentOfEvent = "toUnixTimestamp64Milli(time) * 2 + (time_source = 'receipt')"

/** Earliest moment of the events that meet a condition. */
export function earliestMoment(condition: string): string {
  return `min(if(${condition}, moment, ${never}))`
}

/** Time of a moment in ms. */
export function millisecondsOf(moment: string): string {
  return `intDiv(${moment}, 2)`
}

/** Time of a moment, null for never. */
export function timeOf(moment: string): string {
  return `if(${moment} = ${never}, NULL, fromUnixTimestamp64Milli(${millisecondsOf(moment)}, 'UTC'))`
}

export function isProviderTime(moment: string): string {
  return `${moment} % 2 = 0`
}

/** Turns the lowest bit over, so that the greatest moment prefers the provider's clock; twice gives it back. */
export function withSourceInverted(moment: string): string {
  return `bitXor(${moment}, 1)`
}

import type { DayHours } from '../../../../../src/contract/index.ts'

/** Weekdays that follow each other and have the same hours. ISO, 1 is Monday. */
export interface DaySpan {
  readonly first: number
  readonly last: number
  readonly hours: readonly DayHours[]
}

export function weekSummary(weekdays: readonly (readonly DayHours[])[]): readonly DaySpan[] {
  const spans: DaySpan[] = []
  for (const [index, hours] of weekdays.entries()) {
    const before = spans.at(-1)
    const isAlike = before !== undefined && textOf(before.hours) === textOf(hours)
    if (isAlike) spans[spans.length - 1] = { ...before, last: index + 1 }
    else spans.push({ first: index + 1, last: index + 1, hours })
  }
  return spans
}

/** `09:00–13:00, 14:00–18:00`; empty: closed. */
export function textOf(hours: readonly DayHours[]): string {
  return hours.map(({ from, to }) => `${from}–${to}`).join(', ')
}

export function isWholeDay(hours: readonly DayHours[]): boolean {
  return textOf(hours) === '00:00–24:00'
}

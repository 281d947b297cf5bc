/** Times of a day as minutes from midnight, half-open, at most to 1,440. */
export interface OpenInterval {
  readonly fromMinute: number
  readonly toMinute: number
}

/** What a calendar says from a moment on. Intervals of a day are ascending and do not overlap. */
export interface CalendarVersion {
  readonly fromMs: number
  /** IANA name. */
  readonly timeZone: string
  /** By ISO weekday, Monday first. */
  readonly weekdays: readonly [
    readonly OpenInterval[],
    readonly OpenInterval[],
    readonly OpenInterval[],
    readonly OpenInterval[],
    readonly OpenInterval[],
    readonly OpenInterval[],
    readonly OpenInterval[],
  ]
  /** By local date (`2026-12-25`): the hours of that day instead of its weekday's; none: closed. */
  readonly days: ReadonlyMap<string, readonly OpenInterval[]>
}

/** Versions, ascending; before the first one there are no business hours at all. */
export interface BusinessCalendar {
  readonly versions: readonly CalendarVersion[]
}

/** What a group is measured by from a moment on. */
export interface GroupVersion {
  readonly fromMs: number
  readonly calendar: BusinessCalendar | null
  /** First and later response target, ms. */
  readonly firstTargetMs: number | null
  readonly laterTargetMs: number | null
}

/** What the fold of a company's chats needs besides their log. Versions ascending by `fromMs`. */
export interface ChatSettings {
  /** Grows with every change of anything in here. */
  readonly revision: number
  /** By the source's id of the group. Chats without a group are measured as the group of empty id. */
  readonly groups: ReadonlyMap<string, readonly GroupVersion[]>
}

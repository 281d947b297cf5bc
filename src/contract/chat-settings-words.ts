/** What may be wrong with settings of chats: codes of `errors` beside `invalid_chat_settings`. */
export const chatSettingFaults = [
  'hours_order',
  'hours_overlap',
  'unknown_time_zone',
  'date_twice',
  'from_too_early',
  'from_too_late',
  'name_taken',
  'unknown_calendar',
  'archived_calendar',
  'unknown_operator',
  'unknown_connection',
  'member_order',
  'members_overlap',
  'too_many',
] as const
export type ChatSettingFault = (typeof chatSettingFaults)[number]

/** What a source names, and settings may name again. */
export const chatNameKinds = ['channel', 'group', 'operator'] as const
export type ChatNameKind = (typeof chatNameKinds)[number]

export const maxChatChannels = 1_000
export const maxChatGroups = 1_000
export const maxChatOperators = 5_000
/** In use; archived ones are limited by their versions alone. */
export const maxChatCalendars = 200
/** Versions of one calendar, and of the targets of one group. */
export const maxChatVersions = 200
/** Of one group, over all times. */
export const maxGroupMembers = 5_000
/*
 * Of all calendars, and of all groups, of a company together: every fold reads its calendars and targets whole, and one answer
 * holds everything. A version may be a hundred kilobytes of special days.
 */
export const maxCompanyCalendarVersions = 500
export const maxCompanyTargets = 10_000
export const maxCompanyMembers = 20_000
/** Hours of one day. */
export const maxDayHours = 8
/** Special days of one version. */
export const maxSpecialDays = 400
/** 30 days. */
export const maxTargetS = 2_592_000
/** Characters of a source's id. */
export const maxSourceIdLength = 200
/** How far ahead a version may begin, days. */
export const maxVersionAheadDays = 731
/** No version begins before it; null: from the first chat on. */
export const earliestVersion = '2000-01-01T00:00:00Z'

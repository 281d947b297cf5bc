import type { Area } from '../catalogue-types.ts'

/** What is wrong with settings of chats, and what to do. Said by the page and by the API. */
export const chatSettingFaults = {
  hours_order: 'The end must be after the beginning. Hours past midnight go to the next day.',
  hours_overlap:
    'These hours begin before the ones above end. Give the hours of a day in order, apart from each other.',
  unknown_time_zone: 'This is no time zone. Choose one, such as Europe/Berlin.',
  date_twice: 'This date is in the list already. Give all of its hours in one entry.',
  from_too_early: 'This is before the year 2000. Choose a later date, or the beginning of all chats.',
  from_too_late: 'This is more than two years ahead. Choose an earlier date.',
  name_taken: 'This name is taken. Choose another one.',
  unknown_calendar: 'There is no such calendar. Choose another one.',
  archived_calendar: 'This calendar is archived. Choose another one, or take it back from the archive.',
  unknown_operator: 'There is no such operator. Enter the operator first.',
  unknown_connection: 'There is no such connection. Choose another one.',
  member_order: 'The last day must not be before the first one.',
  members_overlap: 'This operator is in the group at that time already. Correct one of the two periods.',
  too_many: 'There is no room for more of these. Remove one first.',
} as const satisfies Area

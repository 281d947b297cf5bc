import type { BusinessCalendar, ChatSettings, GroupVersion, OpenInterval } from '../../chats/index.ts'

const workday: readonly OpenInterval[] = [{ fromMinute: 9 * 60, toMinute: 18 * 60 }]

/** Monday to Friday from 9 to 18 in Berlin. */
const calendar: BusinessCalendar = {
  versions: [
    {
      fromMs: 0,
      timeZone: 'Europe/Berlin',
      weekdays: [workday, workday, workday, workday, workday, [], []],
      days: new Map(),
    },
  ],
}

const version = (parts: Partial<GroupVersion>): GroupVersion => ({
  fromMs: 0,
  calendar: null,
  firstTargetMs: null,
  laterTargetMs: null,
  ...parts,
})

/** For tests only: `sales` has business hours, a minute for first responses and two for later ones; `care` has nothing. */
export const testChatSettings: ChatSettings = {
  revision: 1,
  groups: new Map([['sales', [version({ calendar, firstTargetMs: 60_000, laterTargetMs: 120_000 })]]]),
}

import type { ColumnType, Generated } from 'kysely'
import type { CalendarVersionPut } from '../contract/index.ts'

/** What was inserted stays. */
type Fixed<T> = ColumnType<T, T, never>

export interface ChatSettingsTable {
  company_id: Fixed<string>
  /** 64-bit numbers are read as text. */
  revision: ColumnType<string, number, unknown>
  updated_at: Date
}

export interface ChatCalendarsTable {
  id: Fixed<string>
  company_id: Fixed<string>
  name: string
  archived_at: ColumnType<Date | null, never, Date | null>
  created_at: Fixed<Date>
}

export interface ChatCalendarVersionsTable {
  calendar_id: Fixed<string>
  company_id: Fixed<string>
  /** The epoch: from the first chat on. */
  valid_from: Fixed<Date>
  time_zone: Fixed<string>
  weekdays: ColumnType<CalendarVersionPut['weekdays'], string, never>
  days: ColumnType<CalendarVersionPut['days'], string, never>
}

export interface ChatGroupsTable {
  company_id: Fixed<string>
  /** The source's; empty: chats without a group. */
  id: Fixed<string>
  name: string
}

export interface ChatGroupVersionsTable {
  company_id: Fixed<string>
  group_id: Fixed<string>
  valid_from: Fixed<Date>
  calendar_id: Fixed<string | null>
  first_target_s: Fixed<number | null>
  later_target_s: Fixed<number | null>
}

export interface ChatOperatorsTable {
  company_id: Fixed<string>
  id: Fixed<string>
  name: string
  email: string | null
}

export interface ChatGroupMembersTable {
  company_id: Fixed<string>
  group_id: Fixed<string>
  operator_id: Fixed<string>
  /** The epoch: always was. */
  valid_from: Fixed<Date>
  valid_to: Fixed<Date | null>
}

export interface ChatChannelsTable {
  company_id: Fixed<string>
  id: Fixed<string>
  name: string
  messenger: string
  connection_id: string | null
}

export interface ChatRefoldRequestsTable {
  id: Generated<string>
  company_id: Fixed<string>
  fold_from: Fixed<Date>
  created_at: Fixed<Date>
  finished_at: ColumnType<Date | null, never, Date | null>
}

export interface ChatSettingsTables {
  chat_settings: ChatSettingsTable
  chat_calendars: ChatCalendarsTable
  chat_calendar_versions: ChatCalendarVersionsTable
  chat_groups: ChatGroupsTable
  chat_group_versions: ChatGroupVersionsTable
  chat_operators: ChatOperatorsTable
  chat_group_members: ChatGroupMembersTable
  chat_channels: ChatChannelsTable
  chat_refold_requests: ChatRefoldRequestsTable
}

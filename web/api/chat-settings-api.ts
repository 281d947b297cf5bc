import type {
  CalendarVersionPut,
  ChatCalendarCreate,
  ChatCalendarPatch,
  ChatChannelPut,
  ChatGroupPut,
  ChatOperatorPut,
  ChatSettingsChanged,
  GroupMembersPut,
  GroupTargetsPut,
} from '../../src/contract/index.ts'
import { chatSettingsAnswers } from './chat-settings-answers.ts'
import { requestJson } from './request.ts'

const root = '/api/v1/chat-settings'
const versions = (calendarId: string): string =>
  `${root}/calendars/${encodeURIComponent(calendarId)}/versions`
const { chatSettingsChanged } = chatSettingsAnswers

function put(place: string, body: unknown): Promise<ChatSettingsChanged> {
  return requestJson(`${root}/${place}`, chatSettingsChanged, { method: 'PUT', body })
}

function remove(path: string, query: Record<string, string>): Promise<ChatSettingsChanged> {
  return requestJson(`${path}?${new URLSearchParams(query)}`, chatSettingsChanged, { method: 'DELETE' })
}

/** The part of the API about settings of chats, as the page uses it. Every call throws `ApiError`. */
export const chatSettingsApi = {
  get: (signal?: AbortSignal) => requestJson(root, chatSettingsAnswers.chatSettings, { signal }),
  putChannel: (body: ChatChannelPut) => put('channels', body),
  deleteChannel: (id: string) => remove(`${root}/channels`, { id }),
  putOperator: (body: ChatOperatorPut) => put('operators', body),
  deleteOperator: (id: string) => remove(`${root}/operators`, { id }),
  putGroup: (body: ChatGroupPut) => put('groups', body),
  deleteGroup: (id: string) => remove(`${root}/groups`, { id }),
  putTargets: (body: GroupTargetsPut) => put('groups/targets', body),
  /** @param from null: those from the first chat on */
  deleteTargets: (groupId: string, from: string | null) =>
    remove(`${root}/groups/targets`, { group_id: groupId, from: from ?? 'first' }),
  putMembers: (body: GroupMembersPut) => put('groups/members', body),
  createCalendar: (body: ChatCalendarCreate) =>
    requestJson(`${root}/calendars`, chatSettingsAnswers.chatCalendarCreated, { method: 'POST', body }),
  changeCalendar: (id: string, body: ChatCalendarPatch) =>
    requestJson(`${root}/calendars/${encodeURIComponent(id)}`, chatSettingsChanged, {
      method: 'PATCH',
      body,
    }),
  putVersion: (calendarId: string, body: CalendarVersionPut) =>
    requestJson(versions(calendarId), chatSettingsChanged, { method: 'PUT', body }),
  /** @param from null: the one from the first chat on */
  deleteVersion: (calendarId: string, from: string | null) =>
    remove(versions(calendarId), { from: from ?? 'first' }),
} as const

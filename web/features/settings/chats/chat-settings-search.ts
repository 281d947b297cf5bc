import { oneOf, type RawSearch } from '../../../ui/selection/search-values.ts'

export const chatSettingTabs = ['chats', 'groups', 'operators', 'calendars'] as const
export type ChatSettingTab = (typeof chatSettingTabs)[number]

export interface ChatSettingsSearch {
  /** `chats` without it. */
  readonly tab?: ChatSettingTab | undefined
}

export function parseChatSettingsSearch(raw: RawSearch): ChatSettingsSearch {
  const tab = oneOf(chatSettingTabs, raw['tab'])
  return { tab: tab === 'chats' ? undefined : tab }
}

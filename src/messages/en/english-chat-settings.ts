import { chatSettingFaults } from './chat-setting-faults.ts'
import { chatSettings } from './chat-settings.ts'

/** The words of the settings of chats in English: fetched with their page. */
export const englishChatSettings = {
  chat_setting_faults: chatSettingFaults,
  chat_settings: chatSettings,
} as const

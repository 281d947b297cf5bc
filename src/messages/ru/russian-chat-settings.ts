import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishChatSettings } from '../en/english-chat-settings.ts'
import { chatSettingFaults } from './chat-setting-faults.ts'
import { chatSettings } from './chat-settings.ts'

/** The words of the settings of chats in Russian: fetched with their page. */
export const russianChatSettings: Pick<CatalogueIn<'ru'>, keyof typeof englishChatSettings> = {
  chat_setting_faults: chatSettingFaults,
  chat_settings: chatSettings,
}

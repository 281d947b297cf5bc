import { type ChatSettingFault, chatSettingFaults } from '../../../../src/contract/chat-settings-words.ts'
import type { Translate } from '../../../../src/messages/index.ts'
import type { ApiError } from '../../../api/api-error.ts'

/** What the server found wrong, in words, by field of the form: `body/version/weekdays/0/1/to` is `weekdays.0.1.to`. */
export function settingErrors(t: Translate, error: ApiError): Record<string, string> {
  return Object.fromEntries(
    error.fieldErrors.map(({ path, code }) => [
      path.replace(/^body\/(?:version\/)?/, '').replaceAll('/', '.'),
      isFault(code) ? t(`chat_setting_faults.${code}`) : t('chat_settings.wrong_value'),
    ]),
  )
}

function isFault(code: string): code is ChatSettingFault {
  return chatSettingFaults.some((fault) => fault === code)
}

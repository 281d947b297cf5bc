import type { ChatSettingFault } from '../contract/index.ts'
import type { Failure } from '../core/index.ts'

/** What is wrong, at a path of the body such as `version/weekdays/0/1/to`. */
export interface SettingFault {
  readonly path: string
  readonly code: ChatSettingFault
}

/** Something of the settings cannot be right, so nothing of them was kept. */
export interface SettingsRefused extends Failure<'invalid_chat_settings'> {
  readonly faults: readonly SettingFault[]
}

export function refused(faults: readonly SettingFault[]): {
  readonly ok: false
  readonly failure: SettingsRefused
} {
  return {
    ok: false,
    failure: {
      code: 'invalid_chat_settings',
      detail: 'Some of the settings cannot be right: correct what is named and send them again.',
      faults,
    },
  }
}

import type { ChatSettingsChanged } from '../../../../src/contract/index.ts'
import { dayMs } from '../../../../src/core/time/index.ts'
import type { Translate } from '../../../../src/messages/index.ts'

/** What a change from that moment on will do to chats until now. @param fromMs null: from the first chat on */
export function effectText(t: Translate, fromMs: number | null, nowMs: number): string {
  if (fromMs === null) return t('chat_settings.effect_all')
  if (fromMs >= nowMs) return t('chat_settings.effect_none')
  return t('chat_settings.effect_days', { n: Math.ceil((nowMs - fromMs) / dayMs) })
}

/** What it did, from the answer. */
export function savedText(t: Translate, { refold }: ChatSettingsChanged): string {
  if (refold === null) return t('chat_settings.saved')
  if (refold.days === null) return t('chat_settings.saved_refold_all')
  return t('chat_settings.saved_refold', { n: refold.days })
}

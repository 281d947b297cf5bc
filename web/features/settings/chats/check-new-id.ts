import type { Translate } from '../../../../src/messages/index.ts'

/** What is wrong with the id of something that is entered; null: nothing. */
export function checkNewId(
  t: Translate,
  id: string,
  entered: readonly { readonly id: string }[],
): string | null {
  if (id === '') return t('chat_settings.source_id_missing')
  return entered.some((other) => other.id === id) ? t('chat_settings.id_taken') : null
}

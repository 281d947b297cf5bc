import { createTranslate, type MessageKey } from '../../messages/index.ts'
import type { LocalText } from '../../metrics/index.ts'

/** Keys of texts without values. */
type PlainKey = Extract<
  MessageKey,
  `report_files.${string}` | `reports.${string}` | `transactions.column_${string}` | `words.${string}`
>

/** A text of the catalogue in every language. */
export function localText(key: PlainKey): LocalText {
  const text = (language: 'en' | 'ru') => (createTranslate(language) as (key: PlainKey) => string)(key)
  return { en: text('en'), ru: text('ru') }
}

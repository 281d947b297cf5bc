import { catalogues } from './catalogues.ts'
import type { Language } from './language.ts'
import { type Translate, translatorOf } from './translate.ts'

/** The translator of any language, with all catalogues at hand: for the server. */
export function createTranslate(language: Language): Translate {
  return language === 'ru' ? translatorOf('ru', catalogues.ru) : translatorOf('en', catalogues.en)
}

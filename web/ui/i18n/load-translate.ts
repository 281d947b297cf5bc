import { type Language, type Translate, translatorOf } from '../../../src/messages/index.ts'

/** The translator of a language. Only the words that are read are fetched. */
export async function loadTranslate(language: Language): Promise<Translate> {
  return language === 'ru'
    ? translatorOf('ru', (await import('../../../src/messages/ru/russian.ts')).russian)
    : translatorOf('en', (await import('../../../src/messages/en/english.ts')).english)
}

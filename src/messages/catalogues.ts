import type { Translation } from './catalogue-types.ts'
import { analytics as analyticsEn } from './en/analytics.ts'
import { messages as messagesEn } from './en/messages.ts'
import { problems as problemsEn } from './en/problems.ts'
import { session as sessionEn } from './en/session.ts'
import { settings as settingsEn } from './en/settings.ts'
import { shell as shellEn } from './en/shell.ts'
import { words as wordsEn } from './en/words.ts'
import type { Language } from './language.ts'
import { analytics as analyticsRu } from './ru/analytics.ts'
import { messages as messagesRu } from './ru/messages.ts'
import { problems as problemsRu } from './ru/problems.ts'
import { session as sessionRu } from './ru/session.ts'
import { settings as settingsRu } from './ru/settings.ts'
import { shell as shellRu } from './ru/shell.ts'
import { words as wordsRu } from './ru/words.ts'

const en = {
  analytics: analyticsEn,
  messages: messagesEn,
  problems: problemsEn,
  session: sessionEn,
  settings: settingsEn,
  shell: shellEn,
  words: wordsEn,
} as const

export type EnglishCatalogue = typeof en
type CatalogueIn<L extends Language> = {
  readonly [A in keyof EnglishCatalogue]: Translation<L, EnglishCatalogue[A]>
}

const ru: CatalogueIn<'ru'> = {
  analytics: analyticsRu,
  messages: messagesRu,
  problems: problemsRu,
  session: sessionRu,
  settings: settingsRu,
  shell: shellRu,
  words: wordsRu,
}

export const catalogues = { en, ru } as const

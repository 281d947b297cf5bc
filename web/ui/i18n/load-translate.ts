import { type CatalogueIn, type Language, type Translate, translatorOf } from '../../../src/messages/index.ts'

/** A catalogue that grows: the words of some pages are fetched with those pages. */
type Words<L extends Language> = Partial<CatalogueIn<L>>

const loaders = {
  en: {
    first: async () => (await import('../../../src/messages/en/english.ts')).english,
    money: async () => (await import('../../../src/messages/en/english-money.ts')).englishMoney,
    notices: async () => (await import('../../../src/messages/en/english-notices.ts')).englishNotices,
  },
  ru: {
    first: async () => (await import('../../../src/messages/ru/russian.ts')).russian,
    money: async () => (await import('../../../src/messages/ru/russian-money.ts')).russianMoney,
    notices: async () => (await import('../../../src/messages/ru/russian-notices.ts')).russianNotices,
  },
} as const

/** Words that some pages only need. */
type Part = Exclude<keyof (typeof loaders)['en'], 'first'>

const words: { readonly [L in Language]: Words<L> } = { en: {}, ru: {} }
/** The language that is read, once it is there. */
let current: Language | undefined
const wanted = new Set<Part>()

/** The translator of a language. Only the words that are read are fetched. */
export async function loadTranslate(language: Language): Promise<Translate> {
  const parts = (['first', ...wanted] as const).map((part) => loaders[language][part]())
  for (const part of await Promise.all(parts)) Object.assign(words[language], part)
  current = language
  return language === 'ru' ? translatorOf('ru', words.ru) : translatorOf('en', words.en)
}

/** Loads what speaks of money, together with its words: in the language that is read, and in every one read later. */
export function withMoneyWords<T>(load: () => Promise<T>): Promise<T> {
  return withWords('money', load)
}

/** The same for the page of notices. */
export function withNoticeWords<T>(load: () => Promise<T>): Promise<T> {
  return withWords('notices', load)
}

async function withWords<T>(part: Part, load: () => Promise<T>): Promise<T> {
  wanted.add(part)
  const language = current
  if (language === undefined) return load()
  const [loaded, more] = await Promise.all([load(), loaders[language][part]()])
  Object.assign(words[language], more)
  return loaded
}

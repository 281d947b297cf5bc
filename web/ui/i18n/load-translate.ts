import { type CatalogueIn, type Language, type Translate, translatorOf } from '../../../src/messages/index.ts'

/** A catalogue that grows: the words of some pages are fetched with those pages. */
type Words<L extends Language> = Partial<CatalogueIn<L>>

const loaders = {
  en: {
    first: async () => (await import('../../../src/messages/en/english.ts')).english,
    money: async () => (await import('../../../src/messages/en/english-money.ts')).englishMoney,
  },
  ru: {
    first: async () => (await import('../../../src/messages/ru/russian.ts')).russian,
    money: async () => (await import('../../../src/messages/ru/russian-money.ts')).russianMoney,
  },
} as const

const words: { readonly [L in Language]: Words<L> } = { en: {}, ru: {} }
/** The language that is read, once it is there. */
let current: Language | undefined
let moneyWanted = false

/** The translator of a language. Only the words that are read are fetched. */
export async function loadTranslate(language: Language): Promise<Translate> {
  const parts = [loaders[language].first(), ...(moneyWanted ? [loaders[language].money()] : [])]
  for (const part of await Promise.all(parts)) Object.assign(words[language], part)
  current = language
  return language === 'ru' ? translatorOf('ru', words.ru) : translatorOf('en', words.en)
}

/** Loads what speaks of money, together with its words: in the language that is read, and in every one read later. */
export async function withMoneyWords<T>(load: () => Promise<T>): Promise<T> {
  moneyWanted = true
  const language = current
  if (language === undefined) return load()
  const [loaded, part] = await Promise.all([load(), loaders[language].money()])
  Object.assign(words[language], part)
  return loaded
}

import { type CatalogueIn, type Language, type Translate, translatorOf } from '../../../src/messages/index.ts'

/** A catalogue that grows: the words of some pages are fetched with those pages. */
type Words<L extends Language> = Partial<CatalogueIn<L>>

const loaders = {
  en: {
    first: async () => (await import('../../../src/messages/en/english.ts')).english,
    money: async () => (await import('../../../src/messages/en/english-money.ts')).englishMoney,
    payments: async () => (await import('../../../src/messages/en/english-payments.ts')).englishPayments,
    notices: async () => (await import('../../../src/messages/en/english-notices.ts')).englishNotices,
  },
  ru: {
    first: async () => (await import('../../../src/messages/ru/russian.ts')).russian,
    money: async () => (await import('../../../src/messages/ru/russian-money.ts')).russianMoney,
    payments: async () => (await import('../../../src/messages/ru/russian-payments.ts')).russianPayments,
    notices: async () => (await import('../../../src/messages/ru/russian-notices.ts')).russianNotices,
  },
} as const

/** Words that some pages only need. */
type Part = Exclude<keyof (typeof loaders)['en'], 'first'>

const words: { readonly [L in Language]: Words<L> } = { en: {}, ru: {} }
/** The language that is read, once it is there. */
let current: Language | undefined
/** Fetched besides the first words, in every language that is read from now on. */
const wanted = new Set<Part>()

/** The translator of a language. Only the words that are read are fetched. */
export async function loadTranslate(language: Language): Promise<Translate> {
  const parts = (['first', ...wanted] as const).map((part) => loaders[language][part]())
  for (const part of await Promise.all(parts)) Object.assign(words[language], part)
  current = language
  return language === 'ru' ? translatorOf('ru', words.ru) : translatorOf('en', words.en)
}

/** Loads what speaks of money, together with its words: in the language that is read, and in every one read later. */
export async function withMoneyWords<T>(load: () => Promise<T>): Promise<T> {
  return await withWords(['money'], load)
}

/** Likewise what speaks of payments, and so of money too. */
export async function withPaymentWords<T>(load: () => Promise<T>): Promise<T> {
  return await withWords(['money', 'payments'], load)
}

/** Likewise what speaks of notices. */
export async function withNoticeWords<T>(load: () => Promise<T>): Promise<T> {
  return await withWords(['notices'], load)
}

async function withWords<T>(parts: readonly Part[], load: () => Promise<T>): Promise<T> {
  for (const part of parts) wanted.add(part)
  const language = current
  if (language === undefined) return load()
  const [loaded, ...fetched] = await Promise.all([load(), ...parts.map((part) => loaders[language][part]())])
  for (const part of fetched) Object.assign(words[language], part)
  return loaded
}

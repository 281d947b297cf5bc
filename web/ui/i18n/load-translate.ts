import { type CatalogueIn, type Language, type Translate, translatorOf } from '../../../src/messages/index.ts'

/** A catalogue that grows: the words of some pages are fetched with those pages. */
type Words<L extends Language> = Partial<CatalogueIn<L>>

const loaders = {
  en: {
    first: async () => (await import('../../../src/messages/en/english.ts')).english,
    money: async () => (await import('../../../src/messages/en/english-money.ts')).englishMoney,
    prices: async () => (await import('../../../src/messages/en/english-prices.ts')).englishPrices,
    invoicing: async () => (await import('../../../src/messages/en/english-invoicing.ts')).englishInvoicing,
    payments: async () => (await import('../../../src/messages/en/english-payments.ts')).englishPayments,
    notices: async () => (await import('../../../src/messages/en/english-notices.ts')).englishNotices,
    chats: async () => (await import('../../../src/messages/en/english-chats.ts')).englishChats,
    connections: async () =>
      (await import('../../../src/messages/en/english-connections.ts')).englishConnections,
    imports: async () => (await import('../../../src/messages/en/english-imports.ts')).englishImports,
    chatSettings: async () =>
      (await import('../../../src/messages/en/english-chat-settings.ts')).englishChatSettings,
    reports: async () => (await import('../../../src/messages/en/english-reports.ts')).englishReports,
    access: async () => (await import('../../../src/messages/en/english-access.ts')).englishAccess,
    companies: async () => (await import('../../../src/messages/en/english-companies.ts')).englishCompanies,
  },
  ru: {
    first: async () => (await import('../../../src/messages/ru/russian.ts')).russian,
    money: async () => (await import('../../../src/messages/ru/russian-money.ts')).russianMoney,
    prices: async () => (await import('../../../src/messages/ru/russian-prices.ts')).russianPrices,
    invoicing: async () => (await import('../../../src/messages/ru/russian-invoicing.ts')).russianInvoicing,
    payments: async () => (await import('../../../src/messages/ru/russian-payments.ts')).russianPayments,
    notices: async () => (await import('../../../src/messages/ru/russian-notices.ts')).russianNotices,
    chats: async () => (await import('../../../src/messages/ru/russian-chats.ts')).russianChats,
    connections: async () =>
      (await import('../../../src/messages/ru/russian-connections.ts')).russianConnections,
    imports: async () => (await import('../../../src/messages/ru/russian-imports.ts')).russianImports,
    chatSettings: async () =>
      (await import('../../../src/messages/ru/russian-chat-settings.ts')).russianChatSettings,
    reports: async () => (await import('../../../src/messages/ru/russian-reports.ts')).russianReports,
    access: async () => (await import('../../../src/messages/ru/russian-access.ts')).russianAccess,
    companies: async () => (await import('../../../src/messages/ru/russian-companies.ts')).russianCompanies,
  },
} as const
type Part = keyof (typeof loaders)['en']

const words: { readonly [L in Language]: Words<L> } = { en: {}, ru: {} }
/** The language that is read, once it is there. */
let current: Language | undefined
const wanted = new Set<Part>(['first'])

/** The translator of a language. Only the words that are read are fetched. */
export async function loadTranslate(language: Language): Promise<Translate> {
  await fetchParts(language, [...wanted])
  current = language
  return language === 'ru' ? translatorOf('ru', words.ru) : translatorOf('en', words.en)
}

/** Loads what speaks of money, together with its words: in the language that is read, and in every one read later. */
export async function withMoneyWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['money'], load)
}

/** The same for what speaks of price lists and of messages without a price. */
export async function withPriceWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['money', 'prices'], load)
}

/** The same for the pages of invoicing, which speak of money as well. */
export async function withInvoicingWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['money', 'invoicing'], load)
}

/** Likewise what speaks of payments. */
export async function withPaymentWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['money', 'payments'], load)
}

/** Likewise what speaks of notices. */
export async function withNoticeWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['notices'], load)
}

/** Likewise the page of connections. */
export async function withConnectionWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['connections'], load)
}

/** Likewise what speaks of people, keys and the audit log. */
export async function withAccessWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['access'], load)
}

/** Likewise the page of imports. */
export async function withImportWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['imports'], load)
}

/** Likewise the settings of chats. */
export async function withChatSettingsWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['chatSettings'], load)
}

/** Likewise the pages of reports. */
export async function withReportWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['reports'], load)
}

/** Likewise what names the filters of reports, which are of chats and money as well. */
export async function withReportFilterWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['money', 'chats', 'reports'], load)
}

/** Likewise what speaks of companies below one. */
export async function withCompanyWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['companies'], load)
}

/** Likewise what speaks of chats. */
export async function withChatWords<T>(load: () => Promise<T>): Promise<T> {
  return withParts(['chats'], load)
}

async function withParts<T>(parts: readonly Part[], load: () => Promise<T>): Promise<T> {
  for (const part of parts) wanted.add(part)
  const language = current
  if (language === undefined) return load()
  const [loaded] = await Promise.all([load(), fetchParts(language, parts)])
  return loaded
}

async function fetchParts(language: Language, parts: readonly Part[]): Promise<void> {
  const fetched = await Promise.all(parts.map((part) => loaders[language][part]()))
  for (const part of fetched) Object.assign(words[language], part)
}

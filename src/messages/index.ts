export { auditActName } from './audit-act-name.ts'
export type { Area, CatalogueIn, Message, PluralForms, Translation } from './catalogue-types.ts'
export { catalogues } from './catalogues.ts'
export { createTranslate } from './create-translate.ts'
export { decimalPlaces } from './decimal-places.ts'
export { detailsFaultText } from './details-fault-text.ts'
export type { EnglishCatalogue } from './en/english.ts'
export { createFormats, type Formats, type InstantValue, type MoneyValue, noValue } from './formats.ts'
export {
  isLanguage,
  type Language,
  languageNames,
  languages,
  localeOf,
  numberLocaleOf,
} from './language.ts'
export { knownKinds, type RateWords, rateWords } from './rate-words.ts'
export { transactionBase } from './transaction-base.ts'
export { type MessageKey, type MessageValues, type Translate, translatorOf } from './translate.ts'
export { type ChatValueNames, type ValueWords, valueName, wordOf } from './value-name.ts'

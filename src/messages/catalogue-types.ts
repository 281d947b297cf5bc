import type { EnglishCatalogue } from './en/english.ts'
import type { Language } from './language.ts'

/** The plural categories that `Intl.PluralRules` can answer for whole numbers and fractions of a language. */
interface PluralCategories {
  readonly en: 'one' | 'other'
  readonly ru: 'one' | 'few' | 'many' | 'other'
}

/** A text whose words depend on the number `{n}`. */
export type PluralForms<L extends Language> = { readonly [C in PluralCategories[L]]: string }

/** A text, with `{name}` where a value goes; or the forms of one that counts `{n}`. */
export type Message<L extends Language> = string | PluralForms<L>

/** The keys of one area of the pages. English leads; its keys and kinds are the law for the other languages. */
export type Area = Readonly<Record<string, Message<'en'>>>

/** The same area in another language: no key missing, none left over, plurals where English has plurals. */
export type Translation<L extends Language, A extends Area> = {
  readonly [K in keyof A]: A[K] extends string ? string : PluralForms<L>
}

/** All areas of a language. */
export type CatalogueIn<L extends Language> = {
  readonly [A in keyof EnglishCatalogue]: Translation<L, EnglishCatalogue[A]>
}

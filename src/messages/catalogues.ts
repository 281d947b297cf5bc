import type { CatalogueIn } from './catalogue-types.ts'
import { english } from './en/english.ts'
import { englishMoney } from './en/english-money.ts'
import type { Language } from './language.ts'
import { russian } from './ru/russian.ts'
import { russianMoney } from './ru/russian-money.ts'

/** All languages at once, for the server; pages load the one that is read (`translatorOf`). */
export const catalogues: { readonly [L in Language]: CatalogueIn<L> } = {
  en: { ...english, ...englishMoney },
  ru: { ...russian, ...russianMoney },
}

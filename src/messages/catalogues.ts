import type { CatalogueIn } from './catalogue-types.ts'
import { english } from './en/english.ts'
import { englishMoney } from './en/english-money.ts'
import type { Language } from './language.ts'
import { russian } from './ru/russian.ts'
import { russianMoney } from './ru/russian-money.ts'

function together(): { readonly [L in Language]: CatalogueIn<L> } {
  return { en: { ...english, ...englishMoney }, ru: { ...russian, ...russianMoney } }
}

/**
 * All languages at once, for the server; pages load the one that is read (`translatorOf`). The mark tells the builder of
 * the pages that it may leave this out.
 */
export const catalogues = /* @__PURE__ */ together()

import type { CatalogueIn } from './catalogue-types.ts'
import { english } from './en/english.ts'
import { englishDocuments } from './en/english-documents.ts'
import { englishInvoicing } from './en/english-invoicing.ts'
import { englishMoney } from './en/english-money.ts'
import type { Language } from './language.ts'
import { russian } from './ru/russian.ts'
import { russianDocuments } from './ru/russian-documents.ts'
import { russianInvoicing } from './ru/russian-invoicing.ts'
import { russianMoney } from './ru/russian-money.ts'

function together(): { readonly [L in Language]: CatalogueIn<L> } {
  return {
    en: { ...english, ...englishMoney, ...englishInvoicing, ...englishDocuments },
    ru: { ...russian, ...russianMoney, ...russianInvoicing, ...russianDocuments },
  }
}

/**
 * All languages at once, for the server; pages load the one that is read (`translatorOf`). The mark tells the builder of
 * the pages that it may leave this out.
 */
export const catalogues = /* @__PURE__ */ together()

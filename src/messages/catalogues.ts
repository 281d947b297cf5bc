import type { CatalogueIn } from './catalogue-types.ts'
import { english } from './en/english.ts'
import { englishAccess } from './en/english-access.ts'
import { englishChatSettings } from './en/english-chat-settings.ts'
import { englishChats } from './en/english-chats.ts'
import { englishCompanies } from './en/english-companies.ts'
import { englishConnections } from './en/english-connections.ts'
import { englishDocuments } from './en/english-documents.ts'
import { englishImports } from './en/english-imports.ts'
import { englishInvoicing } from './en/english-invoicing.ts'
import { englishMoney } from './en/english-money.ts'
import { englishNotices } from './en/english-notices.ts'
import { englishPayments } from './en/english-payments.ts'
import { englishPrices } from './en/english-prices.ts'
import { englishReports } from './en/english-reports.ts'
import type { Language } from './language.ts'
import { russian } from './ru/russian.ts'
import { russianAccess } from './ru/russian-access.ts'
import { russianChatSettings } from './ru/russian-chat-settings.ts'
import { russianChats } from './ru/russian-chats.ts'
import { russianCompanies } from './ru/russian-companies.ts'
import { russianConnections } from './ru/russian-connections.ts'
import { russianDocuments } from './ru/russian-documents.ts'
import { russianImports } from './ru/russian-imports.ts'
import { russianInvoicing } from './ru/russian-invoicing.ts'
import { russianMoney } from './ru/russian-money.ts'
import { russianNotices } from './ru/russian-notices.ts'
import { russianPayments } from './ru/russian-payments.ts'
import { russianPrices } from './ru/russian-prices.ts'
import { russianReports } from './ru/russian-reports.ts'

function together(): { readonly [L in Language]: CatalogueIn<L> } {
  return {
    en: {
      ...english,
      ...englishMoney,
      ...englishPrices,
      ...englishInvoicing,
      ...englishPayments,
      ...englishNotices,
      ...englishChatSettings,
      ...englishChats,
      ...englishCompanies,
      ...englishConnections,
      ...englishImports,
      ...englishReports,
      ...englishAccess,
      ...englishDocuments,
    },
    ru: {
      ...russian,
      ...russianMoney,
      ...russianPrices,
      ...russianInvoicing,
      ...russianPayments,
      ...russianNotices,
      ...russianChatSettings,
      ...russianChats,
      ...russianCompanies,
      ...russianConnections,
      ...russianImports,
      ...russianReports,
      ...russianAccess,
      ...russianDocuments,
    },
  }
}

/**
 * All languages at once, for the server; pages load the one that is read (`translatorOf`). The mark tells the builder of
 * the pages that it may leave this out.
 */
export const catalogues = /* @__PURE__ */ together()

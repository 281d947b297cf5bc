import { analytics } from './analytics.ts'
import type { englishAccess } from './english-access.ts'
import type { englishChatSettings } from './english-chat-settings.ts'
import type { englishChats } from './english-chats.ts'
import type { englishCompanies } from './english-companies.ts'
import type { englishConnections } from './english-connections.ts'
import type { englishDocuments } from './english-documents.ts'
import type { englishImports } from './english-imports.ts'
import type { englishInvoicing } from './english-invoicing.ts'
import type { englishMoney } from './english-money.ts'
import type { englishNotices } from './english-notices.ts'
import type { englishPayments } from './english-payments.ts'
import type { englishPrices } from './english-prices.ts'
import type { englishReports } from './english-reports.ts'
import { messages } from './messages.ts'
import { problems } from './problems.ts'
import { selection } from './selection.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { words } from './words.ts'

/** The words that every page begins with, in English, which leads. */
export const english = {
  analytics,
  messages,
  problems,
  selection,
  session,
  settings,
  shell,
  words,
} as const
/** Every word of the product. */
export type EnglishCatalogue = typeof english &
  typeof englishAccess &
  typeof englishMoney &
  typeof englishPayments &
  typeof englishNotices &
  typeof englishReports &
  typeof englishPrices &
  typeof englishInvoicing &
  typeof englishChatSettings &
  typeof englishChats &
  typeof englishCompanies &
  typeof englishConnections &
  typeof englishImports &
  typeof englishDocuments

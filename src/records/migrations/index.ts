import type { Migration } from 'kysely/migration'
import * as companiesAndIdentity from './0001-companies-and-identity.ts'
import * as ledger from './0002-ledger.ts'
import * as priceLists from './0003-price-lists.ts'
import * as usageProgress from './0004-usage-progress.ts'
import * as chainsOfPayers from './0005-chains-of-payers.ts'
import * as usageAttempts from './0006-usage-attempts.ts'
import * as settingChanges from './0007-setting-changes.ts'
import * as keptAnswers from './0008-kept-answers.ts'
import * as companyDetails from './0010-company-details.ts'
import * as invoicing from './0011-invoicing.ts'
import * as invoiceDocuments from './0012-invoice-documents.ts'
import * as payments from './0013-payments.ts'
import * as notices from './0014-notices.ts'
import * as monthCloses from './0015-month-closes.ts'
import * as formerParents from './0016-former-parents.ts'
import * as chatSettings from './0017-chat-settings.ts'
import * as refusedRequests from './0018-refused-requests.ts'
import * as reports from './0019-reports.ts'
import * as reportDeletions from './0020-report-deletions.ts'
import * as imports from './0022-imports.ts'
import * as rolesAndResellers from './0024-roles-and-resellers.ts'
import * as companiesBelow from './0025-companies-below.ts'
import * as auditLog from './0026-audit-log.ts'
import * as people from './0027-people.ts'
import * as apiKeyTerms from './0028-api-key-terms.ts'
import * as personalData from './0030-personal-data.ts'
import * as erasures from './0031-erasures.ts'

/** All migrations in order. A released one never changes; names sort as they run. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-companies-and-identity': companiesAndIdentity,
  '0002-ledger': ledger,
  '0003-price-lists': priceLists,
  '0004-usage-progress': usageProgress,
  '0005-chains-of-payers': chainsOfPayers,
  '0006-usage-attempts': usageAttempts,
  '0007-setting-changes': settingChanges,
  '0008-kept-answers': keptAnswers,
  '0010-company-details': companyDetails,
  '0011-invoicing': invoicing,
  '0012-invoice-documents': invoiceDocuments,
  '0013-payments': payments,
  '0014-notices': notices,
  '0015-month-closes': monthCloses,
  '0016-former-parents': formerParents,
  '0017-chat-settings': chatSettings,
  '0018-refused-requests': refusedRequests,
  '0019-reports': reports,
  '0020-report-deletions': reportDeletions,
  '0022-imports': imports,
  '0024-roles-and-resellers': rolesAndResellers,
  '0025-companies-below': companiesBelow,
  '0026-audit-log': auditLog,
  '0027-people': people,
  '0028-api-key-terms': apiKeyTerms,
  '0030-personal-data': personalData,
  '0031-erasures': erasures,
}

import type { ReportType } from '../contract/index.ts'
import { accountStatement } from './definitions/account-statement.ts'
import { calls } from './definitions/calls.ts'
import { campaigns } from './definitions/campaigns.ts'
import { charges } from './definitions/charges.ts'
import { chatOperators } from './definitions/chat-operators.ts'
import { chatSessions } from './definitions/chat-sessions.ts'
import type { ReportDefinition } from './definitions/definition.ts'
import { dependentCompanies } from './definitions/dependent-companies.ts'
import { messageDetail } from './definitions/message-detail.ts'
import { messageSummary } from './definitions/message-summary.ts'

/** Every type of report that can be made. */
export const reportDefinitions: readonly ReportDefinition[] = [
  messageDetail,
  messageSummary,
  campaigns,
  chatSessions,
  chatOperators,
  calls,
  charges,
  accountStatement,
  dependentCompanies,
]

export function definitionOf(type: ReportType | string): ReportDefinition | undefined {
  return reportDefinitions.find((definition) => definition.type === type)
}

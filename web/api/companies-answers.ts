import type {
  CompaniesBelow,
  CompanyCreated,
  Onboarding,
  ReachableCompanies,
} from '../../src/contract/index.ts'
import { answerWith } from './answer-check.ts'

/** What the answers about companies must hold; a test holds it against the schemas of the contract. */
export const companiesAnswers = {
  list: answerWith<CompaniesBelow>('companies', 'total', 'next_cursor'),
  created: answerWith<CompanyCreated>('company', 'owner'),
  reachable: answerWith<ReachableCompanies>('companies', 'total'),
  onboarding: answerWith<Onboarding>('is_complete', 'missing_details', 'is_zone_confirmed'),
}

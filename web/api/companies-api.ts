import type { z } from 'zod'
import type { Balance, companyCreateSchema } from '../../src/contract/index.ts'
import { answerWith } from './answer-check.ts'
import { companiesAnswers } from './companies-answers.ts'
import { requestJson } from './request.ts'

type Signal = AbortSignal | undefined

export interface CompaniesQuestion {
  readonly search?: string
  readonly kind?: 'reseller' | 'customer'
  readonly blocked?: 'true' | 'false'
}

const balanceAnswer = answerWith<Balance>('blocked')

/** The part of the API about companies below one, as the pages use it. Every call throws `ApiError`. */
export const companiesApi = {
  list: (question: CompaniesQuestion, cursor: string | null, signal?: Signal) => {
    const query = new URLSearchParams({ ...question, ...(cursor === null ? {} : { cursor }) })
    return requestJson(`/api/v1/companies?${query}`, companiesAnswers.list, { signal })
  },
  create: (body: z.input<typeof companyCreateSchema>) =>
    requestJson('/api/v1/companies', companiesAnswers.created, { method: 'POST', body }),
  reachable: (search: string, signal?: Signal) =>
    requestJson(`/api/v1/session/companies?${new URLSearchParams({ search })}`, companiesAnswers.reachable, {
      signal,
    }),
  onboarding: (signal?: Signal) =>
    requestJson('/api/v1/company/onboarding', companiesAnswers.onboarding, { signal }),
  /** Asked in the name of who sells to the company, as nobody else may block it. */
  block: (company: { readonly id: string; readonly sellerId: string }, blocked: boolean) =>
    requestJson(
      `/c/${encodeURIComponent(company.sellerId)}/api/v1/balance/settings?${new URLSearchParams({ company_id: company.id })}`,
      balanceAnswer,
      { method: 'PATCH', body: { blocked } },
    ),
}

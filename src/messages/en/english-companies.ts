import { companies } from './companies.ts'

/** The words of the page of companies in English: fetched when it is. */
export const englishCompanies = { companies } as const

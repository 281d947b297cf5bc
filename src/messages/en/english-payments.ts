import { payments } from './payments.ts'

/** The words of the pages of payments in English: fetched when one of them is. */
export const englishPayments = { payments } as const

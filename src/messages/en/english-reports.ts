import { reports } from './reports.ts'

/** The words of the page of reports in English: fetched when it is. */
export const englishReports = { reports } as const

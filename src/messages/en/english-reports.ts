import { reportForm } from './report-form.ts'
import { reportPage } from './report-page.ts'
import { reportProblems } from './report-problems.ts'
import { reports } from './reports.ts'

/** The words of the pages of reports in English: fetched when they are. */
export const englishReports = {
  reports,
  report_page: reportPage,
  report_form: reportForm,
  report_problems: reportProblems,
} as const

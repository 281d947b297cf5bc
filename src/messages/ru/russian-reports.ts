import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishReports } from '../en/english-reports.ts'
import { reportForm } from './report-form.ts'
import { reportPage } from './report-page.ts'
import { reportProblems } from './report-problems.ts'
import { reports } from './reports.ts'

/** The words of the pages of reports in Russian: fetched when they are. */
export const russianReports: Pick<CatalogueIn<'ru'>, keyof typeof englishReports> = {
  reports,
  report_page: reportPage,
  report_form: reportForm,
  report_problems: reportProblems,
}

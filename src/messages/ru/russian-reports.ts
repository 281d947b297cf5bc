import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishReports } from '../en/english-reports.ts'
import { reports } from './reports.ts'

/** The words of the page of reports in Russian: fetched when it is. */
export const russianReports: Pick<CatalogueIn<'ru'>, keyof typeof englishReports> = { reports }

import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishCompanies } from '../en/english-companies.ts'
import { companies } from './companies.ts'

/** The words of the page of companies in Russian: fetched when it is. */
export const russianCompanies: Pick<CatalogueIn<'ru'>, keyof typeof englishCompanies> = { companies }

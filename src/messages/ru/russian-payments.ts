import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishPayments } from '../en/english-payments.ts'
import { payments } from './payments.ts'

/** The words of the pages of payments in Russian: fetched when one of them is. */
export const russianPayments: Pick<CatalogueIn<'ru'>, keyof typeof englishPayments> = { payments }

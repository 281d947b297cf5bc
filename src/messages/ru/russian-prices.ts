import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishPrices } from '../en/english-prices.ts'
import { prices } from './prices.ts'
import { unrated } from './unrated.ts'

/** The words of price lists, and of what has no price, in Russian: fetched when one of their pages is. */
export const russianPrices: Pick<CatalogueIn<'ru'>, keyof typeof englishPrices> = {
  prices,
  unrated,
}

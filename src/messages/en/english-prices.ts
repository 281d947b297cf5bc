import { prices } from './prices.ts'
import { unrated } from './unrated.ts'

/** The words of price lists, and of what has no price, in English: fetched when one of their pages is. */
export const englishPrices = {
  prices,
  unrated,
} as const

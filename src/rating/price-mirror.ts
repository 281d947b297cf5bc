import type { Facts } from '../facts/index.ts'

/** The part of the store of facts that holds copies of prices: it rates messages itself. */
export type PriceMirror = Pick<Facts, 'putPriceVersion' | 'putPricePlans' | 'rerate'>

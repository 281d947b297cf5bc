import type { AuthorizationCreate, Rate, UnratedReason } from '../contract/index.ts'
import { type Failure, fail, type Result } from '../core/index.ts'

/** What a message would cost. */
export interface MessagePrice {
  readonly amountMicros: bigint
  readonly currency: string
  readonly rate: Rate
  readonly quantity: number
  /** How facts name the message; null when the request does not name it. */
  readonly messageKey: string | null
}

/** Where the price of a message comes from that is about to be sent. */
export interface Pricing {
  priceMessage(
    companyId: string,
    request: AuthorizationCreate,
  ): Promise<Result<MessagePrice, Failure<UnratedReason>>>
}

/** Of an installation without price lists: nothing has a price. */
export const noPricing: Pricing = {
  priceMessage: () =>
    Promise.resolve(fail('no_price_list', 'No price list is in force for the company: assign one first.')),
}

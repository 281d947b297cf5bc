import type { AuthorizationCreate, NoPriceReason, Rate } from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'

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
  ): Promise<Result<MessagePrice, Failure<NoPriceReason>>>
}

import { type AuthorizationCreate, callChannel, type NoPriceReason, type Rate } from '../contract/index.ts'
import { type Clock, type Failure, fail, ok, type Result } from '../core/index.ts'
import { normaliseAnnounced } from '../ingest/index.ts'
import type { Books } from './books.ts'
import { chargeAmount, chargedQuantity } from './charge-amount.ts'
import { chooseRate } from './choose-rate.ts'
import { toApiRate } from './compiled-rate.ts'
import { chatChannel } from './faults-of-rates.ts'

/** What a message will cost its company, by what is in force now. */
export interface MessagePrice {
  readonly amountMicros: bigint
  readonly currency: string
  readonly rate: Rate
  readonly quantity: number
  /** Under which its events will be folded; null where the request names no message. */
  readonly messageKey: string | null
}

export type MessageToPrice = Pick<
  AuthorizationCreate,
  | 'message_id'
  | 'connection_id'
  | 'channel'
  | 'recipient'
  | 'kind'
  | 'category'
  | 'country'
  | 'network'
  | 'segments'
  | 'text'
>

/** Can have prices, but no fact is charged by them yet. */
const notCharged: ReadonlySet<string> = new Set([callChannel, chatChannel])

/** Prices one message before it is sent, from memory. The price is that of its facts, unless these say otherwise later. */
export async function priceMessage(
  { books, clock }: { readonly books: Books; readonly clock: Clock },
  companyId: string,
  message: MessageToPrice,
): Promise<Result<MessagePrice, Failure<NoPriceReason>>> {
  if (notCharged.has(message.channel))
    return fail(
      'channel_not_charged',
      `No charge follows for the channel ${message.channel} yet, so nothing would end the hold: send without asking.`,
    )
  const inForce = await books.inForce(companyId, clock())
  if (!inForce) return fail('no_price_list', 'No price list is in force for the company.')
  const { segments, messageKey, ...known } = normaliseAnnounced(message)
  const rate = chooseRate(await books.book(inForce.versionId), {
    ...known,
    channel: message.channel,
    kind: message.kind ?? '',
    category: message.category ?? '',
  })
  if (!rate) return fail('no_rate', 'The price list has no rate for this message.')
  const usage = { segments, durationS: 0 }
  return ok({
    amountMicros: chargeAmount(rate, usage),
    currency: inForce.currency,
    rate: toApiRate(rate),
    quantity: chargedQuantity(rate, usage),
    messageKey,
  })
}

import type { Failure, Result } from '../../../core/index.ts'

/** A payment that a company wants to make by card. */
export interface CheckoutOrder {
  /** Ours; asking again for the same order gives the same checkout, never a second one. */
  readonly orderId: string
  readonly companyId: string
  /** What the payer reads at the checkout, such as the document's number. */
  readonly description: string
  readonly amountMicros: bigint
  readonly currency: string
  readonly email: string | null
  readonly language: 'en' | 'ru'
  /** Where the payer's browser goes afterwards; coming there proves nothing. */
  readonly successUrl: string
  readonly cancelUrl: string
}

export interface Checkout {
  /** The gateway's page, to which the payer's browser is sent. */
  readonly url: string
  readonly externalId: string
}

/**
 * - `invalid_amount`: the currency has no such fraction; `amount_out_of_range`: more than the gateway takes at once.
 * - `gateway_refused`: the gateway says no (wrong key, currency not offered): asking again does not help.
 * - `gateway_unavailable`: no answer, or not a good one: ask again with the same order.
 */
export type CheckoutFailure = Failure<
  'invalid_amount' | 'amount_out_of_range' | 'gateway_refused' | 'gateway_unavailable'
>

interface EventBase {
  /** The gateway's name of the event: the same when it is sent again. */
  readonly eventId: string
  readonly occurredAtMs: number
}

interface CheckoutEvent extends EventBase {
  readonly orderId: string
  readonly checkoutId: string
  /** What later refunds and disputes name. */
  readonly paymentId: string | null
  readonly amountMicros: bigint
  readonly currency: string
}

/** What happened at the gateway, in our words. Events come late, twice and in any order. */
export type GatewayEvent =
  | (CheckoutEvent & { readonly kind: 'payment_succeeded' })
  /** The payer has done all; the money is on its way (bank debit). Nothing may be credited. */
  | (CheckoutEvent & { readonly kind: 'payment_pending' })
  | (CheckoutEvent & { readonly kind: 'payment_failed' })
  | (EventBase & {
      readonly kind: 'payment_refunded'
      readonly paymentId: string
      /** All refunds of the payment so far; the largest figure seen is the true one, whatever the order. */
      readonly refundedMicros: bigint
      readonly currency: string
    })
  | (EventBase & {
      readonly kind: 'dispute_opened' | 'dispute_closed'
      readonly paymentId: string
      readonly disputeId: string
      readonly amountMicros: bigint
      readonly currency: string
      /** `open` until it is closed. An inquiry that came to nothing is `won`: no money moved. */
      readonly outcome: 'open' | 'won' | 'lost'
    })
  /** Not about us, or of a kind that changes nothing: answer that it was received. */
  | (EventBase & { readonly kind: 'ignored'; readonly type: string })

/** Why a webhook is not taken. Nothing of it may be used. */
export type GatewayEventFailure = Failure<
  'invalid_signature' | 'invalid_body' | 'wrong_mode' | 'body_too_large'
>

export interface GatewayRequest {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** As it was received: the signature is over these bytes. */
  readonly rawBody: Uint8Array
}

/** A provider of card payments. Its adapters keep no state; what was credited is known by the event's and order's ids. */
export interface PaymentGateway {
  readonly name: string
  createCheckout(order: CheckoutOrder): Promise<Result<Checkout, CheckoutFailure>>
  /** Checks the signature before anything is parsed. `nowMs`: epoch milliseconds, for the age of the signature. */
  verifyAndParse(request: GatewayRequest, nowMs: number): Result<GatewayEvent, GatewayEventFailure>
}

/** Bytes of a webhook's body. */
export const maxGatewayBodyBytes = 1024 * 1024

import { z } from 'zod'
import { type Failure, fail, isCleanText, ok, parseJson, type Result } from '../../../../core/index.ts'
import type { GatewayEvent } from '../payment-gateway.ts'
import { fromStripeAmount } from './stripe-amount.ts'

const id = z.string().min(1).max(255).refine(isCleanText)
const units = z.int().min(0)
const currency = z
  .string()
  .regex(/^[a-z]{3}$/i)
  .transform((code) => code.toUpperCase())
/** An id, or the object itself where the webhook is set to expand it. */
const reference = z.union([id, z.object({ id }).transform((object) => object.id)])

const envelopeSchema = z.object({
  id,
  type: z.string().min(1).max(100),
  created: z.int().min(0).max(253_402_300_799),
  livemode: z.boolean(),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
})
type Envelope = z.infer<typeof envelopeSchema>

const sessionSchema = z.object({
  id,
  amount_total: units,
  currency,
  payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
  payment_intent: reference.nullish(),
  metadata: z.object({ tallybook_order: id }),
})
const chargeSchema = z.object({ payment_intent: reference, amount_refunded: units, currency })
const disputeStatuses = [
  'needs_response',
  'under_review',
  'won',
  'lost',
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
  'prevented',
] as const
const disputeSchema = z.object({
  id,
  payment_intent: reference,
  amount: units,
  currency,
  status: z.enum(disputeStatuses),
})

type Parsed = Result<GatewayEvent, Failure<'invalid_body' | 'wrong_mode'>>

/**
 * A verified body as an event. An event of Stripe's test mode is refused where the key is a live one, and the other way round:
 * test cards must not pay real documents. Sessions that we did not open, and types that we do not know, are `ignored`.
 */
export function parseStripeEvent(rawBody: Uint8Array, isLive: boolean): Parsed {
  const envelope = envelopeSchema.safeParse(parseJson(new TextDecoder().decode(rawBody))?.value)
  if (!envelope.success) return fail('invalid_body', 'The body is no event of Stripe.')
  if (envelope.data.livemode !== isLive)
    return fail('wrong_mode', `The event is of Stripe's ${isLive ? 'test' : 'live'} mode, the key is not.`)
  const event = envelope.data
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
      return checkoutEvent(event)
    case 'charge.refunded':
      return refundEvent(event)
    case 'charge.dispute.created':
    case 'charge.dispute.closed':
      return disputeEvent(event)
    default:
      return ignored(event)
  }
}

const baseOf = (event: Envelope) => ({ eventId: event.id, occurredAtMs: event.created * 1_000 })

function ignored(event: Envelope): Parsed {
  return ok({ kind: 'ignored', ...baseOf(event), type: event.type })
}

function unreadable(event: Envelope): Parsed {
  return fail('invalid_body', `The event ${event.type} has not the fields that it should have.`)
}

function checkoutEvent(event: Envelope): Parsed {
  const { metadata } = event.data.object
  const isOurs = typeof metadata === 'object' && metadata !== null && 'tallybook_order' in metadata
  if (!isOurs) return ignored(event)
  const parsed = sessionSchema.safeParse(event.data.object)
  if (!parsed.success) return unreadable(event)
  const session = parsed.data
  if (session.payment_status === 'no_payment_required') return ignored(event)
  // Whatever the event is called, only `paid` is money.
  const unpaidKind = event.type.endsWith('_failed') ? 'payment_failed' : 'payment_pending'
  const kind = session.payment_status === 'paid' ? 'payment_succeeded' : unpaidKind
  return ok({
    kind,
    ...baseOf(event),
    orderId: session.metadata.tallybook_order,
    checkoutId: session.id,
    paymentId: session.payment_intent ?? null,
    amountMicros: fromStripeAmount(session.amount_total, session.currency),
    currency: session.currency,
  })
}

/** Payments from before payment intents have none; they are not ours. */
const hasPayment = (event: Envelope): boolean => (event.data.object['payment_intent'] ?? null) !== null

function refundEvent(event: Envelope): Parsed {
  if (!hasPayment(event)) return ignored(event)
  const parsed = chargeSchema.safeParse(event.data.object)
  if (!parsed.success) return unreadable(event)
  const { payment_intent, amount_refunded, currency: code } = parsed.data
  return ok({
    kind: 'payment_refunded',
    ...baseOf(event),
    paymentId: payment_intent,
    refundedMicros: fromStripeAmount(amount_refunded, code),
    currency: code,
  })
}

function disputeEvent(event: Envelope): Parsed {
  if (!hasPayment(event)) return ignored(event)
  const parsed = disputeSchema.safeParse(event.data.object)
  if (!parsed.success) return unreadable(event)
  const { id: disputeId, payment_intent, amount, currency: code, status } = parsed.data
  const isClosed = event.type === 'charge.dispute.closed'
  return ok({
    kind: isClosed ? 'dispute_closed' : 'dispute_opened',
    ...baseOf(event),
    paymentId: payment_intent,
    disputeId,
    amountMicros: fromStripeAmount(amount, code),
    currency: code,
    outcome: isClosed ? (status === 'lost' ? 'lost' : 'won') : 'open',
  })
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fail, fromApiMoney, ok, parseJson, toApiMoney } from '../../../core/index.ts'
import {
  type GatewayEvent,
  type GatewayRequest,
  maxGatewayBodyBytes,
  type PaymentGateway,
} from './payment-gateway.ts'
import { isSigned, signatureHeader } from './signature-header.ts'

export interface SandboxSettings {
  readonly secrets: readonly string[]
  /** Page at which the demo's payer says yes or no; gets the query `checkout` and `order`. */
  readonly pageUrl: string
}

/** What happened at the sandbox; the last three name the payment, which has the checkout's id with `_payment` behind it. */
export type SandboxEvent = Exclude<GatewayEvent, { readonly kind: 'ignored' }>

const header = 'sandbox-signature'

/** A gateway without money, for the demo and for tests: same ids for the same order, signed like the real one. */
export function createSandboxGateway({ secrets, pageUrl }: SandboxSettings): PaymentGateway {
  return {
    name: 'sandbox',
    async createCheckout(order) {
      if (order.amountMicros <= 0n) return fail('invalid_amount', 'The amount must be above zero.')
      const externalId = `sandbox_${createHash('sha256').update(order.orderId).digest('hex').slice(0, 24)}`
      const url = new URL(pageUrl)
      url.searchParams.set('checkout', externalId)
      url.searchParams.set('order', order.orderId)
      return ok({ url: url.href, externalId })
    },
    verifyAndParse({ headers, rawBody }, nowMs) {
      if (rawBody.length > maxGatewayBodyBytes) return fail('body_too_large', 'The body has more than 1 MB.')
      if (!isSigned(rawBody, headers[header] ?? '', secrets, nowMs))
        return fail('invalid_signature', 'The signature does not match the secret, or is older than 300 s.')
      const parsed = eventSchema.safeParse(parseJson(new TextDecoder().decode(rawBody))?.value)
      return parsed.success ? ok(parsed.data) : fail('invalid_body', 'The body is no event of the sandbox.')
    },
  }
}

/** The webhook that the sandbox would send for an event. */
export function sandboxRequest(
  event: SandboxEvent,
  secrets: readonly string[],
  nowMs: number,
): GatewayRequest {
  const { currency } = event
  const text = JSON.stringify(event, (_name, value: unknown) =>
    typeof value === 'bigint' ? toApiMoney({ amountMicros: value, currency }).amount : value,
  )
  const rawBody = new TextEncoder().encode(text)
  return { headers: { [header]: signatureHeader(rawBody, nowMs, secrets) }, rawBody }
}

const currency = z.string().regex(/^[A-Z]{3}$/)
const micros = z.string().transform((amount, context) => {
  const money = fromApiMoney({ amount, currency: 'EUR' })
  if (money.ok) return money.value.amountMicros
  context.addIssue(money.failure.detail)
  return z.NEVER
})
const id = z.string().min(1).max(255)
const base = { eventId: id, occurredAtMs: z.int(), currency }

const eventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['payment_succeeded', 'payment_pending', 'payment_failed']),
    ...base,
    orderId: id,
    checkoutId: id,
    paymentId: id.nullable(),
    amountMicros: micros,
  }),
  z.object({ kind: z.literal('payment_refunded'), ...base, paymentId: id, refundedMicros: micros }),
  z.object({
    kind: z.enum(['dispute_opened', 'dispute_closed']),
    ...base,
    paymentId: id,
    disputeId: id,
    amountMicros: micros,
    outcome: z.enum(['open', 'won', 'lost']),
  }),
])

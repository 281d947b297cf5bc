import { z } from 'zod'
import { fail, ok, parseJson, type Result } from '../../../../core/index.ts'
import type { Checkout, CheckoutFailure, CheckoutOrder } from '../payment-gateway.ts'
import { limitedText } from './limited-text.ts'
import { toStripeAmount } from './stripe-amount.ts'

const endpoint = 'https://api.stripe.com/v1/checkout/sessions'
/** Stripe changes shapes by version; this is the one that the code is written for. */
const apiVersion = '2024-06-20'
const timeoutMs = 15_000
const maxAnswerBytes = 256 * 1024
/** Stripe's bound of a product's name. */
const maxDescriptionLength = 250

export interface StripeAccess {
  readonly apiKey: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

const answerSchema = z.object({ id: z.string().min(1).max(255), url: z.url({ protocol: /^https$/ }) })
const refusalSchema = z.object({
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }),
})

/**
 * Opens a hosted Checkout Session. One request, at most 15 s; the idempotency key is the order's id, so that asking again
 * after `gateway_unavailable` gives the same session. Source: Stripe API, "Create a Checkout Session".
 */
export async function createStripeCheckout(
  { apiKey, fetch }: StripeAccess,
  order: CheckoutOrder,
): Promise<Result<Checkout, CheckoutFailure>> {
  const amount = toStripeAmount(order.amountMicros, order.currency)
  if (!amount.ok) return amount
  const answer = await ask(fetch, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': `tallybook-checkout-${order.orderId}`,
      'stripe-version': apiVersion,
    },
    body: formOf(order, amount.value).toString(),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (answer === null) return unavailable('does not answer')
  const json = parseJson(answer.text)?.value
  if (answer.status === 200) {
    const session = answerSchema.safeParse(json)
    return session.success
      ? ok({ url: session.data.url, externalId: session.data.id })
      : unavailable('gave an answer that cannot be read')
  }
  // 409: the same order is being asked for at this moment.
  if (answer.status === 409 || answer.status === 429 || answer.status >= 500)
    return unavailable(`answers with ${answer.status}`)
  const refusal = refusalSchema.safeParse(json)
  const reason = refusal.success ? (refusal.data.error.code ?? refusal.data.error.message) : null
  return fail(
    'gateway_refused',
    `Stripe refuses the payment (${answer.status}, ${(reason ?? 'no reason').slice(0, 200)}).`,
  )
}

async function ask(
  fetch: StripeAccess['fetch'],
  init: RequestInit,
): Promise<{ readonly status: number; readonly text: string } | null> {
  try {
    const response = await fetch(endpoint, init)
    const text = await limitedText(response, maxAnswerBytes)
    return text === null ? null : { status: response.status, text }
  } catch {
    // Whatever is wrong on the way (name, connection, certificate, time) means the same: it was not answered.
    return null
  }
}

function unavailable(what: string): { readonly ok: false; readonly failure: CheckoutFailure } {
  return fail('gateway_unavailable', `Stripe ${what}: try again.`)
}

function formOf(order: CheckoutOrder, units: bigint): URLSearchParams {
  const form = new URLSearchParams({
    mode: 'payment',
    client_reference_id: order.orderId,
    success_url: order.successUrl,
    cancel_url: order.cancelUrl,
    locale: order.language,
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': order.currency.toLowerCase(),
    'line_items[0][price_data][unit_amount]': String(units),
    'line_items[0][price_data][product_data][name]': order.description.slice(0, maxDescriptionLength),
    'metadata[tallybook_order]': order.orderId,
    'metadata[tallybook_company]': order.companyId,
    'payment_intent_data[metadata][tallybook_order]': order.orderId,
    'payment_intent_data[metadata][tallybook_company]': order.companyId,
  })
  if (order.email !== null) form.set('customer_email', order.email)
  return form
}

import { fail } from '../../../../core/index.ts'
import { maxGatewayBodyBytes, type PaymentGateway } from '../payment-gateway.ts'
import { isSigned } from '../signature-header.ts'
import { createStripeCheckout, type StripeAccess } from './create-stripe-checkout.ts'
import { parseStripeEvent } from './parse-stripe-event.ts'

export interface StripeSettings extends StripeAccess {
  /** Signing secrets of the webhook (`whsec_…`): one, or two while they are changed. */
  readonly webhookSecrets: readonly string[]
}

/** Card payments by Stripe's hosted page. Card numbers never come here. */
export function createStripeGateway(settings: StripeSettings): PaymentGateway {
  const isLive = /^[sr]k_live_/.test(settings.apiKey)
  return {
    name: 'stripe',
    createCheckout: (order) => createStripeCheckout(settings, order),
    verifyAndParse({ headers, rawBody }, nowMs) {
      if (rawBody.length > maxGatewayBodyBytes) return fail('body_too_large', 'The body has more than 1 MB.')
      if (!isSigned(rawBody, headers['stripe-signature'] ?? '', settings.webhookSecrets, nowMs))
        return fail('invalid_signature', 'The signature does not match the secret, or is older than 300 s.')
      return parseStripeEvent(rawBody, isLive)
    },
  }
}

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CheckoutOrder } from '../payment-gateway.ts'
import { signatureHeader } from '../signature-header.ts'
import { createStripeGateway } from './stripe-gateway.ts'

const nowMs = Date.UTC(2026, 9, 2, 12)
const secrets = ['whsec_old', 'whsec_new']
const apiKey = 'sk_live_secret'

const order: CheckoutOrder = {
  orderId: 'order-1',
  companyId: 'company-1',
  description: 'Pro-forma PF-2026-00001',
  amountMicros: 123_450_000n,
  currency: 'EUR',
  email: 'pay@example.com',
  language: 'ru',
  successUrl: 'https://tallybook.example/paid',
  cancelUrl: 'https://tallybook.example/back',
}

interface Asked {
  readonly url: string
  readonly init: RequestInit
}

/** A gateway whose answers are given, and what it asked. */
function gatewayAnswering(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = []
  const gateway = createStripeGateway({
    apiKey,
    webhookSecrets: secrets,
    fetch: async (url, init) => {
      asked.push({ url, init })
      return await answer()
    },
  })
  return { gateway, asked }
}

const session = { id: 'cs_live_1', url: 'https://checkout.stripe.com/c/pay/cs_live_1' }

describe('a checkout', () => {
  test('is asked for once, with the order as key and everything that a webhook needs', async () => {
    const { gateway, asked } = gatewayAnswering(() => Response.json(session))
    expect(await gateway.createCheckout(order)).toEqual({
      ok: true,
      value: { url: session.url, externalId: session.id },
    })
    expect(asked).toHaveLength(1)
    const [{ url, init } = { url: '', init: {} }] = asked
    expect(url).toBe('https://api.stripe.com/v1/checkout/sessions')
    expect(init).toMatchObject({ method: 'POST', redirect: 'error', signal: expect.any(AbortSignal) })
    expect(init.headers).toMatchObject({
      authorization: `Bearer ${apiKey}`,
      'idempotency-key': 'tallybook-checkout-order-1',
    })
    expect(Object.fromEntries(new URLSearchParams(String(init.body)))).toMatchObject({
      mode: 'payment',
      client_reference_id: 'order-1',
      locale: 'ru',
      customer_email: 'pay@example.com',
      'line_items[0][price_data][currency]': 'eur',
      'line_items[0][price_data][unit_amount]': '12345',
      'line_items[0][price_data][product_data][name]': 'Pro-forma PF-2026-00001',
      'metadata[tallybook_order]': 'order-1',
      'payment_intent_data[metadata][tallybook_order]': 'order-1',
    })
  })

  test('of an amount that the currency cannot have is not asked for', async () => {
    const { gateway, asked } = gatewayAnswering(() => Response.json(session))
    expect(await gateway.createCheckout({ ...order, amountMicros: 1n })).toMatchObject({
      failure: { code: 'invalid_amount' },
    })
    expect(asked).toEqual([])
  })

  test.each([
    ['no connection', () => Promise.reject(new TypeError('fetch failed')), 'gateway_unavailable'],
    ['no answer in time', () => Promise.reject(new DOMException('', 'TimeoutError')), 'gateway_unavailable'],
    ['a fault of the gateway', () => new Response('oops', { status: 500 }), 'gateway_unavailable'],
    ['too many requests', () => new Response('{}', { status: 429 }), 'gateway_unavailable'],
    ['the same order at this moment', () => new Response('{}', { status: 409 }), 'gateway_unavailable'],
    ['an answer without end', () => new Response('x'.repeat(300 * 1024)), 'gateway_unavailable'],
    ['an answer that is no JSON', () => new Response('<html>'), 'gateway_unavailable'],
    [
      'an address that is not https',
      () => Response.json({ ...session, url: 'javascript:alert(1)' }),
      'gateway_unavailable',
    ],
    [
      'a refused key',
      () => Response.json({ error: { message: 'Invalid API Key' } }, { status: 401 }),
      'gateway_refused',
    ],
    ['a refusal without words', () => new Response('', { status: 400 }), 'gateway_refused'],
  ])('fails by a code with %s', async (_name, answer, code) => {
    const result = await gatewayAnswering(answer).gateway.createCheckout(order)
    expect(result).toMatchObject({ ok: false, failure: { code } })
    expect(JSON.stringify(result)).not.toContain(apiKey)
  })
})

const event = (type: string, object: object, change: object = {}) =>
  JSON.stringify({ id: 'evt_1', type, created: 1_790_000_000, livemode: true, data: { object }, ...change })
const paidSession = {
  id: 'cs_live_1',
  amount_total: 12_345,
  currency: 'eur',
  payment_status: 'paid',
  payment_intent: 'pi_1',
  metadata: { tallybook_order: 'order-1', tallybook_company: 'company-1' },
}
const charge = { id: 'ch_1', payment_intent: 'pi_1', amount_refunded: 2_000, currency: 'eur' }
const dispute = {
  id: 'dp_1',
  payment_intent: 'pi_1',
  amount: 12_345,
  currency: 'eur',
  status: 'needs_response',
}
const base = { eventId: 'evt_1', occurredAtMs: 1_790_000_000_000 }

const { gateway } = gatewayAnswering(() => Response.json(session))
const receive = (body: string, header = signatureHeader(new TextEncoder().encode(body), nowMs, secrets)) =>
  gateway.verifyAndParse(
    { headers: { 'stripe-signature': header }, rawBody: new TextEncoder().encode(body) },
    nowMs,
  )

describe('a webhook', () => {
  const ofCheckout = {
    ...base,
    orderId: 'order-1',
    checkoutId: 'cs_live_1',
    paymentId: 'pi_1',
    amountMicros: 123_450_000n,
    currency: 'EUR',
  }
  const ofDispute = {
    ...base,
    paymentId: 'pi_1',
    disputeId: 'dp_1',
    amountMicros: 123_450_000n,
    currency: 'EUR',
  }
  const unpaid = { ...paidSession, payment_status: 'unpaid' }
  test.each([
    ['checkout.session.completed', paidSession, { kind: 'payment_succeeded', ...ofCheckout }],
    ['checkout.session.completed', unpaid, { kind: 'payment_pending', ...ofCheckout }],
    ['checkout.session.async_payment_succeeded', paidSession, { kind: 'payment_succeeded', ...ofCheckout }],
    ['checkout.session.async_payment_succeeded', unpaid, { kind: 'payment_pending', ...ofCheckout }],
    ['checkout.session.async_payment_failed', unpaid, { kind: 'payment_failed', ...ofCheckout }],
    [
      'charge.refunded',
      charge,
      { kind: 'payment_refunded', ...base, paymentId: 'pi_1', refundedMicros: 20_000_000n, currency: 'EUR' },
    ],
    ['charge.dispute.created', dispute, { kind: 'dispute_opened', ...ofDispute, outcome: 'open' }],
    [
      'charge.dispute.closed',
      { ...dispute, status: 'lost' },
      { kind: 'dispute_closed', ...ofDispute, outcome: 'lost' },
    ],
    [
      'charge.dispute.closed',
      { ...dispute, status: 'won' },
      { kind: 'dispute_closed', ...ofDispute, outcome: 'won' },
    ],
    [
      'charge.dispute.closed',
      { ...dispute, status: 'warning_closed' },
      { kind: 'dispute_closed', ...ofDispute, outcome: 'won' },
    ],
  ])('%s is told in our words', (type, object, expected) => {
    expect(receive(event(type, object))).toEqual({ ok: true, value: expected })
  })

  test('with an expanded payment intent is read too', () => {
    expect(
      receive(
        event('charge.refunded', { ...charge, payment_intent: { id: 'pi_1', object: 'payment_intent' } }),
      ),
    ).toMatchObject({ value: { paymentId: 'pi_1' } })
  })

  test.each([
    ['of another type', 'customer.created', {}],
    ['of a session that is not ours', 'checkout.session.completed', { ...paidSession, metadata: {} }],
    [
      'of a session without amount',
      'checkout.session.completed',
      { ...paidSession, payment_status: 'no_payment_required' },
    ],
    ['of a charge without payment intent', 'charge.refunded', { ...charge, payment_intent: null }],
  ])('%s is ignored', (_name, type, object) => {
    expect(receive(event(type, object))).toEqual({ ok: true, value: { kind: 'ignored', ...base, type } })
  })

  test.each([
    ['that is no JSON', 'x', 'invalid_body'],
    ['that nests without end', '['.repeat(5_000), 'invalid_body'],
    ['of test mode', event('checkout.session.completed', paidSession, { livemode: false }), 'wrong_mode'],
    [
      'with a fraction',
      event('checkout.session.completed', { ...paidSession, amount_total: 1.5 }),
      'invalid_body',
    ],
    ['with a negative amount', event('charge.refunded', { ...charge, amount_refunded: -1 }), 'invalid_body'],
    ['without currency', event('charge.refunded', { ...charge, currency: undefined }), 'invalid_body'],
    [
      'with an end of a dispute that we do not know',
      event('charge.dispute.closed', { ...dispute, status: 'new' }),
      'invalid_body',
    ],
  ])('%s is refused', (_name, body, code) => {
    expect(receive(body)).toMatchObject({ ok: false, failure: { code } })
  })

  test.each([
    ['checkout.session.completed', { ...paidSession, metadata: { tallybook_order: 'a\0' } }],
    ['charge.refunded', { ...charge, payment_intent: 'pi\ud800' }],
  ])('with an id that no store can hold is refused: %s', (type, object) => {
    expect(receive(event(type, object))).toMatchObject({ failure: { code: 'invalid_body' } })
  })

  test('without its signature is refused before anything of it is read', () => {
    const body = event('checkout.session.completed', paidSession)
    const others = signatureHeader(new TextEncoder().encode(body), nowMs, ['whsec_other'])
    for (const header of ['', others, signatureHeader(new TextEncoder().encode('x'), nowMs, secrets)])
      expect(receive(body, header)).toMatchObject({ failure: { code: 'invalid_signature' } })
    expect(receive('not JSON', '')).toMatchObject({ failure: { code: 'invalid_signature' } })
    expect(receive('x'.repeat(1024 * 1024 + 1))).toMatchObject({ failure: { code: 'body_too_large' } })
  })

  test('with any fields at all is answered, and money has a currency', () => {
    const value = fc.oneof(fc.anything(), fc.constantFrom('pi_1', 'eur', 'paid', 1, -1, null, { id: 'x' }))
    const property = fc.property(
      fc.constantFrom('checkout.session.completed', 'charge.refunded', 'charge.dispute.closed'),
      fc.dictionary(
        fc.constantFrom(
          'id',
          'amount_total',
          'amount',
          'amount_refunded',
          'currency',
          'payment_status',
          'payment_intent',
          'metadata',
          'status',
        ),
        value,
      ),
      (type, fields) => {
        let body = ''
        try {
          body = event(type, { ...paidSession, ...charge, ...dispute, ...fields })
        } catch {
          // What JSON cannot write cannot come.
          return
        }
        const result = receive(body)
        if (!result.ok) expect(result.failure.code).toBe('invalid_body')
        else if (result.value.kind !== 'ignored') expect(result.value.currency).toMatch(/^[A-Z]{3}$/)
      },
    )
    fc.assert(property, { numRuns: 500 })
  })
})

test('a test key takes events of test mode only', () => {
  const inTest = createStripeGateway({
    apiKey: 'sk_test_x',
    webhookSecrets: ['s'],
    fetch: async () => Response.json({}),
  })
  const codeOf = (livemode: boolean) => {
    const rawBody = new TextEncoder().encode(event('checkout.session.completed', paidSession, { livemode }))
    const result = inTest.verifyAndParse(
      { headers: { 'stripe-signature': signatureHeader(rawBody, nowMs, ['s']) }, rawBody },
      nowMs,
    )
    return result.ok ? result.value.kind : result.failure.code
  }
  expect([codeOf(false), codeOf(true)]).toEqual(['payment_succeeded', 'wrong_mode'])
})

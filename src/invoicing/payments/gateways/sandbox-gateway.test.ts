import { expect, test } from 'vitest'
import type { CheckoutOrder } from './payment-gateway.ts'
import { createSandboxGateway, type SandboxEvent, sandboxRequest } from './sandbox-gateway.ts'

const nowMs = Date.UTC(2026, 9, 2, 12)
const gateway = createSandboxGateway({ secrets: ['one'], pageUrl: 'http://127.0.0.1:8080/sandbox' })
const order: CheckoutOrder = {
  orderId: 'order-1',
  companyId: 'company-1',
  description: 'PF-1',
  amountMicros: 5_000_001n,
  currency: 'EUR',
  email: null,
  language: 'en',
  successUrl: 'http://127.0.0.1:8080/paid',
  cancelUrl: 'http://127.0.0.1:8080/back',
}
const base = { eventId: 'e1', occurredAtMs: nowMs, currency: 'EUR', paymentId: 'p1' }

test('the same order has the same checkout, another one another', async () => {
  const first = await gateway.createCheckout(order)
  expect(await gateway.createCheckout(order)).toEqual(first)
  expect(await gateway.createCheckout({ ...order, orderId: 'order-2' })).not.toEqual(first)
  expect(await gateway.createCheckout({ ...order, amountMicros: 0n })).toMatchObject({
    failure: { code: 'invalid_amount' },
  })
})

test.each<SandboxEvent>([
  { kind: 'payment_succeeded', ...base, orderId: 'order-1', checkoutId: 'c1', amountMicros: 5_000_001n },
  {
    kind: 'payment_failed',
    ...base,
    paymentId: null,
    orderId: 'order-1',
    checkoutId: 'c1',
    amountMicros: 10n ** 18n,
  },
  { kind: 'payment_refunded', ...base, refundedMicros: 1n },
  { kind: 'dispute_closed', ...base, disputeId: 'd1', amountMicros: 5n, outcome: 'lost' },
])('$kind comes as it was sent, signed', (event) => {
  const request = sandboxRequest(event, ['one'], nowMs)
  expect(gateway.verifyAndParse(request, nowMs)).toEqual({ ok: true, value: event })
  expect(gateway.verifyAndParse(request, nowMs + 302_000)).toMatchObject({
    failure: { code: 'invalid_signature' },
  })
  expect(gateway.verifyAndParse(sandboxRequest(event, ['two'], nowMs), nowMs)).toMatchObject({
    failure: { code: 'invalid_signature' },
  })
})

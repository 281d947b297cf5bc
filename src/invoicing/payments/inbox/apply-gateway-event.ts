import { type CheckoutState, checkoutStates, type SetAsideReason } from '../../../contract/index.ts'
import { maxAmountMicros } from '../../../ledger/index.ts'
import { type Database, type Kysely, sql } from '../../../records/index.ts'
import { creditPayment } from '../credit/credit-payment.ts'
import { settleReturns } from '../credit/settle-returns.ts'
import type { GatewayEvent } from '../gateways/payment-gateway.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import type { GatewayRow } from '../settings/gateway-rows.ts'

export type KnownEvent = Exclude<GatewayEvent, { readonly kind: 'ignored' }>

/**
 * Does what an event says, once, within the transaction that keeps it. What cannot be done is kept with the reason and
 * credits nothing: sending it again would not help, so the gateway is told that it arrived.
 */
export async function applyGatewayEvent(
  db: Kysely<Database>,
  deps: Pick<PaymentsDeps, 'clock' | 'onCredited'>,
  gateway: GatewayRow,
  event: KnownEvent,
): Promise<void> {
  // Of a payment and its refund at once, the later one sees what the other has done.
  if (event.paymentId !== null)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`tallybook:payment:${gateway.id}:${event.paymentId}`}, 0))`.execute(
      db,
    )
  const checkout = 'orderId' in event ? await readCheckout(db, gateway.id, event.orderId) : undefined
  const setAside = await reasonToSetAside(db, gateway.id, event, checkout)
  const isNew = await keepEvent(db, gateway.id, event, setAside, deps.clock())
  if (!isNew || setAside !== null) return
  if ('orderId' in event) {
    if (!checkout) throw new Error('an event without its checkout was not set aside')
    await moveCheckout(db, checkout, stateAfter[event.kind])
    if (event.kind !== 'payment_succeeded') return
    await credit(db, deps, { gateway, event, checkout })
  }
  if (event.paymentId !== null) await settleReturns(db, gateway.id, event.paymentId, deps.clock())
}

async function readCheckout(db: Kysely<Database>, gatewayId: string, orderId: string) {
  return await db
    .selectFrom('checkouts')
    .select(['id', 'company_id', 'invoice_id', 'currency', 'state'])
    .where('gateway_id', '=', gatewayId)
    // What no checkout of ours is called is compared as text: it may be any.
    .where(sql<string>`id::text`, '=', orderId)
    .executeTakeFirst()
}

type CheckoutRow = NonNullable<Awaited<ReturnType<typeof readCheckout>>>

async function reasonToSetAside(
  db: Kysely<Database>,
  gatewayId: string,
  event: KnownEvent,
  checkout: CheckoutRow | undefined,
): Promise<SetAsideReason | null> {
  if ('orderId' in event) {
    if (!checkout) return 'unknown_checkout'
    if (event.currency !== checkout.currency) return 'currency_mismatch'
    if (event.amountMicros <= 0n || event.amountMicros > maxAmountMicros) return 'amount_out_of_range'
    if (event.kind !== 'payment_succeeded') return null
    const paid = await readPaid(db, checkout.id)
    const isSame =
      paid?.amount_micros === event.amountMicros.toString() && paid.gateway_payment_id === event.paymentId
    return paid && !isSame ? 'paid_differently' : null
  }
  const payment = await db
    .selectFrom('payments')
    .select('currency')
    .where('gateway_id', '=', gatewayId)
    .where('gateway_payment_id', '=', event.paymentId)
    .executeTakeFirst()
  return payment && payment.currency !== event.currency ? 'currency_mismatch' : null
}

async function readPaid(db: Kysely<Database>, checkoutId: string) {
  return await db
    .selectFrom('payments')
    .select(['amount_micros', 'gateway_payment_id'])
    .where('source', '=', 'gateway')
    .where('external_id', '=', checkoutId)
    .executeTakeFirst()
}

/** False where the event is known; of the same one at once, the others wait here for the first. */
async function keepEvent(
  db: Kysely<Database>,
  gatewayId: string,
  event: KnownEvent,
  setAside: SetAsideReason | null,
  nowMs: number,
): Promise<boolean> {
  const kept = await db
    .insertInto('payment_inbox')
    .values({
      gateway_id: gatewayId,
      event_id: event.eventId,
      kind: event.kind,
      event: JSON.stringify(event, (_name, value: unknown) =>
        typeof value === 'bigint' ? value.toString() : value,
      ),
      gateway_payment_id: event.paymentId,
      occurred_at: new Date(event.occurredAtMs),
      received_at: new Date(nowMs),
      set_aside: setAside,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst()
  return kept !== undefined
}

const stateAfter = {
  payment_succeeded: 'paid',
  payment_pending: 'pending',
  payment_failed: 'failed',
} as const satisfies Record<string, CheckoutState>

/** Forward only, in the order of the states: events come in any order. */
async function moveCheckout(db: Kysely<Database>, { id }: CheckoutRow, state: CheckoutState): Promise<void> {
  const before = checkoutStates.slice(0, checkoutStates.indexOf(state))
  await db
    .updateTable('checkouts')
    .set({ state })
    .where('id', '=', id)
    .where('state', 'in', [...before])
    .execute()
}

async function credit(
  db: Kysely<Database>,
  deps: Pick<PaymentsDeps, 'clock' | 'onCredited'>,
  paid: {
    readonly gateway: GatewayRow
    readonly event: Extract<KnownEvent, { readonly orderId: string }>
    readonly checkout: CheckoutRow
  },
): Promise<void> {
  const { gateway, event, checkout } = paid
  const payment = {
    companyId: checkout.company_id,
    sellerId: gateway.sellerId,
    source: 'gateway' as const,
    externalId: checkout.id,
    amountMicros: event.amountMicros,
    currency: event.currency,
    invoiceId: checkout.invoice_id,
    reference: event.paymentId ?? event.checkoutId,
    payer: null,
    receivedAtMs: event.occurredAtMs,
    isTest: gateway.mode === 'test',
    gateway: { id: gateway.id, kind: gateway.kind, paymentId: event.paymentId },
    transferId: null,
    by: { userId: null, name: null },
  }
  const credited = await creditPayment(db, deps, payment)
  if (credited.ok) return
  // Two payments of one checkout at the same moment: sent again, the other one is there to be compared with.
  if (credited.failure.code === 'idempotency_conflict') throw new Error(credited.failure.detail)
  // The document was voided meanwhile: the money is the company's all the same.
  const plain = await creditPayment(db, deps, { ...payment, invoiceId: null })
  if (!plain.ok) throw new Error(`a payment could not be credited: ${plain.failure.detail}`)
}

import { lockBalance, postPayment } from '../../../ledger/index.ts'
import { type Database, hashInput, type Kysely, sql } from '../../../records/index.ts'

/** What a gateway told of one payment, in the order in which it came. */
export interface ReturnEvent {
  readonly kind: string
  readonly currency: string
  /** All refunds so far. */
  readonly refundedMicros: bigint | null
  readonly dispute: {
    readonly id: string
    readonly amountMicros: bigint
    readonly outcome: 'open' | 'won' | 'lost'
  } | null
}

export interface Returned {
  readonly refundedMicros: bigint
  readonly chargedBackMicros: bigint
}

/**
 * What of a payment went back, by all that is known: the largest sum of refunds, and disputes that are open or lost. It does not
 * depend on the order of events, nor on their number. Both together are no more than the payment.
 */
export function returnedOf(
  payment: { readonly amountMicros: bigint; readonly currency: string },
  events: readonly ReturnEvent[],
): Returned {
  const ofCurrency = events.filter(({ currency }) => currency === payment.currency)
  const refunds = ofCurrency.map(({ refundedMicros }) => refundedMicros ?? 0n)
  const refundedMicros = least(payment.amountMicros, refunds.reduce(most, 0n))
  const disputes = ofCurrency.flatMap(({ dispute }) => dispute ?? [])
  const taken = [...Map.groupBy(disputes, ({ id }) => id).values()].map((told) => {
    // A dispute that was closed stays so, whenever its opening is heard of.
    const closed = told.find(({ outcome }) => outcome !== 'open')
    if (closed) return closed.outcome === 'lost' ? closed.amountMicros : 0n
    return told.map(({ amountMicros }) => amountMicros).reduce(most, 0n)
  })
  const disputedMicros = taken.reduce((sum, amountMicros) => sum + amountMicros, 0n)
  return { refundedMicros, chargedBackMicros: least(payment.amountMicros - refundedMicros, disputedMicros) }
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other)
const most = (one: bigint, other: bigint): bigint => (one > other ? one : other)

/**
 * Posts what went back of a payment and is not posted yet; money of a dispute that was won comes back to the balance. Within
 * the transaction that took in the event. Nothing happens while the payment is not credited.
 */
export async function settleReturns(
  db: Kysely<Database>,
  gatewayId: string,
  gatewayPaymentId: string,
  nowMs: number,
): Promise<void> {
  const found = await readPayment(db, gatewayId, gatewayPaymentId)
  if (!found) return
  await lockBalance(db, found.company_id)
  // What another transaction has posted meanwhile is seen only now.
  const payment = (await readPayment(db, gatewayId, gatewayPaymentId)) ?? found
  const returned = returnedOf(
    { amountMicros: BigInt(payment.amount_micros), currency: payment.currency },
    await readEvents(db, gatewayId, gatewayPaymentId),
  )
  const refundMicros = returned.refundedMicros - BigInt(payment.refunded_micros)
  const chargebackMicros = returned.chargedBackMicros - BigInt(payment.charged_back_micros)
  // What comes back first: the two are never more than the payment.
  if (chargebackMicros < 0n) await postReturn(db, payment, 'chargeback', chargebackMicros, nowMs)
  if (refundMicros > 0n) await postReturn(db, payment, 'refund', refundMicros, nowMs)
  if (chargebackMicros > 0n) await postReturn(db, payment, 'chargeback', chargebackMicros, nowMs)
}

async function readPayment(db: Kysely<Database>, gatewayId: string, gatewayPaymentId: string) {
  return await db
    .selectFrom('payments as p')
    .innerJoin('transfers as t', 't.id', 'p.transfer_id')
    .select([
      'p.id',
      'p.company_id',
      'p.amount_micros',
      'p.currency',
      'p.refunded_micros',
      'p.charged_back_micros',
      't.reason',
      't.reference',
    ])
    .where('p.gateway_id', '=', gatewayId)
    .where('p.gateway_payment_id', '=', gatewayPaymentId)
    .executeTakeFirst()
}

type PaymentRow = NonNullable<Awaited<ReturnType<typeof readPayment>>>

async function readEvents(
  db: Kysely<Database>,
  gatewayId: string,
  gatewayPaymentId: string,
): Promise<readonly ReturnEvent[]> {
  const { rows } = await sql<{
    kind: string
    currency: string
    refunded: string | null
    dispute: string | null
    amount: string | null
    outcome: 'open' | 'won' | 'lost' | null
  }>`
    select kind, event->>'currency' as currency, event->>'refundedMicros' as refunded, event->>'disputeId' as dispute,
      event->>'amountMicros' as amount, event->>'outcome' as outcome
    from payment_inbox
    where gateway_id = ${gatewayId}::uuid and gateway_payment_id = ${gatewayPaymentId}
      and kind in ('payment_refunded', 'dispute_opened', 'dispute_closed')`.execute(db)
  return rows.map(({ kind, currency, refunded, dispute, amount, outcome }) => ({
    kind,
    currency,
    refundedMicros: refunded === null ? null : BigInt(refunded),
    dispute:
      dispute === null || amount === null || outcome === null
        ? null
        : { id: dispute, amountMicros: BigInt(amount), outcome },
  }))
}

async function postReturn(
  db: Kysely<Database>,
  payment: PaymentRow,
  kind: 'refund' | 'chargeback',
  takenMicros: bigint,
  nowMs: number,
): Promise<void> {
  const { id, company_id: companyId, currency, reason, reference } = payment
  const { count } = await db
    .selectFrom('payment_returns')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('payment_id', '=', id)
    .executeTakeFirstOrThrow()
  const amount = takenMicros.toString()
  const transferId = await postPayment(
    db,
    {
      companyId,
      currency,
      kind,
      amountMicros: -takenMicros,
      reason,
      reference,
      // The prefix of refunds has the database post them whatever the balance.
      key: `payment_${kind}:${id}:${count}`,
      inputHash: hashInput({ payment: id, kind, amount }),
      by: { userId: null, name: null },
    },
    nowMs,
  )
  await db
    .insertInto('payment_returns')
    .values({
      transfer_id: transferId,
      payment_id: id,
      kind,
      amount_micros: amount,
      at: new Date(nowMs),
    })
    .execute()
}

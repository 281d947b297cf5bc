import { z } from 'zod'
import { type ApiCheckout, checkoutStates } from '../../../contract/index.ts'
import { toApiMoney } from '../../../core/index.ts'
import type { Database, Kysely } from '../../../records/index.ts'

/** Checkouts with their gateways and documents. */
export function selectCheckouts(db: Kysely<Database>) {
  return db
    .selectFrom('checkouts as c')
    .innerJoin('payment_gateways as g', 'g.id', 'c.gateway_id')
    .leftJoin('invoices as i', 'i.id', 'c.invoice_id')
    .selectAll('c')
    .select(['g.kind as gateway_kind', 'g.mode as gateway_mode', 'i.number as invoice_number'])
}

export type CheckoutRow = Awaited<ReturnType<ReturnType<typeof selectCheckouts>['executeTakeFirstOrThrow']>>

export function toApiCheckout(row: CheckoutRow): ApiCheckout {
  return {
    id: row.id,
    state: z.enum(checkoutStates).parse(row.state),
    amount: toApiMoney({ amountMicros: BigInt(row.amount_micros), currency: row.currency }),
    document:
      row.invoice_id === null || row.invoice_number === null
        ? null
        : { id: row.invoice_id, number: row.invoice_number },
    url: row.url,
    test: row.gateway_mode === 'test',
    sandbox: row.gateway_kind === 'sandbox',
    created_at: row.created_at.toISOString(),
  }
}

import { z } from 'zod'
import { gatewayKinds, type Payment, paymentSources, paymentStates } from '../../../contract/index.ts'
import { toApiMoney } from '../../../core/index.ts'
import type { Database, Kysely } from '../../../records/index.ts'

/** Payments with their companies and documents, of which the caller's conditions choose. */
export function selectPayments(db: Kysely<Database>) {
  return db
    .selectFrom('payments as p')
    .innerJoin('companies as c', 'c.id', 'p.company_id')
    .leftJoin('invoices as i', 'i.id', 'p.invoice_id')
    .selectAll('p')
    .select(['c.name as company_name', 'i.number as invoice_number'])
}

export type PaymentRow = Awaited<ReturnType<ReturnType<typeof selectPayments>['executeTakeFirstOrThrow']>>

export function toApiPayment(row: PaymentRow): Payment {
  const money = (micros: string) => toApiMoney({ amountMicros: BigInt(micros), currency: row.currency })
  return {
    id: row.id,
    company_id: row.company_id,
    company_name: row.company_name,
    source: z.enum(paymentSources).parse(row.source),
    gateway: row.gateway_kind === null ? null : z.enum(gatewayKinds).parse(row.gateway_kind),
    state: z.enum(paymentStates).parse(row.state),
    amount: money(row.amount_micros),
    refunded: money(row.refunded_micros),
    charged_back: money(row.charged_back_micros),
    document:
      row.invoice_id === null || row.invoice_number === null
        ? null
        : { id: row.invoice_id, number: row.invoice_number },
    expected: row.expected_micros === null ? null : money(row.expected_micros),
    reference: row.reference,
    payer: row.payer,
    test: row.is_test,
    received_at: row.received_at.toISOString(),
    created_at: row.created_at.toISOString(),
    created_by: row.created_by_name,
    transfer_id: row.transfer_id,
  }
}

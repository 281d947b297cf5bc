import { sql } from '../../records/index.ts'
import { documentSums } from './document-sums.ts'

/** Which documents: those of a company, or all of the companies that a supplier issued documents to. */
export type DocumentScope = { readonly companyId: string } | { readonly supplierId: string }

/**
 * How documents stand now: rows of `id`, `credited_micros`, `paid_micros`, `outstanding_micros`, `status`. It follows from their sums
 * and the day, which is over where the buyer is.
 */
export function documentStates(scope: DocumentScope, nowMs: number): ReturnType<typeof sql> {
  const companies =
    'companyId' in scope
      ? sql`(select ${scope.companyId}::uuid as company_id)`
      : sql`(select distinct company_id from invoices where supplier_id = ${scope.supplierId}::uuid and supplier_role = 'company')`
  return sql`(
    select s.id, s.credited_micros, s.paid_micros, s.outstanding_micros,
      case when s.voided_at is not null then 'void'
        when s.kind = 'credit_note' then 'issued'
        when s.kind = 'invoice' and s.credited_micros > 0 and s.owed <= 0 then 'credited'
        when s.paid_micros >= s.owed then 'paid'
        when s.kind = 'invoice' and coalesce(i.document->>'dueOn' <
          to_char(${new Date(nowMs)}::timestamptz at time zone b.time_zone, 'YYYY-MM-DD'), false) then 'overdue'
        when s.paid_micros > 0 then 'partly_paid'
        else 'open' end as status
    from ${documentSums(companies)} s join invoices i on i.id = s.id join companies b on b.id = s.company_id)`
}

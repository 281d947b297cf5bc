import { sql } from '../../records/index.ts'
import { namedPayments } from './named-payments.ts'

/** Which documents: those of a company, or all of the companies that a supplier issued documents to. */
export type DocumentScope = { readonly companyId: string } | { readonly supplierId: string }

/**
 * How documents stand now: rows of `id`, `credited_micros`, `paid_micros`, `outstanding_micros`, `status`. Nothing of it is stored:
 * it follows from the documents, the ledger and the day.
 *
 * An invoice is owed less what credit notes took back of it. Money of the company (what was paid in, less what was paid back) pays
 * what is owed from the oldest invoice on, whole minor units of it; an invoice below zero is money too. A pro-forma is paid by
 * payments that name it. The day is over where the buyer is.
 */
export function documentStates(scope: DocumentScope, nowMs: number): ReturnType<typeof sql> {
  const companies =
    'companyId' in scope
      ? sql`(select ${scope.companyId}::uuid as company_id)`
      : sql`(select distinct company_id from invoices where supplier_id = ${scope.supplierId}::uuid and supplier_role = 'company')`
  return sql`(
    with scope as ${companies}, credits as (
      select corrects, sum(gross_micros) as micros from invoices
      where corrects is not null and company_id in (select company_id from scope) group by corrects
    ), funds as (
      select company_id, -sum(balance_micros) as micros from accounts
      where kind in ('deposits', 'corrections', 'refunds', 'chargebacks') and company_id in (select company_id from scope) group by company_id
    ), documents as (
      select i.id, i.company_id, i.kind, i.issued_at, i.voided_at, i.gross_micros,
        coalesce(c.micros, 0) as credited_micros,
        case when i.voided_at is not null then 0
          when i.kind = 'invoice' then i.gross_micros - coalesce(c.micros, 0)
          when i.kind = 'pro_forma' then i.gross_micros else 0 end as owed,
        power(10, 6 - (i.document->>'minorDigits')::integer)::bigint as unit,
        i.document->>'dueOn' < to_char(${new Date(nowMs)}::timestamptz at time zone b.time_zone, 'YYYY-MM-DD') as is_late
      from invoices i join companies b on b.id = i.company_id left join credits c on c.corrects = i.id
      where i.company_id in (select company_id from scope)
    ), available as (
      select d.id, coalesce(f.micros, 0)
        + sum(case when d.kind = 'invoice' then greatest(-d.owed, 0) else 0 end) over (partition by d.company_id)
        - coalesce(sum(case when d.kind = 'invoice' then greatest(d.owed, 0) else 0 end) over earlier, 0) as micros
      from documents d left join funds f on f.company_id = d.company_id
      window earlier as (partition by d.company_id order by d.issued_at, d.id rows between unbounded preceding and 1 preceding)
    ), named as (
      select invoice_id, sum(micros) as micros from ${namedPayments} named group by invoice_id
    ), paid as (
      select d.*, least(greatest(m.micros - m.micros % d.unit, 0), greatest(d.owed, 0)) as paid_micros
      from documents d join available a on a.id = d.id left join named n on n.invoice_id = d.id
      cross join lateral (select case when d.kind = 'invoice' then a.micros else coalesce(n.micros, 0) end as micros) m
    )
    select id, credited_micros, paid_micros, greatest(owed, 0) - paid_micros as outstanding_micros,
      case when voided_at is not null then 'void'
        when kind = 'credit_note' then 'issued'
        when kind = 'invoice' and credited_micros > 0 and owed <= 0 then 'credited'
        when paid_micros >= owed then 'paid'
        when kind = 'invoice' and coalesce(is_late, false) then 'overdue'
        when paid_micros > 0 then 'partly_paid'
        else 'open' end as status
    from paid)`
}

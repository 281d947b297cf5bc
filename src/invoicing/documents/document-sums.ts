import { sql } from '../../records/index.ts'
import { namedPayments } from './named-payments.ts'

type Sql = ReturnType<typeof sql>

/**
 * What all documents of some companies are owed and paid now: rows of the document's `id`, `company_id`, `kind` and `voided_at`, with
 * `credited_micros`, `owed` (below zero where more was taken back than charged), `paid_micros` and `outstanding_micros`. Nothing of it is
 * stored: it follows from the documents, the payments and the ledger. The one place that knows: pages, matching and checkouts ask here.
 *
 * An invoice is owed less what credit notes took back of it. Money of the company (what was paid in, less what was paid back; an invoice
 * below zero is money too) pays first what it names, the oldest invoice first, and then what is left of the others from the oldest on;
 * whole minor units of it. So a company is never asked for more than it owes, and never for an invoice that it paid by name. A
 * pro-forma is paid by payments that name it, and lowers nothing that is owed.
 * @param companies rows of `company_id`
 */
export function documentSums(companies: Sql): Sql {
  return sql`(
    with scope as ${companies}, credits as (
      select corrects, sum(gross_micros) as micros from invoices
      where corrects is not null and company_id in (select company_id from scope) group by corrects
    ), funds as (
      select company_id, -sum(balance_micros) as micros from accounts
      where kind in ('deposits', 'corrections', 'refunds', 'chargebacks') and company_id in (select company_id from scope) group by company_id
    ), named as (
      select n.invoice_id, sum(n.micros) as micros from ${namedPayments} n
      join invoices i on i.id = n.invoice_id where i.company_id in (select company_id from scope) group by n.invoice_id
    ), documents as (
      select i.id, i.company_id, i.kind, i.issued_at, i.voided_at, i.kind = 'invoice' as is_invoice,
        coalesce(c.micros, 0) as credited_micros, coalesce(n.micros, 0) as named,
        case when i.voided_at is not null then 0
          when i.kind = 'invoice' then i.gross_micros - coalesce(c.micros, 0)
          when i.kind = 'pro_forma' then i.gross_micros else 0 end as owed,
        power(10, 6 - (i.document->>'minorDigits')::integer)::bigint as unit
      from invoices i left join credits c on c.corrects = i.id left join named n on n.invoice_id = i.id
      where i.company_id in (select company_id from scope)
    ), purses as (
      select d.*, least(d.named - d.named % d.unit, greatest(d.owed, 0)) as by_name,
        greatest(coalesce(f.micros, 0) + sum(greatest(-d.owed, 0)) filter (where d.is_invoice) over (partition by d.company_id), 0) as purse
      from documents d left join funds f on f.company_id = d.company_id
    ), paid_by_name as (
      select p.id, p.is_invoice, p.company_id, p.issued_at, p.purse - p.purse % p.unit as purse, greatest(p.owed, 0) as owed,
        sum(p.by_name) over (partition by p.company_id) as all_named,
        greatest(least(p.by_name, p.purse - p.purse % p.unit - coalesce(sum(p.by_name) over earlier, 0)), 0) as paid
      from purses p where p.is_invoice
      window earlier as (partition by p.company_id order by p.issued_at, p.id rows between unbounded preceding and 1 preceding)
    ), paid_in_all as (
      select p.id, p.paid + greatest(least(p.owed - p.paid,
        greatest(p.purse - p.all_named, 0) - coalesce(sum(p.owed - p.paid) over earlier, 0)), 0) as micros
      from paid_by_name p
      window earlier as (partition by p.company_id order by p.issued_at, p.id rows between unbounded preceding and 1 preceding)
    ), paid as (
      select p.*, coalesce(a.micros, p.by_name) as paid_micros from purses p left join paid_in_all a on a.id = p.id
    )
    select id, company_id, kind, voided_at, credited_micros, owed, paid_micros, greatest(owed, 0) - paid_micros as outstanding_micros from paid)`
}

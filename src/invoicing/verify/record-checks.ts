import { type Database, type Kysely, sql } from '../../records/index.ts'
import { type CheckRow, limitOfCheck } from './check-row.ts'
import { paymentChecks } from './payment-checks.ts'

/** A place where one record of invoicing does not follow from the one that it should follow from. */
export interface InvoiceDrift {
  readonly companyId: string
  /** One sentence for whoever has to look into it. */
  readonly detail: string
}

/** Numbers of a supplier, series and year are 1 to what its counter says. */
const numbers = sql<CheckRow>`
  select c.supplier_id as company_id,
    format('Documents of the series %s of %s are %s with the last number %s; its counter says %s.',
      c.series, c.year, count(i.id), coalesce(max(i.ordinal), 0), c.last) as detail
  from number_counters c
  left join invoices i on (i.supplier_id, i.supplier_role, i.series, i.year) = (c.supplier_id, c.supplier_role, c.series, c.year)
  group by c.supplier_id, c.supplier_role, c.series, c.year, c.last
  having count(i.id) <> c.last or coalesce(max(i.ordinal), 0) <> c.last
  limit ${limitOfCheck}`

/** Each month begins where the one before it ended, in time and in passes; one that was carried is begun again. */
const months = sql<CheckRow>`
  select company_id, format('The month that ends %s does not begin where the one before it ended.', period_to) as detail
  from (
    select m.*, lag(period_from) over previous as last_from, lag(period_to) over previous as last_to,
      lag(outcome) over previous as last_outcome, lag(through_passes) over previous as last_passes
    from month_closes m window previous as (partition by company_id, kind order by period_to)
  ) m
  where last_to is not null and (after_passes is distinct from last_passes
    or period_from <> case last_outcome when 'carried' then last_from else last_to end)
  limit ${limitOfCheck}`

/** A month that was invoiced has its invoice, and an invoice that is not void is that of a closed month. */
const closes = sql<CheckRow>`
  select coalesce(m.company_id, i.company_id) as company_id,
    format('The invoice %s and the closed month that ends %s do not belong together.', i.number, coalesce(m.period_to, i.period_to)) as detail
  from (select * from month_closes where invoice_id is not null) m
  full join (select * from invoices where kind = 'invoice' and voided_at is null) i on i.id = m.invoice_id
  where (i.company_id, i.period_from, i.period_to, i.after_passes, i.through_passes)
    is distinct from (m.company_id, m.period_from, m.period_to, m.after_passes, m.through_passes)
  limit ${limitOfCheck}`

/** What stands on a document is what its record says, and its lines make its net. */
const documents = sql<CheckRow>`
  select company_id, format('The sums of the document %s are not those of its lines and of its record.', number) as detail
  from (
    select i.*, (select coalesce(sum((line->>'net')::numeric), 0) from jsonb_array_elements(document->'lines') line) as of_lines
    from invoices i
  ) i
  where of_lines * 1000000 <> net_micros
    or (document->'totals'->>'net')::numeric * 1000000 <> net_micros
    or (document->'totals'->>'tax')::numeric * 1000000 <> tax_micros
    or (document->'totals'->>'gross')::numeric * 1000000 <> gross_micros
    or (document->'totals'->>'prepaid')::numeric * 1000000 <> prepaid_micros
    or document->>'number' <> number
  limit ${limitOfCheck}`

/** The ledger took what a document has beside its usage, gave back what a credit note credits, and undid what became void. */
const postings = sql<CheckRow>`
  select i.company_id,
    format('The document %s moved %s micro-units in the ledger; it should have been %s.', i.number, coalesce(sum(e.amount_micros), 0), expected)
      as detail
  from (
    select *, case when kind = 'pro_forma' or voided_at is not null then 0
      when kind = 'credit_note' then gross_micros else exact_micros - gross_micros end as expected
    from invoices
  ) i
  left join transfers t on t.company_id = i.company_id and t.idempotency_key = any(array[
    'tax:' || i.id, 'rounding:' || i.id, 'credit:' || i.id, 'void:tax:' || i.id, 'void:rounding:' || i.id, 'void:credit:' || i.id])
  left join entries e on e.transfer_id = t.id
    and e.account_id = (select id from accounts where company_id = i.company_id and kind = 'balance')
  group by i.id, i.company_id, i.number, i.expected
  having coalesce(sum(e.amount_micros), 0) <> expected
  limit ${limitOfCheck}`

/** Each check is one statement, and so one snapshot: documents may be issued meanwhile. */
export async function checkRecords(db: Kysely<Database>): Promise<readonly InvoiceDrift[]> {
  const drifts: InvoiceDrift[] = []
  for (const check of [numbers, months, closes, documents, postings, ...paymentChecks]) {
    const { rows } = await check.execute(db)
    drifts.push(...rows.map(({ company_id, detail }) => ({ companyId: company_id, detail })))
  }
  return drifts
}

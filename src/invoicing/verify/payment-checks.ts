import { sql } from '../../records/index.ts'
import { type CheckRow, limitOfCheck } from './check-row.ts'

/** A payment is its deposit: of this company, amount and currency. */
const deposits = sql<CheckRow>`
  select p.company_id, format('The payment %s of %s micro-units is not what its deposit says.', p.id, p.amount_micros) as detail
  from payments p
  left join transfers t on t.id = p.transfer_id
  left join entries e on e.transfer_id = p.transfer_id
    and e.account_id = (select id from accounts where company_id = p.company_id and kind = 'balance')
  where (t.kind, t.company_id, t.currency, e.amount_micros)
    is distinct from ('deposit', p.company_id, p.currency, p.amount_micros::bigint)
  limit ${limitOfCheck}`

/** What went back of a payment is the sum of its returns, each of which is its transfer. */
const returns = sql<CheckRow>`
  select p.company_id,
    format('Of the payment %s went back %s and %s micro-units by its record; by the ledger it was %s and %s.', p.id, p.refunded_micros,
      p.charged_back_micros, posted.refunded, posted.charged_back) as detail
  from payments p
  cross join lateral (
    select coalesce(-sum(e.amount_micros) filter (where r.kind = 'refund' and t.kind = 'refund'), 0) as refunded,
      coalesce(-sum(e.amount_micros) filter (where r.kind = 'chargeback' and t.kind = 'chargeback'), 0) as charged_back,
      coalesce(bool_or(e.amount_micros is distinct from -r.amount_micros::bigint), false) as differs
    from payment_returns r
    left join transfers t on t.id = r.transfer_id
    left join entries e on e.transfer_id = r.transfer_id
      and e.account_id = (select id from accounts where company_id = p.company_id and kind = 'balance')
    where r.payment_id = p.id) posted
  where posted.differs or (posted.refunded, posted.charged_back) <> (p.refunded_micros, p.charged_back_micros)
  limit ${limitOfCheck}`

/** No money was posted for a payment that is not on record: it would have been credited twice, or to nobody. */
const strays = sql<CheckRow>`
  select t.company_id, format('The transfer %s was posted for a payment, and none has it.', t.id) as detail
  from accounts a
  join entries e on e.account_id = a.id and e.kind in ('deposit', 'refund', 'chargeback')
  join transfers t on t.id = e.transfer_id
  where a.kind = 'balance' and t.idempotency_key ~ '^payment(?:_refund|_chargeback)?:'
    and not exists (select from payments p where p.transfer_id = t.id)
    and not exists (select from payment_returns r where r.transfer_id = t.id)
  limit ${limitOfCheck}`

/** What brought a payment, and the payment that it brought, name each other and the same amount. */
const sources = sql<CheckRow>`
  with brought as (
    select 'statement' as source, l.id::text as external_id, l.seller_id, l.amount_micros::bigint as micros, l.payment_id, null::uuid as company_id
    from statement_lines l where l.state = 'credited'
    union all
    select 'staff', s.adjustment_id::text, s.seller_id, a.amount_micros::bigint, null, a.company_id
    from staff_payments s join adjustments a on a.id = s.adjustment_id where a.state = 'posted'
    union all
    select 'gateway', c.id::text, g.seller_id, null, null, c.company_id
    from checkouts c join payment_gateways g on g.id = c.gateway_id where c.state = 'paid'
  )
  select coalesce(p.company_id, b.company_id, b.seller_id) as company_id,
    format('What brought money (%s %s) and the payment %s do not belong together.', coalesce(b.source, p.source),
      coalesce(b.external_id, p.external_id), p.id) as detail
  from brought b
  full join payments p on p.source = b.source and p.external_id = b.external_id
  where p.id is null or b.source is null or p.seller_id <> b.seller_id or p.amount_micros <> coalesce(b.micros, p.amount_micros)
    or p.id <> coalesce(b.payment_id, p.id) or p.company_id <> coalesce(b.company_id, p.company_id)
  limit ${limitOfCheck}`

/** That payments are money of the ledger, once, and that each came from somewhere. */
export const paymentChecks = [deposits, returns, strays, sources] as const

/**
 * Money that a bank took back after it was credited. And a refund that a gateway has paid out already is posted whatever the
 * balance, as usage is: refusing it would not bring the money back. What staff refunds stays within the balance.
 */
export const chargebackKind = `
alter table accounts drop constraint accounts_kind_check;
alter table accounts add constraint accounts_kind_check
  check (kind in ('balance', 'usage', 'deposits', 'corrections', 'refunds', 'chargebacks', 'tax', 'rounding', 'credits'));
alter table transfers drop constraint transfers_kind_check;
alter table transfers add constraint transfers_kind_check
  check (kind in ('deposit', 'usage', 'correction', 'refund', 'chargeback', 'tax', 'rounding', 'credit'));

create or replace function open_accounts() returns trigger language plpgsql as $$
begin
  insert into accounts (company_id, kind, currency)
    select new.id, kind, new.currency
    from unnest(array['balance', 'chargebacks', 'corrections', 'credits', 'deposits', 'refunds', 'rounding', 'tax', 'usage']) kind;
  return null;
end $$;
insert into accounts (company_id, kind, currency) select c.id, 'chargebacks', c.currency from companies c;

create or replace function counter_account_of(transfer_kind text) returns text language sql immutable as $$
  select case transfer_kind when 'deposit' then 'deposits' when 'usage' then 'usage' when 'correction' then 'corrections'
    when 'refund' then 'refunds' when 'chargeback' then 'chargebacks' when 'tax' then 'tax' when 'rounding' then 'rounding'
    when 'credit' then 'credits' end
$$;

create or replace function move_balance() returns trigger language plpgsql as $$
declare moved record;
begin
  update accounts a
    set balance_micros = a.balance_micros + new.amount_micros, entry_count = a.entry_count + 1,
      last_entry_at = t.created_at
    from transfers t
    where t.id = new.transfer_id and a.id = new.account_id
    returning a.balance_micros, a.entry_count, a.kind as account_kind, t.created_at, t.kind,
      t.idempotency_key like 'payment_refund:%' as is_paid_out,
      a.balance_micros - a.held_micros + a.credit_limit_micros as available into moved;
  if not found then
    raise exception 'an entry needs its transfer and its account' using errcode = 'TB001';
  end if;
  if moved.kind = 'refund' and not moved.is_paid_out and moved.account_kind = 'balance' and new.amount_micros < 0
    and moved.available < 0 then
    raise exception 'the balance does not cover it' using errcode = 'TB402';
  end if;
  new.balance_after_micros := moved.balance_micros;
  new.number := moved.entry_count;
  new.at := moved.created_at;
  new.kind := moved.kind;
  return new;
end $$;
`

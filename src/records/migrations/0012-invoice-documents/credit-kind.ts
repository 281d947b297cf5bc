/** What a credit note gives back of a net that was charged; its tax and rounding have kinds of their own. */
export const creditKind = `
alter table accounts drop constraint accounts_kind_check;
alter table accounts add constraint accounts_kind_check
  check (kind in ('balance', 'usage', 'deposits', 'corrections', 'refunds', 'tax', 'rounding', 'credits'));
alter table transfers drop constraint transfers_kind_check;
alter table transfers add constraint transfers_kind_check
  check (kind in ('deposit', 'usage', 'correction', 'refund', 'tax', 'rounding', 'credit'));

create or replace function open_accounts() returns trigger language plpgsql as $$
begin
  insert into accounts (company_id, kind, currency)
    select new.id, kind, new.currency
    from unnest(array['balance', 'corrections', 'credits', 'deposits', 'refunds', 'rounding', 'tax', 'usage']) kind;
  return null;
end $$;
insert into accounts (company_id, kind, currency) select id, 'credits', currency from companies;

create or replace function counter_account_of(transfer_kind text) returns text language sql immutable as $$
  select case transfer_kind when 'deposit' then 'deposits' when 'usage' then 'usage' when 'correction' then 'corrections'
    when 'refund' then 'refunds' when 'tax' then 'tax' when 'rounding' then 'rounding' when 'credit' then 'credits' end
$$;
`

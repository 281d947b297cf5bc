/**
 * Posting. Whatever locks balances of several companies locks them in the order of their ids, and a company's counter
 * accounts after its balance: so no two transactions wait for each other in a circle.
 */
export const postingSql = `
-- A company has its accounts from its beginning: whatever posts or holds finds them, and needs no check.
create function open_accounts() returns trigger language plpgsql as $$
begin
  insert into accounts (company_id, kind, currency)
    select new.id, kind, new.currency
    from unnest(array['balance', 'corrections', 'deposits', 'refunds', 'usage']) kind;
  return null;
end $$;
create trigger opens_accounts after insert on companies for each row execute function open_accounts();
insert into accounts (company_id, kind, currency)
  select c.id, kind, c.currency
  from companies c cross join unnest(array['balance', 'corrections', 'deposits', 'refunds', 'usage']) kind;

create function lock_balances(company_ids uuid[]) returns void language plpgsql as $$
begin
  perform from accounts where company_id = any(company_ids) and kind = 'balance' order by id for no key update;
end $$;

create function counter_account_of(transfer_kind text) returns text language sql immutable as $$
  select case transfer_kind when 'deposit' then 'deposits' when 'usage' then 'usage'
    when 'correction' then 'corrections' when 'refund' then 'refunds' end
$$;

-- \`amount\` is what the balance rises by. The caller has locked the balance.
create function post_transfer(transfer_id uuid, company uuid, transfer_kind text, money_currency text, amount bigint,
  transfer_reason text, transfer_reference text, key text, hash bytea, by_user uuid, by_name text, at timestamptz)
returns void language plpgsql as $$
begin
  insert into transfers (id, company_id, kind, currency, reason, reference, idempotency_key, input_hash,
      created_by_user, created_by_name, created_at)
    values (transfer_id, company, transfer_kind, money_currency, transfer_reason, transfer_reference, key, hash,
      by_user, by_name, at);
  insert into entries (transfer_id, account_id, company_id, currency, amount_micros)
    select post_transfer.transfer_id, a.id, company, money_currency, case a.kind when 'balance' then amount else -amount end
    from accounts a
    where a.company_id = company and a.kind in ('balance', counter_account_of(transfer_kind))
    order by a.kind = 'balance' desc;
end $$;

-- A piece of a pass. Posted again it changes nothing; with other totals it fails. What cannot be posted is recorded as
-- set aside, with the reason, and holds up nobody else.
create function post_usage(pass uuid, at timestamptz, hash bytea, totals jsonb)
returns void language plpgsql set enable_hashjoin = off set enable_mergejoin = off as $$
declare fresh jsonb;
begin
  perform from usage_passes where id = pass and state <> 'open' for share;
  if not found then
    raise exception 'the charges of pass % are not entered', pass using errcode = 'TB001';
  end if;
  perform lock_balances(array(select t.company_id from jsonb_to_recordset(totals) t (company_id uuid)));
  if exists (select from jsonb_to_recordset(totals) t (company_id uuid, currency text, amount_micros numeric, charges integer)
      join usage_postings p on p.pass_id = pass and p.company_id = t.company_id and p.currency = t.currency
      where (p.amount_micros, p.charges) is distinct from (t.amount_micros, t.charges)) then
    raise exception 'pass % was posted with other totals', pass using errcode = 'TB001';
  end if;
  select jsonb_agg(to_jsonb(f) order by f.balance_id) into fresh from (
    select t.transfer_id, t.company_id, t.currency, t.amount_micros, t.charges, b.id as balance_id, u.id as usage_id,
      case when b.id is null then 'unknown_company'
        when b.currency <> t.currency then 'currency_mismatch'
        when abs(t.amount_micros) > 1e18 or abs(b.balance_micros - t.amount_micros) > 4e18
          or abs(u.balance_micros + t.amount_micros) > 4e18 then 'amount_out_of_range' end as set_aside
    from jsonb_to_recordset(totals) t (transfer_id uuid, company_id uuid, currency text, amount_micros numeric, charges integer)
    left join accounts b on b.company_id = t.company_id and b.kind = 'balance'
    left join accounts u on u.company_id = t.company_id and u.kind = 'usage'
    where not exists (select from usage_postings p
      where p.pass_id = pass and p.company_id = t.company_id and p.currency = t.currency)) f;
  if fresh is null then
    return;
  end if;
  insert into transfers (id, company_id, kind, currency, reason, idempotency_key, input_hash, created_at, usage_pass_id, charges)
    select f.transfer_id, f.company_id, 'usage', f.currency, 'Usage', 'usage:' || pass, hash, at, pass, f.charges
    from jsonb_to_recordset(fresh) f (transfer_id uuid, company_id uuid, currency text, amount_micros numeric,
      charges integer, balance_id uuid, set_aside text)
    where f.set_aside is null and f.amount_micros <> 0 order by f.balance_id;
  insert into entries (transfer_id, account_id, company_id, currency, amount_micros)
    select f.transfer_id, side.account_id, f.company_id, f.currency, side.amount
    from jsonb_to_recordset(fresh) f (transfer_id uuid, company_id uuid, currency text, amount_micros numeric,
      balance_id uuid, usage_id uuid, set_aside text)
    cross join lateral (values (f.balance_id, -f.amount_micros), (f.usage_id, f.amount_micros)) side (account_id, amount)
    where f.set_aside is null and f.amount_micros <> 0;
  insert into usage_postings (pass_id, company_id, currency, amount_micros, charges, transfer_id, set_aside)
    select pass, f.company_id, f.currency, f.amount_micros, f.charges,
      case when f.set_aside is null and f.amount_micros <> 0 then f.transfer_id end, f.set_aside
    from jsonb_to_recordset(fresh) f (transfer_id uuid, company_id uuid, currency text, amount_micros numeric,
      charges integer, set_aside text);
end $$;
`

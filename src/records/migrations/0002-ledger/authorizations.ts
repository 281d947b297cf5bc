/**
 * Holds. The planner is kept to look-ups by index: a function's plans are kept for a session, and one made while the table
 * was small would read all of it for every request later.
 */
export const authorizationSql = `
-- Decides requests in their order, each against what the ones before it left. Answers those that were not held, by their
-- place from 1; the others were. Arrays and not JSON: reading JSON took most of the time. Messages share rates, so these
-- come once each, and a request says which is its own.
create function authorize_batch(ids uuid[], company_ids uuid[], amounts bigint[], currencies text[], rates jsonb[],
  rate_places integer[], quantities integer[], message_keys uuid[], message_ids text[], keys text[], hashes bytea[],
  expiries_ms bigint[], now timestamptz)
returns table (place integer, outcome text, authorization_id uuid, available_micros bigint)
language plpgsql set enable_seqscan = off as $$
declare
  request record;
  company uuid;
  remaining bigint;
  account_ids uuid[] := array_fill(null::uuid, array[cardinality(ids)]);
begin
  perform lock_balances(company_ids);
  for request in
    select q.place, q.company_id, a.id as account_id, a.currency, a.blocked,
      a.balance_micros - a.held_micros + a.credit_limit_micros as available, known.id as known_id,
      known.input_hash as known_hash
    from unnest(company_ids, keys) with ordinality q (company_id, idempotency_key, place)
    left join accounts a on a.company_id = q.company_id and a.kind = 'balance'
    left join lateral (select id, input_hash from authorizations e
      where e.company_id = q.company_id and e.idempotency_key = q.idempotency_key limit 1) known on true
    order by q.company_id, q.place
  loop
    if company is distinct from request.company_id then
      company := request.company_id;
      remaining := request.available;
    end if;
    place := request.place;
    if request.account_id is null then
      outcome := 'not_found';
    elsif request.known_id is not null then
      outcome := case when request.known_hash = hashes[place] then 'known' else 'idempotency_conflict' end;
    elsif request.blocked then
      outcome := 'company_blocked';
    elsif request.currency <> currencies[place] then
      outcome := 'currency_mismatch';
    elsif amounts[place] > remaining and amounts[place] > 0 then
      outcome := 'insufficient_balance';
    else
      remaining := remaining - amounts[place];
      account_ids[place] := request.account_id;
      continue;
    end if;
    authorization_id := request.known_id;
    available_micros := remaining;
    return next;
  end loop;
  insert into authorizations (id, company_id, account_id, currency, amount_micros, rate, quantity, message_key, message_id,
      idempotency_key, input_hash, created_at, expires_at)
    select q.id, q.company_id, q.account_id, q.currency, q.amount, rates[q.rate_place], q.quantity, q.message_key, q.message_id,
      q.idempotency_key, q.hash, now, to_timestamp(q.expires_at_ms / 1000.0::float8)
    from unnest(ids, company_ids, account_ids, currencies, amounts, rate_places, quantities, message_keys, message_ids, keys,
        hashes, expiries_ms)
      q (id, company_id, account_id, currency, amount, rate_place, quantity, message_key, message_id, idempotency_key, hash,
        expires_at_ms)
    where q.account_id is not null;
end $$;

-- What the facts say of messages: the charge, or that there is none. Of several holds for one message the first one
-- carries the charge and the others are released.
create function settle_holds(company uuid, ends jsonb, now timestamptz)
returns integer language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare ended integer;
begin
  perform lock_balances(array[company]);
  update authorizations a
    set state = case when o.is_charged then 'confirmed' else 'released' end,
      charged_micros = case when o.is_charged then o.amount_micros end, ended_at = now
    from (select open.id, e.amount_micros,
        e.charged and row_number() over (partition by open.message_key order by open.id) = 1 as is_charged
      from jsonb_to_recordset(ends) e (message_key uuid, charged boolean, amount_micros bigint)
      join authorizations open on open.company_id = company and open.message_key = e.message_key and open.ended_at is null) o
    where a.id = o.id;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- A confirmed hold that no facts came for ends too, and stays confirmed.
create function expire_holds(now timestamptz, most integer)
returns integer language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  due uuid[];
  ended integer;
begin
  due := array(select id from authorizations where ended_at is null and expires_at <= now order by expires_at limit most);
  if cardinality(due) = 0 then
    return 0;
  end if;
  perform lock_balances(array(select distinct company_id from authorizations where id = any(due)));
  update authorizations set state = case state when 'held' then 'expired' else state end, ended_at = now
    where id = any(due) and ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;
`

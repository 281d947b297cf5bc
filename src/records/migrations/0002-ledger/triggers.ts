/**
 * Codes of SQLSTATE that the program tells apart: `TB402` the lower bound of a balance, `TB001` a rule of the ledger that a
 * statement would break.
 */
export const ledgerTriggers = `
create function refuse_statement() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: the ledger only adds', tg_op, tg_table_name using errcode = 'TB001';
end $$;

create trigger only_adds before update or delete or truncate on transfers
  for each statement execute function refuse_statement();
create trigger only_adds before update or delete or truncate on entries
  for each statement execute function refuse_statement();
create trigger only_adds before update or delete or truncate on usage_postings
  for each statement execute function refuse_statement();
create trigger is_kept before delete or truncate on authorizations
  for each statement execute function refuse_statement();
create trigger is_kept before delete or truncate on adjustments
  for each statement execute function refuse_statement();
create trigger is_kept before delete or truncate on accounts
  for each statement execute function refuse_statement();
create trigger is_kept before delete or truncate on usage_passes
  for each statement execute function refuse_statement();

create function refuse_row() returns trigger language plpgsql as $$
begin
  raise exception '%', tg_argv[0] using errcode = 'TB001';
end $$;

-- A sum is moved by what it sums and by nothing else.
create trigger is_a_sum before update on accounts for each row
  when (pg_trigger_depth() < 1
    and (new.balance_micros, new.held_micros, new.entry_count, new.last_entry_at)
      is distinct from (old.balance_micros, old.held_micros, old.entry_count, old.last_entry_at))
  execute function refuse_row('a balance moves by entries, and what is held by authorizations');
create trigger starts_at_zero before insert on accounts for each row
  when (new.balance_micros <> 0 or new.held_micros <> 0 or new.entry_count <> 0)
  execute function refuse_row('an account starts at zero');
create trigger stays_what_it_is before update on accounts for each row
  when ((new.id, new.company_id, new.kind, new.currency) is distinct from (old.id, old.company_id, old.kind, old.currency))
  execute function refuse_row('an account stays what it is');

create function refuse_insufficient() returns trigger language plpgsql as $$
begin
  raise exception 'the balance does not cover it' using errcode = 'TB402';
end $$;

create trigger covers_holds before update on accounts for each row
  when (new.held_micros > old.held_micros
    and new.balance_micros - new.held_micros + new.credit_limit_micros < 0)
  execute function refuse_insufficient();

-- The company's balance is locked first by whatever posts, and its transfers get times in the order of posting.
create function take_turn() returns trigger language plpgsql as $$
declare last_at timestamptz;
begin
  select last_entry_at into last_at from accounts
    where company_id = new.company_id and kind = 'balance' for no key update;
  if not found then
    raise exception 'company % has no accounts', new.company_id using errcode = 'TB001';
  end if;
  new.created_at := greatest(new.created_at, last_at);
  return new;
end $$;
create trigger takes_turn before insert on transfers for each row execute function take_turn();

create function move_balance() returns trigger language plpgsql as $$
declare moved record;
begin
  update accounts a
    set balance_micros = a.balance_micros + new.amount_micros, entry_count = a.entry_count + 1,
      last_entry_at = t.created_at
    from transfers t
    where t.id = new.transfer_id and a.id = new.account_id
    returning a.balance_micros, a.entry_count, a.kind as account_kind, t.created_at, t.kind,
      a.balance_micros - a.held_micros + a.credit_limit_micros as available into moved;
  if not found then
    raise exception 'an entry needs its transfer and its account' using errcode = 'TB001';
  end if;
  if moved.kind = 'refund' and moved.account_kind = 'balance' and new.amount_micros < 0 and moved.available < 0 then
    raise exception 'the balance does not cover it' using errcode = 'TB402';
  end if;
  new.balance_after_micros := moved.balance_micros;
  new.number := moved.entry_count;
  new.at := moved.created_at;
  new.kind := moved.kind;
  return new;
end $$;
create trigger moves_balance before insert on entries for each row execute function move_balance();

create function sum_to_zero() returns trigger language plpgsql as $$
begin
  if exists (select from entries where transfer_id in (select transfer_id from added)
      group by transfer_id having sum(amount_micros) <> 0) then
    raise exception 'the entries of a transfer sum to zero' using errcode = 'TB001';
  end if;
  return null;
end $$;
create trigger sums_to_zero after insert on entries referencing new table as added
  for each statement execute function sum_to_zero();

create function has_entries() returns trigger language plpgsql as $$
begin
  if not exists (select from entries where transfer_id = new.id) then
    raise exception 'a transfer has entries' using errcode = 'TB001';
  end if;
  return null;
end $$;
create constraint trigger has_entries after insert on transfers deferrable initially deferred
  for each row execute function has_entries();

-- A foreign key would look each row up by itself; whether the accounts are there is asked once for all of them.
create function raise_held() returns trigger language plpgsql as $$
declare astray bigint;
begin
  with sums as (
    select account_id, company_id, currency, count(*) as holds,
      coalesce(sum(amount_micros) filter (where ended_at is null), 0)::bigint as amount
    from added group by account_id, company_id, currency),
  moved as (
    update accounts a set held_micros = a.held_micros + s.amount from sums s
    where a.id = s.account_id and a.company_id = s.company_id and a.currency = s.currency and a.kind = 'balance'
    returning s.holds)
  select coalesce((select sum(holds) from sums), 0) - coalesce((select sum(holds) from moved), 0) into astray;
  if astray <> 0 then
    raise exception 'an authorization needs the balance of its company' using errcode = 'TB001';
  end if;
  return null;
end $$;
create trigger raises_held after insert on authorizations referencing new table as added
  for each statement execute function raise_held();

create function lower_held() returns trigger language plpgsql as $$
begin
  update accounts a set held_micros = a.held_micros - s.amount
    from (select o.account_id, sum(o.amount_micros)::bigint as amount from before o join after n on n.id = o.id
      where o.ended_at is null and n.ended_at is not null group by o.account_id) s
    where a.id = s.account_id and s.amount <> 0;
  return null;
end $$;
create trigger lowers_held after update on authorizations referencing old table as before new table as after
  for each statement execute function lower_held();

create trigger ends_once before update on authorizations for each row
  when (old.ended_at is not null or (old.id, old.company_id, old.account_id, old.currency, old.amount_micros, old.rate,
      old.quantity, old.message_key, old.message_id, old.idempotency_key, old.input_hash, old.created_at, old.expires_at)
    is distinct from (new.id, new.company_id, new.account_id, new.currency, new.amount_micros, new.rate,
      new.quantity, new.message_key, new.message_id, new.idempotency_key, new.input_hash, new.created_at, new.expires_at))
  execute function refuse_row('an authorization ends once, and nothing else of it changes');

create trigger is_decided_once before update on adjustments for each row
  when (old.state <> 'waiting' or (old.id, old.company_id, old.entered_by_company, old.kind, old.currency,
      old.amount_micros, old.reason, old.reference, old.idempotency_key, old.input_hash, old.created_at, old.created_by_user)
    is distinct from (new.id, new.company_id, new.entered_by_company, new.kind, new.currency,
      new.amount_micros, new.reason, new.reference, new.idempotency_key, new.input_hash, new.created_at, new.created_by_user))
  execute function refuse_row('an adjustment is decided once, and nothing else of it changes');

create trigger goes_forward before update on usage_passes for each row
  when (old.state = 'posted' or (old.id, old.shard, old.from_version, old.to_version, old.created_at)
    is distinct from (new.id, new.shard, new.from_version, new.to_version, new.created_at))
  execute function refuse_row('a posted pass of usage stays as it is');
`

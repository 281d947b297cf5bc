import { type Kysely, sql } from 'kysely'

/** What makes the posting of usage safe from a server that was cut off and goes on, and brings back what was set aside. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [attempts, settling, checkpoints, finishedRerates])
    await sql.raw(statement).execute(db)
}

/** Only the attempt that was counted last may say that the charges of a pass are entered. */
const attempts = `
alter table usage_passes add column attempt integer not null default 0 check (attempt >= 0);
`

/**
 * Usage that was set aside is posted once it can be; else its reason is brought up to date. Nothing else of a posting ever
 * changes. The reasons are those of \`post_usage\`, for the one company.
 */
const settling = `
create index usage_postings_set_aside on usage_postings (company_id, currency) where set_aside is not null;
drop trigger only_adds on usage_postings;
create trigger is_kept before delete or truncate on usage_postings
  for each statement execute function refuse_statement();
create trigger is_settled_once before update on usage_postings for each row
  when (old.set_aside is null or (new.pass_id, new.company_id, new.currency, new.amount_micros, new.charges)
    is distinct from (old.pass_id, old.company_id, old.currency, old.amount_micros, old.charges))
  execute function refuse_row('a posting stays as it is, but for usage that was set aside');

create function usage_obstacle(company uuid, money_currency text, amount numeric) returns text language sql stable as $$
  select case when b.id is null then 'unknown_company'
    when b.currency <> money_currency then 'currency_mismatch'
    when abs(amount) > 1e18 or abs(b.balance_micros - amount) > 4e18 or abs(u.balance_micros + amount) > 4e18
      then 'amount_out_of_range' end
  from (select) one
  left join accounts b on b.company_id = company and b.kind = 'balance'
  left join accounts u on u.company_id = company and u.kind = 'usage'
$$;

-- Gives the reason for which it still cannot be posted; null when it is, or is no longer set aside.
create function post_set_aside(pass uuid, company uuid, money_currency text, transfer uuid, at timestamptz, hash bytea)
returns text language plpgsql as $$
declare posting usage_postings; obstacle text;
begin
  perform lock_balances(array[company]);
  select * into posting from usage_postings p
    where p.pass_id = pass and p.company_id = company and p.currency = money_currency and p.set_aside is not null for update;
  if not found then
    return null;
  end if;
  obstacle := usage_obstacle(company, money_currency, posting.amount_micros);
  if obstacle is null and posting.amount_micros <> 0 then
    insert into transfers (id, company_id, kind, currency, reason, idempotency_key, input_hash, created_at, usage_pass_id, charges)
      values (transfer, company, 'usage', money_currency, 'Usage', 'usage:' || pass, hash, at, pass, posting.charges);
    insert into entries (transfer_id, account_id, company_id, currency, amount_micros)
      select transfer, a.id, company, money_currency,
        case a.kind when 'balance' then -posting.amount_micros else posting.amount_micros end
      from accounts a where a.company_id = company and a.kind in ('balance', 'usage') order by a.kind;
  end if;
  update usage_postings p
    set set_aside = obstacle, transfer_id = case when obstacle is null and p.amount_micros <> 0 then transfer end
    where p.pass_id = pass and p.company_id = company and p.currency = money_currency
      and (obstacle is null or p.set_aside <> obstacle);
  return obstacle;
end $$;
`

/**
 * Requests that are done, for an hour: what they wrote is not synced to the disk when they are forgotten, so a power cut may
 * undo it. Moments are the records' own clock's.
 */
const finishedRerates = `
create table finished_rerates (
  seller_id uuid not null,
  company_id uuid not null,
  rate_from timestamptz not null,
  created_at timestamptz not null,
  finished_at timestamptz not null default now()
);
create index finished_rerates_by_time on finished_rerates (finished_at);
alter table finished_rerates enable row level security;
create policy out_of_reach on finished_rerates to tallybook_app using (false);

create function keep_finished_rerate() returns trigger language plpgsql as $$
begin
  delete from finished_rerates where finished_at < now() - interval '1 hour';
  insert into finished_rerates (seller_id, company_id, rate_from, created_at)
    values (old.seller_id, old.company_id, old.rate_from, old.created_at);
  return null;
end $$;
create trigger is_kept_for_a_while after delete on rerate_requests for each row execute function keep_finished_rerate();
`

/** Up to which entry an account's chain was found whole: the next verification goes on from there. */
const checkpoints = `
create table proven_accounts (
  account_id uuid primary key references accounts,
  number bigint not null check (number > 0),
  balance_micros bigint not null,
  proven_at timestamptz not null
);
alter table proven_accounts enable row level security;
create policy out_of_reach on proven_accounts to tallybook_app using (false);
`

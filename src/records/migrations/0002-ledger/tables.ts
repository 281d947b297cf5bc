/**
 * Bounds: an amount is at most 10¹⁸ micro-units, a balance four times that, so that no sum that the ledger compares leaves
 * bigint.
 */
export const ledgerTables = `
create domain amount_micros as bigint check (value between -1000000000000000000 and 1000000000000000000);
create domain balance_micros as bigint check (value between -4000000000000000000 and 4000000000000000000);

create table accounts (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references companies,
  kind text not null check (kind in ('balance', 'usage', 'deposits', 'corrections', 'refunds')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  balance_micros balance_micros not null default 0,
  entry_count bigint not null default 0,
  last_entry_at timestamptz not null default '-infinity',
  held_micros balance_micros not null default 0 check (held_micros >= 0),
  credit_limit_micros amount_micros not null default 0 check (credit_limit_micros >= 0),
  low_balance_threshold_micros amount_micros,
  approval_limit_micros amount_micros check (approval_limit_micros >= 0),
  blocked boolean not null default false,
  unique (company_id, kind),
  unique (id, company_id, currency),
  check (kind = 'balance' or (held_micros = 0 and credit_limit_micros = 0 and not blocked
    and low_balance_threshold_micros is null and approval_limit_micros is null))
) with (fillfactor = 50);
create index accounts_with_holds on accounts (company_id) where held_micros > 0;

create table usage_passes (
  id uuid primary key,
  shard text not null check (length(shard) between 1 and 200),
  from_version bigint not null,
  to_version bigint not null,
  state text not null default 'open' check (state in ('open', 'entered', 'posted')),
  created_at timestamptz not null,
  posted_at timestamptz,
  check (from_version < to_version),
  check ((state = 'posted') = (posted_at is not null))
);
create unique index usage_passes_unfinished on usage_passes (shard) where state <> 'posted';
create index usage_passes_posted on usage_passes (shard, to_version) where state = 'posted';

create table transfers (
  id uuid primary key,
  company_id uuid not null references companies,
  kind text not null check (kind in ('deposit', 'usage', 'correction', 'refund')),
  currency text not null,
  reason text not null check (length(reason) between 1 and 500),
  reference text check (length(reference) between 1 and 100),
  idempotency_key text not null check (length(idempotency_key) between 1 and 300),
  input_hash bytea not null check (length(input_hash) = 32),
  created_by_user uuid,
  created_by_name text,
  created_at timestamptz not null,
  usage_pass_id uuid references usage_passes,
  charges integer check (charges >= 0),
  unique (company_id, idempotency_key),
  unique (id, company_id, currency),
  check ((kind = 'usage') = (usage_pass_id is not null)),
  check ((kind = 'usage') = (charges is not null))
);

create table entries (
  transfer_id uuid not null,
  account_id uuid not null,
  company_id uuid not null,
  currency text not null,
  kind text not null,
  amount_micros amount_micros not null check (amount_micros <> 0),
  balance_after_micros bigint not null,
  number bigint not null,
  at timestamptz not null,
  primary key (transfer_id, account_id),
  unique (account_id, number),
  foreign key (transfer_id, company_id, currency) references transfers (id, company_id, currency),
  foreign key (account_id, company_id, currency) references accounts (id, company_id, currency)
);
create index entries_by_time on entries (account_id, at, number);
create index entries_by_kind on entries (account_id, kind, number);

create table usage_postings (
  pass_id uuid not null references usage_passes,
  company_id uuid not null,
  currency text not null,
  amount_micros numeric not null,
  charges integer not null check (charges >= 0),
  transfer_id uuid references transfers,
  set_aside text check (set_aside in ('unknown_company', 'currency_mismatch', 'amount_out_of_range')),
  primary key (pass_id, company_id, currency),
  check (num_nonnulls(transfer_id, set_aside) = case when amount_micros = 0 and set_aside is null then 0 else 1 end)
);
create index usage_postings_by_company on usage_postings (company_id, pass_id);

create table authorizations (
  id uuid primary key,
  company_id uuid not null,
  account_id uuid not null,
  currency text not null,
  state text not null default 'held' check (state in ('held', 'confirmed', 'released', 'expired')),
  amount_micros amount_micros not null check (amount_micros >= 0),
  rate jsonb,
  quantity integer not null check (quantity >= 0),
  message_key uuid,
  message_id text check (length(message_id) between 1 and 200),
  idempotency_key text not null check (length(idempotency_key) between 1 and 300),
  input_hash bytea not null check (length(input_hash) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  charged_micros amount_micros,
  unique (company_id, idempotency_key),
  check (state <> 'held' or ended_at is null),
  check (state not in ('released', 'expired') or ended_at is not null),
  check (charged_micros is null or (state = 'confirmed' and ended_at is not null))
);
create index authorizations_by_expiry on authorizations (expires_at) where ended_at is null;
create index authorizations_by_message on authorizations (company_id, message_key)
  where ended_at is null and message_key is not null;

create table adjustments (
  id uuid primary key,
  company_id uuid not null references companies,
  entered_by_company uuid not null references companies,
  kind text not null check (kind in ('deposit', 'correction', 'refund')),
  currency text not null,
  amount_micros amount_micros not null check (amount_micros <> 0),
  reason text not null check (length(reason) between 1 and 500),
  reference text check (length(reference) between 1 and 100),
  state text not null check (state in ('posted', 'waiting', 'declined')),
  idempotency_key text not null check (length(idempotency_key) between 1 and 300),
  input_hash bytea not null check (length(input_hash) = 32),
  created_at timestamptz not null,
  created_by_user uuid,
  created_by_name text,
  decided_at timestamptz,
  decided_by_user uuid,
  decided_by_name text,
  transfer_id uuid references transfers,
  unique (entered_by_company, idempotency_key),
  check (kind = 'correction' or amount_micros > 0),
  check ((state = 'posted') = (transfer_id is not null)),
  check (state = 'posted' or (state = 'declined') = (decided_by_user is not null)),
  check ((decided_at is null) = (decided_by_user is null)),
  check (decided_by_user <> created_by_user)
);
create index adjustments_by_company on adjustments (company_id, id);
create index adjustments_waiting on adjustments (company_id, id) where state = 'waiting';
`

import { type Kysely, sql } from 'kysely'

/**
 * What others are told, to whom, and how each delivery went. A notice is written in the transaction in which its thing
 * happens, with its deliveries: docs/decisions/0017-notices.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [targets, outbox, log, lowBalances, policies]) await sql.raw(statement).execute(db)
}

const targets = `
create table webhook_endpoints (
  id uuid primary key,
  company_id uuid not null references companies on delete cascade,
  url text not null check (length(url) between 1 and 2000),
  types text[] not null check (cardinality(types) between 1 and 50),
  -- The secret, and while it is changed the one before, sealed with the installation's key.
  secrets bytea not null,
  previous_secret_until timestamptz,
  off_reason text check (off_reason in ('by_hand', 'gone', 'failing')),
  last_delivered_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index webhook_endpoints_by_company on webhook_endpoints (company_id, id);

create table notice_settings (
  company_id uuid primary key references companies on delete cascade,
  -- [{ "address", "types" }]
  addresses jsonb not null check (jsonb_typeof(addresses) = 'array'),
  language text not null check (language in ('en', 'ru')),
  updated_at timestamptz not null
);
`

const outbox = `
create table notices (
  id uuid primary key,
  company_id uuid not null references companies,
  type text not null check (length(type) between 1 and 50),
  subject_id text not null check (length(subject_id) between 1 and 200),
  occurred_at timestamptz not null,
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  unique (id, company_id)
);
create index notices_by_company on notices (company_id, id);
create trigger only_adds before update or delete or truncate on notices
  for each statement execute function refuse_statement();

create table deliveries (
  id uuid primary key,
  company_id uuid not null,
  notice_id uuid not null,
  kind text not null check (kind in ('webhook', 'email')),
  endpoint_id uuid references webhook_endpoints on delete cascade,
  address text check (length(address) between 3 and 320),
  -- What may hold up only its own: an endpoint; the e-mails of a company.
  target uuid not null generated always as (coalesce(endpoint_id, company_id)) stored,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed', 'given_up')),
  -- Since it was asked for: sending it again by hand begins anew.
  attempts integer not null default 0 check (attempts >= 0),
  begun_at timestamptz,
  next_at timestamptz,
  lease uuid,
  leased_until timestamptz,
  last_status integer,
  last_error text check (length(last_error) between 1 and 50),
  ended_at timestamptz,
  foreign key (notice_id, company_id) references notices (id, company_id),
  unique (notice_id, endpoint_id),
  unique (notice_id, address),
  check ((kind = 'webhook') = (endpoint_id is not null)),
  check ((kind = 'email') = (address is not null)),
  check ((state = 'waiting') = (next_at is not null)),
  check ((state = 'waiting') = (ended_at is null)),
  check ((lease is null) = (leased_until is null)),
  check (state = 'waiting' or lease is null)
);
create index deliveries_waiting on deliveries (kind, target, next_at, id) where state = 'waiting';
create index deliveries_leased on deliveries (leased_until) where lease is not null;
create index deliveries_ended on deliveries (ended_at) where ended_at is not null;
create index deliveries_by_company on deliveries (company_id, id);
create index deliveries_by_endpoint on deliveries (endpoint_id, id) where endpoint_id is not null;
`

const log = `
create table delivery_attempts (
  id uuid primary key,
  delivery_id uuid not null references deliveries on delete cascade,
  company_id uuid not null,
  at timestamptz not null,
  duration_ms integer not null check (duration_ms >= 0),
  status integer,
  error text check (length(error) between 1 and 50),
  -- The beginning of the answer.
  answer text not null check (length(answer) <= 1000)
);
create index delivery_attempts_by_delivery on delivery_attempts (delivery_id, id);
create index delivery_attempts_by_time on delivery_attempts (at);
`

const lowBalances = `
-- Companies that were told, until the balance is above the threshold again.
create table low_balances_told (
  company_id uuid primary key references companies on delete cascade,
  told_at timestamptz not null
);
create index accounts_with_threshold on accounts (company_id)
  where kind = 'balance' and low_balance_threshold_micros is not null;
`

const policies = `
grant select, insert, update, delete on webhook_endpoints to tallybook_app;
grant select, insert, update on notice_settings, deliveries to tallybook_app;
grant select, insert on notices to tallybook_app;
grant select on delivery_attempts, low_balances_told to tallybook_app;
alter table webhook_endpoints enable row level security;
create policy own_company on webhook_endpoints to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
alter table notice_settings enable row level security;
create policy own_company on notice_settings to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
alter table notices enable row level security;
create policy own_company on notices to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
alter table deliveries enable row level security;
create policy own_company on deliveries to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
alter table delivery_attempts enable row level security;
create policy own_company on delivery_attempts to tallybook_app using (company_id = current_company_id());
alter table low_balances_told enable row level security;
create policy own_company on low_balances_told to tallybook_app using (company_id = current_company_id());
`

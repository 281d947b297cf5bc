import { type Kysely, sql } from 'kysely'

/**
 * Companies with their keys and connections, and the people who sign in. Every table has row-level security for
 * the role `tallybook_app`; the owner of the tables (the program outside a company's transaction) is exempt.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [companies, memberships, apiKeys, connections, people, policies]) {
    await sql.raw(statement).execute(db)
  }
}

const companies = `
create function current_company_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('tallybook.company_id', true), '')::uuid;

create table companies (
  id uuid primary key default gen_random_uuid(),
  parent_id uuid references companies,
  name text not null check (length(name) between 1 and 200),
  time_zone text not null check (length(time_zone) between 1 and 64),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  created_at timestamptz not null default now()
);
create index companies_by_parent on companies (parent_id) where parent_id is not null;
`

const memberships = `
create schema identity;
create table identity.users (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table memberships (
  company_id uuid not null references companies on delete cascade,
  user_id uuid not null references identity.users on delete cascade,
  role text not null check (role in ('owner', 'accountant', 'analyst', 'operator_lead', 'read_only', 'staff')),
  created_at timestamptz not null default now(),
  primary key (company_id, user_id)
);
create index memberships_by_user on memberships (user_id);
`

const apiKeys = `
create table api_keys (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references companies on delete cascade,
  name text not null check (length(name) between 1 and 100),
  prefix text not null,
  hash bytea not null unique check (length(hash) = 32),
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_by_company on api_keys (company_id, created_at);
`

const connections = `
create table connections (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references companies on delete cascade,
  provider text not null,
  name text not null check (length(name) between 1 and 100),
  secrets bytea not null,
  paused boolean not null default false,
  created_at timestamptz not null default now(),
  last_event_at timestamptz
);
create index connections_by_company on connections (company_id, created_at);
`

const people = `
create table identity.sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references identity.users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  company_id uuid references companies on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_user on identity.sessions (user_id);
create index sessions_by_expiry on identity.sessions (expires_at);

create table identity.accounts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references identity.users on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index accounts_by_user on identity.accounts (user_id);

create table identity.verifications (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on identity.verifications (identifier);

create table identity.sign_in_failures (
  key text primary key,
  failures integer not null,
  window_started_at timestamptz not null
);
create index sign_in_failures_by_window on identity.sign_in_failures (window_started_at);
`

const policies = `
grant usage on schema public, identity to tallybook_app;

grant select, update (name, time_zone, settings) on companies to tallybook_app;
alter table companies enable row level security;
create policy own_company on companies to tallybook_app
  using (id = current_company_id()) with check (id = current_company_id());

grant select on memberships to tallybook_app;
alter table memberships enable row level security;
create policy own_company on memberships to tallybook_app using (company_id = current_company_id());

grant select, insert, update, delete on api_keys, connections to tallybook_app;
alter table api_keys enable row level security;
create policy own_company on api_keys to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
alter table connections enable row level security;
create policy own_company on connections to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());

grant select (id, name, email) on identity.users to tallybook_app;
alter table identity.users enable row level security;
create policy members_of_own_company on identity.users for select to tallybook_app
  using (exists (select from memberships where user_id = users.id and company_id = current_company_id()));

alter table identity.sessions enable row level security;
create policy out_of_reach on identity.sessions to tallybook_app using (false);
alter table identity.accounts enable row level security;
create policy out_of_reach on identity.accounts to tallybook_app using (false);
alter table identity.verifications enable row level security;
create policy out_of_reach on identity.verifications to tallybook_app using (false);
alter table identity.sign_in_failures enable row level security;
create policy out_of_reach on identity.sign_in_failures to tallybook_app using (false);

alter table migrations.done enable row level security;
create policy out_of_reach on migrations.done to tallybook_app using (false);
alter table migrations.lock enable row level security;
create policy out_of_reach on migrations.lock to tallybook_app using (false);
`

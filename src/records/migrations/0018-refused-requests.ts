import { type Kysely, sql } from 'kysely'

/**
 * Callbacks that were refused, to be looked at: a few of each connection, and how many there were. And what the settings of a
 * connection were before they were changed, while they are still taken.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [requests, counts, previous, policies]) await sql.raw(statement).execute(db)
}

const requests = `
create table refused_requests (
  -- Sorts by the moment of receipt.
  id uuid primary key,
  company_id uuid not null,
  connection_id uuid not null,
  received_at timestamptz not null,
  reason text not null check (length(reason) between 1 and 50),
  method text not null check (length(method) between 1 and 20),
  path text not null check (length(path) <= 4000),
  headers jsonb not null check (jsonb_typeof(headers) = 'object'),
  -- The beginning; body_bytes is what came.
  body bytea not null check (octet_length(body) <= 65536),
  body_bytes integer not null check (body_bytes >= octet_length(body)),
  foreign key (connection_id, company_id) references connections (id, company_id) on delete cascade
);
create index refused_requests_by_connection on refused_requests (connection_id, id);
create index refused_requests_by_company on refused_requests (company_id);
create index refused_requests_by_time on refused_requests (received_at);
`

const counts = `
-- All that were refused, kept or not.
create table refused_counts (
  company_id uuid not null,
  connection_id uuid not null,
  hour timestamptz not null,
  refused bigint not null check (refused > 0),
  primary key (connection_id, hour),
  foreign key (connection_id, company_id) references connections (id, company_id) on delete cascade
);
create index refused_counts_by_company on refused_counts (company_id, hour);
create index refused_counts_by_hour on refused_counts (hour);
`

const previous = `
alter table connections
  add column previous_secrets bytea,
  add column previous_secrets_until timestamptz,
  add constraint previous_secrets_end check ((previous_secrets is null) = (previous_secrets_until is null));
`

const own = (table: string): string => `
alter table ${table} enable row level security;
create policy own_company on ${table} to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
`

const policies = `
grant select, insert, delete on refused_requests to tallybook_app;
grant select, insert, update (refused) on refused_counts to tallybook_app;
${['refused_requests', 'refused_counts'].map(own).join('')}
`

import { type Kysely, sql } from 'kysely'

/** How long a company keeps persons and requests, and whom it had erased: docs/decisions/0008-personal-data.md */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [rules, erasures, policies]) await sql.raw(statement).execute(db)
}

const rules = `
create table personal_data_rules (
  company_id uuid primary key references companies on delete cascade,
  -- Whole months; null: for ever.
  persons_months integer check (persons_months between 1 and 240),
  requests_months integer check (requests_months between 1 and 240),
  -- What is older is gone already.
  persons_erased_before timestamptz,
  requests_deleted_before timestamptz,
  -- What holds a person is not kept longer than the person.
  check (requests_months is not null or persons_months is null),
  check (requests_months <= persons_months)
);
`

const erasures = `
create table erasures (
  id uuid primary key,
  company_id uuid not null references companies on delete cascade,
  -- What was entered; goes with the person.
  person text check (length(person) between 1 and 320),
  person_masked text not null check (length(person_masked) between 1 and 320),
  stand_in text not null check (length(stand_in) between 1 and 100),
  asked_at timestamptz not null,
  asked_by_name text check (length(asked_by_name) between 1 and 320),
  done_at timestamptz,
  messages bigint check (messages >= 0),
  chats bigint check (chats >= 0),
  calls bigint check (calls >= 0),
  check ((person is null) = (done_at is not null)),
  check (num_nonnulls(done_at, messages, chats, calls) in (0, 4))
);
create index erasures_by_company on erasures (company_id, id desc);
create index erasures_waiting on erasures (asked_at) where done_at is null;
`

const own = (table: string): string => `
alter table ${table} enable row level security;
create policy own_company on ${table} to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
`

const policies = `
grant select, insert, update (persons_months, requests_months) on personal_data_rules to tallybook_app;
grant select, insert on erasures to tallybook_app;
${['personal_data_rules', 'erasures'].map(own).join('')}
`

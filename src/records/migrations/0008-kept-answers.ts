import { type Kysely, sql } from 'kysely'

/** Answers to requests with an idempotency key whose own rows do not keep it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table kept_answers (
  company_id uuid not null references companies,
  idempotency_key text not null check (length(idempotency_key) between 1 and 300),
  input_hash bytea not null check (length(input_hash) = 32),
  answer jsonb not null,
  created_at timestamptz not null default now(),
  primary key (company_id, idempotency_key)
);
create index kept_answers_by_age on kept_answers (company_id, created_at);
grant select, insert, delete on kept_answers to tallybook_app;
alter table kept_answers enable row level security;
create policy own_company on kept_answers to tallybook_app using (company_id = current_company_id());
`,
    )
    .execute(db)
}

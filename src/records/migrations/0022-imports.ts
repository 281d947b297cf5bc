import { type Kysely, sql } from 'kysely'

/**
 * Files that are imported: what was uploaded, how it is read, and how far it is. The row is what is true; the queue only says when
 * to look at it: docs/decisions/0025-imports.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [imports, parts, policies]) await sql.raw(statement).execute(db)
}

const imports = `
create table imports (
  id uuid primary key,
  company_id uuid not null references companies on delete cascade,
  kind text not null check (length(kind) between 1 and 50),
  name text not null check (length(name) between 1 and 200),
  format text not null check (format in ('csv', 'xlsx')),
  bytes bigint not null default 0 check (bytes >= 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Of what is kept: an Excel file is kept as CSV.
  text_bytes bigint not null default 0 check (text_bytes >= 0),
  mapping jsonb check (jsonb_typeof(mapping) = 'object'),
  titles jsonb not null default '[]' check (jsonb_typeof(titles) = 'array'),
  state text not null default 'uploading'
    check (state in ('uploading', 'uploaded', 'checking', 'checked', 'importing', 'imported', 'cancelled', 'failed')),
  -- Of the job in the queue that checks or imports it.
  job_id uuid unique,
  -- Of this job, begun.
  attempts integer not null default 0 check (attempts >= 0),
  -- Names the attempt under way.
  worker uuid,
  percent integer not null default 0 check (percent between 0 and 100),
  -- The last row of the file whose events are on disk.
  done_row bigint not null default 0 check (done_row >= 0),
  checked jsonb check (jsonb_typeof(checked) = 'object'),
  imported jsonb check (jsonb_typeof(imported) = 'object'),
  error_code text check (length(error_code) between 1 and 50),
  error_row bigint check (error_row > 0),
  created_at timestamptz not null,
  created_by_name text check (length(created_by_name) between 1 and 300),
  started_at timestamptz,
  ended_at timestamptz,
  -- By the clock of the database: what changed lately.
  touched_at timestamptz not null default now(),
  check ((state = 'failed') = (error_code is not null)),
  check ((state in ('checking', 'importing')) = (job_id is not null)),
  check (worker is null or job_id is not null),
  check (state = 'uploading' or (mapping is not null and sha256 is not null)),
  unique (id, company_id)
);
create index imports_by_company on imports (company_id, id desc);
create index imports_by_content on imports (company_id, sha256);
create index imports_touched on imports (touched_at);
`

const parts = `
-- The file, packed piece by piece: so every server can go on with it.
create table import_parts (
  import_id uuid not null,
  company_id uuid not null,
  number integer not null check (number >= 0),
  body bytea not null check (octet_length(body) <= 2097152),
  primary key (import_id, number),
  foreign key (import_id, company_id) references imports (id, company_id) on delete cascade
);
create index import_parts_by_company on import_parts (company_id);
-- Already packed.
alter table import_parts alter column body set storage external;

-- Rows that were refused, packed, by the first row of the stretch in which they were.
create table import_refusals (
  import_id uuid not null,
  company_id uuid not null,
  first_row bigint not null check (first_row > 0),
  body bytea not null,
  primary key (import_id, first_row),
  foreign key (import_id, company_id) references imports (id, company_id) on delete cascade
);
create index import_refusals_by_company on import_refusals (company_id);
alter table import_refusals alter column body set storage external;
`

const own = (table: string): string => `
grant select, insert, update, delete on ${table} to tallybook_app;
alter table ${table} enable row level security;
create policy own_company on ${table} to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
`

const policies = ['imports', 'import_parts', 'import_refusals'].map(own).join('\n')

import { type Kysely, sql } from 'kysely'

/**
 * Reports: what was asked for, how far it is, and where its file is. The row is what is true; the queue only says when to
 * look at it: docs/decisions/0021-reports.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [reports, schedules, removals, policies]) await sql.raw(statement).execute(db)
}

const content = `
  name text not null check (length(name) between 1 and 100),
  service text not null check (length(service) between 1 and 50),
  type text not null check (length(type) between 1 and 50),
  -- What somebody must be allowed to do to see it.
  scopes text[] not null check (cardinality(scopes) between 1 and 10),
  format text not null check (format in ('xlsx', 'csv', 'parquet')),
  language text not null check (language in ('en', 'ru')),
  filters jsonb not null check (jsonb_typeof(filters) = 'object'),
  columns jsonb check (jsonb_typeof(columns) = 'array'),
  group_by jsonb check (jsonb_typeof(group_by) = 'array'),
  granularity text check (length(granularity) between 1 and 20),
  created_at timestamptz not null,
  -- Null: made by itself.
  created_by_name text check (length(created_by_name) between 1 and 300),
`

const reports = `
create table reports (
  id uuid primary key,
  company_id uuid not null references companies on delete cascade,
  ${content}
  time_zone text not null check (length(time_zone) between 1 and 64),
  -- Null: of an invoice.
  period_from timestamptz,
  period_to timestamptz,
  schedule_id uuid,
  state text not null default 'generating' check (state in ('generating', 'generated', 'error')),
  generation integer not null default 1 check (generation >= 1),
  -- Of the job in the queue that makes this generation.
  job_id uuid not null unique,
  -- Of this generation, begun.
  attempts integer not null default 0 check (attempts >= 0),
  -- Names the attempt under way, and the file that it writes.
  worker uuid,
  percent integer not null default 0 check (percent between 0 and 100),
  row_count bigint not null default 0 check (row_count >= 0),
  error_code text check (length(error_code) between 1 and 50),
  error_detail text check (length(error_detail) between 1 and 1000),
  file_key text check (length(file_key) between 1 and 300),
  file_name text check (length(file_name) between 1 and 200),
  file_bytes bigint check (file_bytes >= 0),
  file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_rows bigint check (file_rows >= 0),
  file_formed_at timestamptz,
  kept_until timestamptz,
  -- By the clock of the database: what changed lately.
  touched_at timestamptz not null default now(),
  check ((period_from is null) = (period_to is null)),
  check (period_from < period_to),
  check ((state = 'error') = (error_code is not null)),
  check ((error_code is null) = (error_detail is null)),
  check (state = 'generating' or worker is null),
  check (state <> 'generated' or file_key is not null),
  check ((state = 'generating') = (kept_until is null)),
  check (num_nonnulls(file_key, file_name, file_bytes, file_sha256, file_rows, file_formed_at) in (0, 6))
);
create index reports_by_company on reports (company_id, id desc);
create index reports_generating on reports (touched_at) where state = 'generating';
create index reports_touched on reports (touched_at);
create index reports_kept on reports (kept_until) where kept_until is not null;
-- A period of a schedule is reported once, however many processes look.
create unique index reports_of_schedules on reports (schedule_id, period_from) where schedule_id is not null;
`

const schedules = `
create table report_schedules (
  id uuid primary key,
  company_id uuid not null references companies on delete cascade,
  ${content}
  -- Null: the company's.
  time_zone text check (length(time_zone) between 1 and 64),
  frequency text not null check (frequency in ('daily', 'weekly', 'monthly')),
  recipients jsonb not null default '[]' check (jsonb_typeof(recipients) = 'array'),
  is_enabled boolean not null default true,
  is_automatic boolean not null default false,
  -- Start of the period that is reported next, when it has ended.
  next_from timestamptz not null,
  next_at timestamptz not null,
  last_report_id uuid,
  check (next_from < next_at)
);
create index report_schedules_by_company on report_schedules (company_id, id);
create index report_schedules_due on report_schedules (next_at) where is_enabled;
create unique index report_schedules_automatic on report_schedules (company_id, service) where is_automatic;
`

const removals = `
-- Files that nothing names any more, of companies that may be gone; an entry stays an hour after its file, so that what a
-- process that stood still writes late is removed too.
create table report_file_removals (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null,
  file_key text not null check (length(file_key) between 1 and 300),
  added_at timestamptz not null default now()
);
create index report_file_removals_by_time on report_file_removals (added_at);

create function report_file_of(r reports, worker uuid) returns text language sql immutable
  return r.company_id || '/' || r.id || '-' || worker || '.' || r.format;

create function remove_report_files() returns trigger language plpgsql as $$
begin
  insert into report_file_removals (company_id, file_key)
  select old.company_id, key from (values (old.file_key), (public.report_file_of(old, old.worker))) as keys (key)
  where key is not null;
  return null;
end $$;
create trigger remove_files after delete on reports for each row execute function remove_report_files();
`

const policies = `
grant select, insert, update, delete on reports, report_schedules to tallybook_app;
grant insert on report_file_removals to tallybook_app;
alter table reports enable row level security;
create policy own_company on reports to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
alter table report_schedules enable row level security;
create policy own_company on report_schedules to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
alter table report_file_removals enable row level security;
create policy own_company on report_file_removals to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
`

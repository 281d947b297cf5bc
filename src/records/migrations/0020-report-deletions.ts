import { type Kysely, sql } from 'kysely'

/** CSV files of reports with or without a byte order mark; and when a report of a company was last removed, for its open pages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements).execute(db)
}

const statements = `
alter table reports add column csv_bom boolean not null default true;
alter table report_schedules add column csv_bom boolean not null default true;

-- A row that is gone has no moment at which it was touched. No reference: companies go with their reports.
create table report_deletions (
  company_id uuid primary key,
  deleted_at timestamptz not null
);
grant select, insert, update on report_deletions to tallybook_app;
alter table report_deletions enable row level security;
create policy own_company on report_deletions to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());

create function note_report_deletion() returns trigger language plpgsql as $$
begin
  insert into public.report_deletions (company_id, deleted_at) values (old.company_id, clock_timestamp())
  on conflict (company_id) do update set deleted_at = excluded.deleted_at;
  return null;
end $$;
create trigger note_deletion after delete on reports for each row execute function note_report_deletion();
`

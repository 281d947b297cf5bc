import { type Kysely, sql } from 'kysely'

/** What became of a month that was closed, and who let one be closed though some of its messages have no price. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table month_closes
  add column id uuid not null default gen_random_uuid() unique,
  add column outcome text check (outcome in ('invoiced', 'nothing_to_pay', 'carried')),
  add column unrated_accepted_at timestamptz,
  add column unrated_accepted_by text check (length(unrated_accepted_by) between 1 and 300),
  add column unrated_accepted_reason text check (length(unrated_accepted_reason) between 1 and 500),
  add check ((state = 'closed') = (outcome is not null)),
  add check ((coalesce(outcome, '') = 'invoiced') = (invoice_id is not null)),
  add check ((unrated_accepted_at is null) = (unrated_accepted_reason is null));
-- One month of a company is open at a time: the next one is begun when it is closed.
create unique index one_open_month on month_closes (company_id, kind) where state <> 'closed';
`)
    .execute(db)
}

import { type Kysely, sql } from 'kysely'

/**
 * Companies that others made: whether their own people have looked at the time zone yet, when something last came in for
 * them, and how deep they lie.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [zones, activity, depth]) await sql.raw(statement).execute(db)
}

const zones = `
alter table companies add column is_zone_confirmed boolean not null default true;
grant update (is_zone_confirmed) on companies to tallybook_app;
`

/** Beside the company, as it changes all the time. */
const activity = `
create table company_activity (
  company_id uuid primary key references companies on delete cascade,
  last_event_at timestamptz not null
);
insert into company_activity (company_id, last_event_at)
select company_id, max(last_event_at) from connections where last_event_at is not null group by company_id;

grant select on company_activity to tallybook_app;
alter table company_activity enable row level security;
create policy own_activity on company_activity to tallybook_app using (company_id = current_company_id());
`

/** The same limit as in the program, for whoever makes or moves companies. */
const depth = `
create function refuse_companies_too_deep() returns trigger language plpgsql as $$
begin
  if (select count(*) from companies_above(new.id)) > 10 then
    raise exception 'a company lies at most ten levels below the one that depends on no other'
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger companies_lie_not_too_deep after insert on companies
  for each row when (new.parent_id is not null) execute function refuse_companies_too_deep();
`

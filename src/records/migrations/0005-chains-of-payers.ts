import { type Kysely, sql } from 'kysely'

/**
 * A company pays for the traffic of all below it, so one without prices of its own has a plan as soon as it is there; plans
 * are numbered by those who read them, one after the other; and what was charged by another rule is rated anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [planRevisions, companiesAbove, newCompanies, rateAnew])
    await sql.raw(statement).execute(db)
}

const planRevisions = `
create table plan_revisions (
  id smallint primary key default 1 check (id = 1),
  last bigint not null
);
insert into plan_revisions (last) values (0);
alter table plan_revisions enable row level security;
create policy out_of_reach on plan_revisions to tallybook_app using (false);
`

const companiesAbove = `
create function companies_above(company uuid) returns setof uuid language sql stable as $$
  with recursive above as (
    select parent_id as id from companies where id = company and parent_id is not null
    union
    select c.parent_id from companies c join above a on c.id = a.id where c.parent_id is not null
  )
  select id from above
$$;
`

/** Whoever makes or moves a company: its traffic is charged to those above it. */
const newCompanies = `
create function ask_for_prices_of_moved_company() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (
    select from price_assignments where company_id in (select companies_above(new.id))
  ) then
    insert into rerate_requests (seller_id, company_id, rate_from)
    values (new.seller_id, new.id, '2000-01-01T00:00:00Z');
  end if;
  return null;
end $$;
create trigger new_companies_are_priced after insert on companies
  for each row when (new.parent_id is not null) execute function ask_for_prices_of_moved_company();
create trigger moved_companies_are_priced after update on companies
  for each row when (new.parent_id is distinct from old.parent_id) execute function ask_for_prices_of_moved_company();
`

/** The topmost companies with prices; a request reaches all below them. */
const rateAnew = `
insert into rerate_requests (seller_id, company_id, rate_from)
select seller_id, id, '2000-01-01T00:00:00Z' from companies c
where exists (select from price_assignments where company_id = c.id)
  and not exists (select from price_assignments where company_id in (select companies_above(c.id)));
`

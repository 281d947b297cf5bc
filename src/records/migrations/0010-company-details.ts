import { type Kysely, sql } from 'kysely'

/**
 * Who a company is on its documents, with every change ever made. A company that depends on no other also has the details
 * of who sells to it. What is written is one document per company and role; its shape is the API's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [details, changes, rules, policies]) await sql.raw(statement).execute(db)
}

const details = `
create table company_details (
  company_id uuid not null references companies on delete cascade,
  role text not null check (role in ('company', 'provider')),
  version integer not null check (version > 0),
  details jsonb not null check (jsonb_typeof(details) = 'object'),
  updated_at timestamptz not null,
  updated_by text,
  primary key (company_id, role)
);
`

/** No key to the person: the name stays when the person goes. */
const changes = `
create table company_details_changes (
  company_id uuid not null references companies on delete cascade,
  role text not null check (role in ('company', 'provider')),
  version integer not null check (version > 0),
  changed_at timestamptz not null,
  changed_by text,
  changed_by_user uuid,
  before jsonb check (jsonb_typeof(before) = 'object'),
  after jsonb not null check (jsonb_typeof(after) = 'object'),
  primary key (company_id, role, version),
  check ((before is null) = (version = 1))
);
`

const rules = `
create function refuse_provider_of_dependent_company() returns trigger language plpgsql as $$
begin
  if new.role = 'provider' and exists (select from companies where id = new.company_id and parent_id is not null) then
    raise exception 'the provider of a company that depends on another is that other one'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger providers_of_roots_only before insert on company_details
  for each row execute function refuse_provider_of_dependent_company();

create function refuse_update_of_details_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log of changes of company details is never changed' using errcode = 'insufficient_privilege';
end $$;
create trigger details_changes_stay before update on company_details_changes
  for each row execute function refuse_update_of_details_change();
`

const policies = `
grant select on company_details to tallybook_app;
alter table company_details enable row level security;
create policy own_details on company_details to tallybook_app using (company_id = current_company_id());

grant select on company_details_changes to tallybook_app;
alter table company_details_changes enable row level security;
create policy own_changes on company_details_changes to tallybook_app using (company_id = current_company_id());
`

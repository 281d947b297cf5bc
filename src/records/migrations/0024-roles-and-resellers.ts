import { type Kysely, sql } from 'kysely'

/**
 * Which companies may have others below them, and roles by what a company is: staff is of the provider, resellers are of
 * resellers. What was one role of staff is the administrator's. Keys that managed the company go on managing chats and keys.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [resellers, roles, keys]) await sql.raw(statement).execute(db)
}

const resellers = `
alter table companies add column is_reseller boolean not null default false;
update companies c set is_reseller = true
where parent_id is not null and exists (select from companies where parent_id = c.id);
`

const roles = `
alter table memberships drop constraint memberships_role_check;
update memberships m set role = case when c.parent_id is null then 'administrator' else 'owner' end
from companies c where c.id = m.company_id and m.role = 'staff';
alter table memberships add constraint memberships_role_check check (role in ('owner', 'accountant', 'analyst',
  'operator_lead', 'read_only', 'reseller', 'finance', 'support', 'administrator'));

create function refuse_role_of_other_kind() returns trigger language plpgsql as $$
begin
  if new.role in ('finance', 'support', 'administrator')
    and exists (select from companies where id = new.company_id and parent_id is not null) then
    raise exception 'staff is of a company that depends on no other' using errcode = 'insufficient_privilege';
  end if;
  if new.role = 'reseller'
    and not exists (select from companies where id = new.company_id and parent_id is not null and is_reseller) then
    raise exception 'resellers are people of a reseller' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger roles_fit_company before insert or update on memberships
  for each row execute function refuse_role_of_other_kind();
`

const keys = `
update api_keys set scopes = scopes || array['chats:manage', 'keys:manage']
where 'company:manage' = any (scopes);
`

import { type Kysely, sql } from 'kysely'

/**
 * Settings of an account change by what is added to their log, as a balance moves by entries, and by nothing else. While an
 * approval limit is in force, what loosens it is asked for by one person and approved by another:
 * docs/decisions/0011-two-persons.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [log, turn, twoPersons]) await sql.raw(statement).execute(db)
}

const log = `
create table setting_changes (
  id uuid primary key,
  number bigint generated always as identity unique,
  company_id uuid not null references companies,
  act text not null check (act in ('applied', 'requested', 'approved', 'declined')),
  decides uuid unique references setting_changes,
  at timestamptz not null,
  by_user uuid,
  by_name text,
  credit_limit_before amount_micros not null,
  credit_limit_after amount_micros not null,
  approval_limit_before amount_micros,
  approval_limit_after amount_micros,
  threshold_before amount_micros,
  threshold_after amount_micros,
  blocked_before boolean not null,
  blocked_after boolean not null,
  check ((act in ('approved', 'declined')) = (decides is not null)),
  check (act = 'applied' or by_user is not null),
  check ((credit_limit_before, approval_limit_before, threshold_before, blocked_before)
    is distinct from (credit_limit_after, approval_limit_after, threshold_after, blocked_after))
);
create index setting_changes_by_company on setting_changes (company_id, number) where decides is null;

create trigger only_adds before update or delete or truncate on setting_changes
  for each statement execute function refuse_statement();

grant select on setting_changes to tallybook_app;
alter table setting_changes enable row level security;
create policy own_company on setting_changes to tallybook_app using (company_id = current_company_id());
`

/** Locks the account, so that what a change says was before it is what it changes. */
const turn = `
create function change_settings() returns trigger language plpgsql as $$
declare
  account accounts;
  asked setting_changes;
begin
  select * into account from accounts where company_id = new.company_id and kind = 'balance' for no key update;
  if new.decides is not null then
    select * into asked from setting_changes
      where id = new.decides and company_id = new.company_id and act = 'requested';
    if not found or (asked.credit_limit_before, asked.approval_limit_before, asked.threshold_before, asked.blocked_before,
        asked.credit_limit_after, asked.approval_limit_after, asked.threshold_after, asked.blocked_after)
      is distinct from (new.credit_limit_before, new.approval_limit_before, new.threshold_before, new.blocked_before,
        new.credit_limit_after, new.approval_limit_after, new.threshold_after, new.blocked_after) then
      raise exception 'a decision is about a request, as it was asked' using errcode = 'TB001';
    end if;
    if new.act = 'approved' and new.by_user = asked.by_user then
      raise exception 'somebody else than who asked has to approve it' using errcode = 'TB001';
    end if;
  end if;
  if new.act = 'declined' then
    return new;
  end if;
  if account.id is null or (account.credit_limit_micros, account.approval_limit_micros,
      account.low_balance_threshold_micros, account.blocked)
    is distinct from (new.credit_limit_before, new.approval_limit_before, new.threshold_before, new.blocked_before) then
    raise exception 'the settings are not what the change says they were' using errcode = 'TB001';
  end if;
  if new.act = 'applied' and new.approval_limit_before is not null
    and (coalesce(new.approval_limit_after > new.approval_limit_before, true)
      or new.credit_limit_after > new.credit_limit_before) then
    raise exception 'a second person has to approve what loosens the limits' using errcode = 'TB001';
  end if;
  if new.act <> 'requested' then
    update accounts set credit_limit_micros = new.credit_limit_after, approval_limit_micros = new.approval_limit_after,
        low_balance_threshold_micros = new.threshold_after, blocked = new.blocked_after
      where id = account.id;
  end if;
  return new;
end $$;
create trigger changes_settings before insert on setting_changes for each row execute function change_settings();

create trigger is_set_by_the_log before update on accounts for each row
  when (pg_trigger_depth() < 1
    and (new.credit_limit_micros, new.approval_limit_micros, new.low_balance_threshold_micros, new.blocked)
      is distinct from (old.credit_limit_micros, old.approval_limit_micros, old.low_balance_threshold_micros, old.blocked))
  execute function refuse_row('settings of an account change by setting_changes');
`

/** Nobody knows who holds a key: what waits for the second person was entered by a first one. */
const twoPersons = `
alter table adjustments add constraint entered_by_a_person
  check (state <> 'waiting' or created_by_user is not null) not valid;
create index adjustments_of_one_person on adjustments (company_id, created_at)
  where state = 'posted' and decided_by_user is null;
`

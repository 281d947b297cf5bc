import { type Kysely, sql } from 'kysely'

/**
 * What companies depended on before they were moved: who paid for their traffic then still has its invoices, and is given
 * back what is charged to others now.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table former_parents (
  company_id uuid not null references companies on delete cascade,
  parent_id uuid not null references companies on delete cascade,
  primary key (company_id, parent_id)
);
create index former_parents_by_parent on former_parents (parent_id);
alter table former_parents enable row level security;
create policy out_of_reach on former_parents to tallybook_app using (false);

create function note_former_parent() returns trigger language plpgsql as $$
begin
  insert into former_parents (company_id, parent_id) values (old.id, old.parent_id) on conflict do nothing;
  return null;
end $$;
create trigger notes_former_parent after update on companies for each row
  when (old.parent_id is not null and new.parent_id is distinct from old.parent_id) execute function note_former_parent();
`)
    .execute(db)
}

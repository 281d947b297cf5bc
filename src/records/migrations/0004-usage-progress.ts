import { type Kysely, sql } from 'kysely'

/**
 * The moment up to which each shard's facts are in the balances. Passes alone don't say: where nothing was charged there is
 * none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table usage_progress (
  shard text primary key,
  posted_through timestamptz not null
);
alter table usage_progress enable row level security;
create policy out_of_reach on usage_progress to tallybook_app using (false);
`,
    )
    .execute(db)
}

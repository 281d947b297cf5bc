import { type Kysely, sql } from 'kysely'

/** How long a key is good, how often it may ask, and the key before it, which goes on for a while after a rotation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(terms).execute(db)
}

const terms = `
alter table api_keys
  add column expires_at timestamptz,
  add column requests_per_minute integer not null default 60000
    check (requests_per_minute between 1 and 1000000),
  add column previous_hash bytea unique check (octet_length(previous_hash) = 32),
  add column previous_until timestamptz,
  add constraint previous_key_ends check ((previous_hash is null) = (previous_until is null)),
  add constraint previous_key_is_another check (previous_hash <> hash);
`

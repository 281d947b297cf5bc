import { type Kysely, sql } from 'kysely'

/** How people come to a company, prove who they are, and get back in: docs/decisions/0030-people-and-keys.md */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [invitations, passwords, secondFactors, letters, policies])
    await sql.raw(statement).execute(db)
}

const invitations = `
create table invitations (
  id uuid primary key,
  company_id uuid not null references companies on delete cascade,
  email text not null check (email = lower(email) and length(email) between 3 and 320),
  role text not null check (length(role) between 1 and 40),
  language text not null check (language in ('en', 'ru')),
  -- SHA-256 of what stands in the link.
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  invited_by_name text check (length(invited_by_name) <= 320),
  created_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > sent_at),
  ended_at timestamptz,
  ended_as text check (ended_as in ('accepted', 'revoked')),
  check ((ended_at is null) = (ended_as is null))
);
create unique index invitations_open on invitations (company_id, email) where ended_at is null;

alter table companies add column two_factor_required boolean not null default false;
`

const passwords = `
create table identity.password_resets (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  user_id uuid not null references identity.users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index password_resets_by_user on identity.password_resets (user_id);
create index password_resets_by_expiry on identity.password_resets (expires_at);
`

const secondFactors = `
create table identity.second_factors (
  user_id uuid primary key references identity.users on delete cascade,
  -- Sealed with the installation's key.
  secret bytea not null,
  -- Asked for at sign-in from then on; null while it is being set up.
  confirmed_at timestamptz,
  -- Of the last code that was taken: none is taken twice, and none before it.
  last_step bigint not null default 0,
  created_at timestamptz not null
);
create table identity.recovery_codes (
  user_id uuid not null references identity.second_factors on delete cascade,
  code_hash bytea not null check (octet_length(code_hash) = 32),
  primary key (user_id, code_hash)
);
-- Who gave the password and is asked for the second factor.
create table identity.sign_in_challenges (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  user_id uuid not null references identity.users on delete cascade,
  attempts integer not null default 0 check (attempts >= 0),
  expires_at timestamptz not null
);
create index sign_in_challenges_by_expiry on identity.sign_in_challenges (expires_at);
create index sign_in_challenges_by_user on identity.sign_in_challenges (user_id);
`

/** E-mails to one person that hold a link only that person may read: apart from notices, whose log the company reads. */
const letters = `
create table identity.letters (
  id uuid primary key,
  address text not null check (length(address) between 3 and 320),
  -- What it says, sealed with the installation's key; gone once it is sent.
  content bytea,
  attempts integer not null default 0 check (attempts >= 0),
  created_at timestamptz not null,
  next_at timestamptz,
  ended_at timestamptz,
  ended_as text check (ended_as in ('sent', 'failed', 'expired')),
  last_error text check (length(last_error) between 1 and 50),
  check ((next_at is null) = (ended_at is not null)),
  check ((ended_at is null) = (ended_as is null)),
  check ((content is null) = (ended_at is not null))
);
create index letters_waiting on identity.letters (next_at) where next_at is not null;
create index letters_ended on identity.letters (ended_at) where ended_at is not null;
`

const outOfReach = (table: string): string => `
alter table ${table} enable row level security;
create policy out_of_reach on ${table} to tallybook_app using (false);
`

const policies = `
grant select, insert, update on invitations to tallybook_app;
alter table invitations enable row level security;
create policy own_company on invitations to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
grant update (role), delete on memberships to tallybook_app;
grant update (two_factor_required) on companies to tallybook_app;
${[
  'identity.password_resets',
  'identity.second_factors',
  'identity.recovery_codes',
  'identity.sign_in_challenges',
  'identity.letters',
]
  .map(outOfReach)
  .join('')}
`

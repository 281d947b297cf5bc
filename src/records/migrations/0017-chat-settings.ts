import { type Kysely, sql } from 'kysely'

/**
 * Names and measures of chats: configured chats, operators, their groups with targets over time, calendars over time. A source
 * gives the ids. What a version from "the first chat on" begins with is the epoch.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [revisions, calendars, groups, members, channels, refolds, policies])
    await sql.raw(statement).execute(db)
}

const revisions = `
create table chat_settings (
  company_id uuid primary key references companies on delete cascade,
  -- Grows with every change of anything below.
  revision bigint not null check (revision > 0),
  updated_at timestamptz not null
);
`

const calendars = `
create table chat_calendars (
  id uuid primary key,
  company_id uuid not null references companies on delete cascade,
  name text not null check (length(name) between 1 and 200),
  archived_at timestamptz,
  created_at timestamptz not null,
  unique (id, company_id)
);
create unique index chat_calendars_by_name on chat_calendars (company_id, lower(name)) where archived_at is null;

create table chat_calendar_versions (
  calendar_id uuid not null,
  company_id uuid not null,
  valid_from timestamptz not null check (isfinite(valid_from)),
  time_zone text not null check (length(time_zone) between 1 and 64),
  -- Seven arrays of { "from", "to" }, Monday first; [{ "date", "name", "hours" }].
  weekdays jsonb not null check (jsonb_typeof(weekdays) = 'array' and jsonb_array_length(weekdays) = 7),
  days jsonb not null check (jsonb_typeof(days) = 'array'),
  primary key (calendar_id, valid_from),
  foreign key (calendar_id, company_id) references chat_calendars (id, company_id) on delete cascade
);
create index chat_calendar_versions_by_company on chat_calendar_versions (company_id);
`

const groups = `
create table chat_groups (
  company_id uuid not null references companies on delete cascade,
  -- Empty: chats without a group.
  id text collate "C" not null check (length(id) <= 200),
  name text not null check (length(name) between 1 and 200),
  primary key (company_id, id)
);

create table chat_group_versions (
  company_id uuid not null,
  group_id text collate "C" not null,
  valid_from timestamptz not null check (isfinite(valid_from)),
  calendar_id uuid,
  first_target_s integer check (first_target_s between 1 and 2592000),
  later_target_s integer check (later_target_s between 1 and 2592000),
  primary key (company_id, group_id, valid_from),
  foreign key (company_id, group_id) references chat_groups on delete cascade,
  foreign key (calendar_id, company_id) references chat_calendars (id, company_id)
);
create index chat_group_versions_by_calendar on chat_group_versions (calendar_id) where calendar_id is not null;

create table chat_operators (
  company_id uuid not null references companies on delete cascade,
  id text collate "C" not null check (length(id) between 1 and 200),
  name text not null check (length(name) between 1 and 200),
  email text check (length(email) between 3 and 254),
  primary key (company_id, id)
);
`

/** Overlaps compare texts as ranges of one, as those of prices do companies: no extension is needed. */
const members = `
create type text_range as range (subtype = text, collation = "C");
create table chat_group_members (
  company_id uuid not null,
  group_id text collate "C" not null,
  operator_id text collate "C" not null,
  -- The epoch: always was.
  valid_from timestamptz not null check (isfinite(valid_from)),
  valid_to timestamptz check (isfinite(valid_to) and valid_to > valid_from),
  primary key (company_id, group_id, operator_id, valid_from),
  foreign key (company_id, group_id) references chat_groups on delete cascade,
  foreign key (company_id, operator_id) references chat_operators on delete cascade,
  constraint no_overlapping_membership exclude using gist (
    uuid_range(company_id, company_id, '[]') with &&, text_range(group_id, group_id, '[]') with &&,
    text_range(operator_id, operator_id, '[]') with &&, tstzrange(valid_from, valid_to) with &&)
);
create index chat_group_members_by_operator on chat_group_members (company_id, operator_id);
`

const channels = `
alter table connections add constraint connections_with_company unique (id, company_id);
create table chat_channels (
  company_id uuid not null references companies on delete cascade,
  id text collate "C" not null check (length(id) between 1 and 200),
  name text not null check (length(name) between 1 and 200),
  messenger text not null check (messenger ~ '^[a-z0-9][a-z0-9_-]{0,49}$'),
  connection_id uuid,
  primary key (company_id, id),
  foreign key (connection_id, company_id) references connections (id, company_id) on delete set null (connection_id)
);
create index chat_channels_by_connection on chat_channels (connection_id) where connection_id is not null;
`

/**
 * Written with the change that asks for it; finished when the chats are folded anew. Kept for a while after that: the facts of
 * chats are not synced to the disk as they are written.
 */
const refolds = `
create table chat_refold_requests (
  id bigint generated by default as identity primary key,
  company_id uuid not null references companies on delete cascade,
  fold_from timestamptz not null check (isfinite(fold_from)),
  created_at timestamptz not null,
  finished_at timestamptz
);
create index chat_refold_requests_waiting on chat_refold_requests (id) where finished_at is null;
create index chat_refold_requests_by_company on chat_refold_requests (company_id) where finished_at is null;
create index chat_refold_requests_finished on chat_refold_requests (finished_at) where finished_at is not null;
`

const own = (table: string): string => `
alter table ${table} enable row level security;
create policy own_company on ${table} to tallybook_app
  using (company_id = current_company_id()) with check (company_id = current_company_id());
`

const policies = `
grant select, insert, update (revision, updated_at) on chat_settings to tallybook_app;
grant select, insert, update (name, archived_at) on chat_calendars to tallybook_app;
grant select, insert, delete on chat_calendar_versions, chat_group_versions, chat_group_members to tallybook_app;
grant select, insert, update (name), delete on chat_groups to tallybook_app;
grant select, insert, update (name, email), delete on chat_operators to tallybook_app;
grant select, insert, update (name, messenger, connection_id), delete on chat_channels to tallybook_app;
grant select, insert on chat_refold_requests to tallybook_app;
${[
  'chat_settings',
  'chat_calendars',
  'chat_calendar_versions',
  'chat_groups',
  'chat_group_versions',
  'chat_operators',
  'chat_group_members',
  'chat_channels',
  'chat_refold_requests',
]
  .map(own)
  .join('')}
`

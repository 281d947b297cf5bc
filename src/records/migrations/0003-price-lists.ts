import { type Kysely, sql } from 'kysely'

/**
 * Price lists with their versions and rates, and which version is in force for whom. What must never be is refused here,
 * whoever writes: a published version that changes, two versions in force for a company at once, a list in a currency that
 * is not the company's, prices from a company that is not its seller.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [sellers, priceLists, versions, assignments, rerateRequests, policies]) {
    await sql.raw(statement).execute(db)
  }
}

/** Who sells to a company: the one it depends on, or itself where it depends on none. Keys point at it, so it is a column. */
const sellers = `
alter table companies add column seller_id uuid not null generated always as (coalesce(parent_id, id)) stored;
alter table companies add constraint companies_with_seller_and_currency unique (id, seller_id, currency);
`

const priceLists = `
create table price_lists (
  id uuid primary key default gen_random_uuid(),
  seller_id uuid not null references companies on delete cascade,
  name text not null check (length(name) between 1 and 100),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null default now(),
  unique (id, seller_id, currency),
  unique (id, seller_id)
);
create index price_lists_by_seller on price_lists (seller_id, created_at);
`

const versions = `
create table price_list_versions (
  id uuid primary key default gen_random_uuid(),
  list_id uuid not null,
  seller_id uuid not null,
  number integer not null check (number between 1 and 1000),
  state text not null default 'draft' check (state in ('draft', 'published')),
  charge_on jsonb not null default '{}' check (jsonb_typeof(charge_on) = 'object'),
  rate_count integer not null default 0 check (rate_count between 0 and 100000),
  prefix_lengths smallint[] not null default '{}',
  created_at timestamptz not null default now(),
  published_at timestamptz check ((published_at is null) = (state = 'draft')),
  unique (list_id, number),
  unique (id, list_id, state),
  foreign key (list_id, seller_id) references price_lists (id, seller_id) on delete cascade
);

create table price_rates (
  version_id uuid not null references price_list_versions on delete cascade,
  channel text collate "C" not null,
  kind text collate "C" not null default '',
  destination text collate "C" not null,
  unit text not null check (unit in ('message', 'segment', 'second', 'minute')),
  price_micros bigint not null check (price_micros between 0 and 9999999999999),
  first_increment_s integer not null default 1 check (first_increment_s between 1 and 3600),
  increment_s integer not null default 1 check (increment_s between 1 and 3600),
  primary key (version_id, channel, kind, destination)
);

create function refuse_change_of_published_version() returns trigger language plpgsql as $$
begin
  if old.state = 'published' then
    raise exception 'a published version of a price list never changes' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger published_versions_stay before update on price_list_versions
  for each row execute function refuse_change_of_published_version();

create function refuse_rates_of_published_version() returns trigger language plpgsql as $$
begin
  if exists (select from price_list_versions where state = 'published'
      and id in (select distinct version_id from touched_rates)) then
    raise exception 'the rates of a published version never change' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger published_rates_stay_alone after insert on price_rates
  referencing new table as touched_rates for each statement execute function refuse_rates_of_published_version();
create trigger published_rates_stay after delete on price_rates
  referencing old table as touched_rates for each statement execute function refuse_rates_of_published_version();
create trigger published_rates_stay_same after update on price_rates
  referencing old table as touched_rates for each statement execute function refuse_rates_of_published_version();
create trigger published_rates_stay_without after update on price_rates
  referencing new table as touched_rates for each statement execute function refuse_rates_of_published_version();
`

/**
 * The exclusion of overlaps compares companies as ranges of one: the extension that compares them as they are is not in
 * every PostgreSQL. The keys to companies and versions say in one go that the company buys from this seller in the list's
 * currency, and that the version is published.
 */
const assignments = `
create type uuid_range as range (subtype = uuid);
create table price_assignments (
  id uuid primary key default gen_random_uuid(),
  seller_id uuid not null,
  company_id uuid not null,
  list_id uuid not null,
  version_id uuid not null,
  version_state text not null default 'published' check (version_state = 'published'),
  currency text not null,
  valid_from timestamptz not null check (isfinite(valid_from)),
  valid_to timestamptz check (isfinite(valid_to) and valid_to > valid_from),
  created_at timestamptz not null default now(),
  foreign key (company_id, seller_id, currency) references companies (id, seller_id, currency),
  foreign key (list_id, seller_id, currency) references price_lists (id, seller_id, currency) deferrable,
  foreign key (version_id, list_id, version_state) references price_list_versions (id, list_id, state) deferrable,
  constraint no_overlapping_validity exclude using gist (
    uuid_range(company_id, company_id, '[]') with &&, tstzrange(valid_from, valid_to) with &&)
);
create index price_assignments_by_company on price_assignments (company_id, valid_from);
create index price_assignments_by_list on price_assignments (list_id, valid_from);
create index price_assignments_by_version on price_assignments (version_id);
`

/** Written with the change that asks for it, deleted when the facts are rated anew: a crash in between loses nothing. */
const rerateRequests = `
create table rerate_requests (
  id bigint generated by default as identity primary key,
  seller_id uuid not null references companies on delete cascade,
  company_id uuid not null references companies on delete cascade,
  rate_from timestamptz not null,
  created_at timestamptz not null default now()
);
`

const policies = `
grant select, insert, update (name), delete on price_lists to tallybook_app;
alter table price_lists enable row level security;
create policy own_lists on price_lists to tallybook_app
  using (seller_id = current_company_id()) with check (seller_id = current_company_id());
create policy lists_paid_by on price_lists for select to tallybook_app
  using (id in (select list_id from price_assignments where company_id = current_company_id()));

grant select, insert, update (state, charge_on, rate_count, prefix_lengths, published_at) on price_list_versions
  to tallybook_app;
alter table price_list_versions enable row level security;
create policy own_versions on price_list_versions to tallybook_app
  using (seller_id = current_company_id()) with check (seller_id = current_company_id());
create policy versions_paid_by on price_list_versions for select to tallybook_app
  using (id in (select version_id from price_assignments where company_id = current_company_id()));

grant select, insert, delete on price_rates to tallybook_app;
alter table price_rates enable row level security;
create policy rates_of_own_versions on price_rates to tallybook_app
  using (version_id in (select id from price_list_versions where seller_id = current_company_id()))
  with check (version_id in (select id from price_list_versions where seller_id = current_company_id()));
create policy rates_paid_by on price_rates for select to tallybook_app
  using (version_id in (select version_id from price_assignments where company_id = current_company_id()));

grant select, insert, update (valid_to), delete on price_assignments to tallybook_app;
alter table price_assignments enable row level security;
create policy own_sales on price_assignments to tallybook_app
  using (seller_id = current_company_id()) with check (seller_id = current_company_id());
create policy own_prices on price_assignments for select to tallybook_app
  using (company_id = current_company_id());

grant select, insert on rerate_requests to tallybook_app;
alter table rerate_requests enable row level security;
create policy own_sales on rerate_requests to tallybook_app
  using (seller_id = current_company_id()) with check (seller_id = current_company_id());
`

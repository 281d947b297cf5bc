/**
 * A supplier is a company that sells to those below it (role \`company\`), or who sells to a company that depends on none
 * (role \`provider\`, kept with that company).
 */
export const invoicingTables = `
create table supplier_settings (
  supplier_id uuid not null references companies on delete cascade,
  supplier_role text not null check (supplier_role in ('company', 'provider')),
  is_registered boolean not null default true,
  standard_rate_basis_points integer not null check (standard_rate_basis_points between 0 and 10000),
  payment_days integer not null default 14 check (payment_days between 0 and 365),
  grace_hours integer not null default 24 check (grace_hours between 0 and 744),
  invoice_series text not null default 'INV' check (invoice_series ~ '^[A-Z0-9]{1,10}$'),
  pro_forma_series text not null default 'PF' check (pro_forma_series ~ '^[A-Z0-9]{1,10}$'),
  credit_note_series text not null default 'CN' check (credit_note_series ~ '^[A-Z0-9]{1,10}$'),
  version integer not null default 1 check (version > 0),
  primary key (supplier_id, supplier_role),
  check (invoice_series <> pro_forma_series and invoice_series <> credit_note_series and pro_forma_series <> credit_note_series)
);

create table number_counters (
  supplier_id uuid not null,
  supplier_role text not null check (supplier_role in ('company', 'provider')),
  series text not null,
  year smallint not null check (year between 2000 and 9999),
  last bigint not null check (last > 0),
  primary key (supplier_id, supplier_role, series, year)
);

create table invoices (
  id uuid primary key,
  company_id uuid not null references companies,
  supplier_id uuid not null references companies,
  supplier_role text not null check (supplier_role in ('company', 'provider')),
  kind text not null check (kind in ('invoice', 'pro_forma', 'credit_note')),
  series text not null,
  year smallint not null,
  ordinal bigint not null check (ordinal > 0),
  number text not null check (length(number) between 1 and 60),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  net_micros amount_micros not null,
  tax_micros amount_micros not null,
  gross_micros amount_micros not null,
  prepaid_micros amount_micros not null,
  due_micros amount_micros not null,
  -- What its usage comes to before rounding.
  exact_micros amount_micros,
  period_from timestamptz,
  period_to timestamptz,
  time_zone text check (length(time_zone) between 1 and 64),
  -- Per shard, up to which pass the invoice before it and this one took entries of usage.
  after_passes jsonb check (jsonb_typeof(after_passes) = 'object'),
  through_passes jsonb check (jsonb_typeof(through_passes) = 'object'),
  corrects uuid references invoices,
  document jsonb not null check (jsonb_typeof(document) = 'object'),
  issued_at timestamptz not null,
  idempotency_key text not null check (length(idempotency_key) between 1 and 300),
  input_hash bytea not null check (length(input_hash) = 32),
  created_by_user uuid,
  created_by_name text,
  voided_at timestamptz,
  void_reason text check (length(void_reason) between 1 and 500),
  unique (supplier_id, supplier_role, series, year, ordinal),
  unique (supplier_id, supplier_role, number),
  unique (company_id, idempotency_key),
  check (gross_micros = net_micros + tax_micros),
  check (due_micros = gross_micros - prepaid_micros),
  check ((kind = 'invoice') = (num_nonnulls(exact_micros, period_from, period_to, time_zone, after_passes, through_passes) = 6)),
  check (kind = 'invoice' or num_nonnulls(exact_micros, period_from, period_to, time_zone, after_passes, through_passes) = 0),
  check (period_from < period_to),
  check ((kind = 'credit_note') = (corrects is not null)),
  check ((voided_at is null) = (void_reason is null))
);
create unique index one_invoice_of_a_month on invoices (company_id, period_to) where kind = 'invoice' and voided_at is null;
create index invoices_by_company on invoices (company_id, issued_at, id);
create index invoices_by_supplier on invoices (supplier_id, supplier_role, issued_at, id);

create table invoice_files (
  invoice_id uuid primary key references invoices,
  sha256 bytea not null check (sha256 = sha256(bytes)),
  bytes bytea not null,
  rendered_at timestamptz not null
);

create table month_closes (
  company_id uuid not null references companies,
  kind text not null check (kind in ('usage')),
  period_from timestamptz not null,
  period_to timestamptz not null,
  time_zone text not null check (length(time_zone) between 1 and 64),
  state text not null check (state in ('waiting', 'set_aside', 'closed')),
  reason text check (length(reason) between 1 and 100),
  detail text check (length(detail) between 1 and 1000),
  invoice_id uuid references invoices,
  after_passes jsonb not null,
  through_passes jsonb,
  attempts integer not null default 0,
  updated_at timestamptz not null,
  primary key (company_id, period_to, kind),
  check (period_from < period_to),
  check ((state = 'set_aside') = (reason is not null)),
  check ((state = 'closed') = (through_passes is not null)),
  check (state = 'closed' or invoice_id is null)
);
create index month_closes_open on month_closes (period_to, company_id) where state <> 'closed';
`

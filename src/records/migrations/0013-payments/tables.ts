/** `seller_id` is the company that acts as the seller: for those below it, or of a company that depends on none for itself. */
export const paymentTables = `
create table payment_gateways (
  id uuid primary key,
  seller_id uuid not null references companies,
  kind text not null check (kind in ('stripe', 'sandbox')),
  mode text not null check (mode in ('live', 'test')),
  -- Sealed with the installation's key.
  settings bytea not null,
  is_ready boolean not null,
  is_offered boolean not null,
  updated_at timestamptz not null,
  updated_by_name text,
  unique (seller_id, kind),
  check (is_ready or not is_offered),
  check (kind <> 'sandbox' or mode = 'test')
);
create unique index one_gateway_is_offered on payment_gateways (seller_id) where is_offered;

create table checkouts (
  id uuid primary key,
  company_id uuid not null references companies,
  gateway_id uuid not null references payment_gateways,
  invoice_id uuid references invoices,
  amount_micros amount_micros not null check (amount_micros > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  state text not null check (state in ('open', 'pending', 'failed', 'paid')),
  -- Of the gateway; null until it has answered.
  external_id text check (length(external_id) between 1 and 255),
  url text check (length(url) between 1 and 4000),
  created_at timestamptz not null,
  created_by_user uuid,
  created_by_name text,
  idempotency_key text not null check (length(idempotency_key) between 1 and 300),
  input_hash bytea not null check (length(input_hash) = 32),
  unique (company_id, idempotency_key),
  check ((external_id is null) = (url is null))
);
create index checkouts_by_time on checkouts (company_id, created_at);

create table bank_statements (
  id uuid primary key,
  seller_id uuid not null references companies,
  sha256 bytea not null check (length(sha256) = 32),
  format text not null check (format in ('camt053', 'one_c', 'csv')),
  -- Empty where the file does not say.
  account text not null check (length(account) <= 50),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  first_day date,
  last_day date,
  opening_micros amount_micros,
  closing_micros amount_micros,
  line_count integer not null check (line_count >= 0),
  uploaded_at timestamptz not null,
  uploaded_by_user uuid,
  uploaded_by_name text,
  unique (seller_id, sha256, account, currency)
);
create index bank_statements_by_time on bank_statements (seller_id, id);

create table payments (
  id uuid primary key,
  company_id uuid not null references companies,
  seller_id uuid not null references companies,
  source text not null check (source in ('gateway', 'statement', 'staff')),
  -- Names the payment at its source: the checkout, the line of the statement, the adjustment.
  external_id text not null check (length(external_id) between 1 and 300),
  input_hash bytea not null check (length(input_hash) = 32),
  transfer_id uuid not null unique references transfers,
  amount_micros amount_micros not null check (amount_micros > 0),
  currency text not null,
  refunded_micros amount_micros not null default 0 check (refunded_micros >= 0),
  charged_back_micros amount_micros not null default 0 check (charged_back_micros >= 0),
  state text not null generated always as (case when charged_back_micros > 0 then 'charged_back'
    when refunded_micros = amount_micros then 'refunded' else 'credited' end) stored,
  invoice_id uuid references invoices,
  -- What was due of the document when the payment came; null without a document.
  expected_micros amount_micros,
  reference text check (length(reference) between 1 and 100),
  payer text check (length(payer) between 1 and 500),
  gateway_id uuid references payment_gateways,
  gateway_kind text check (gateway_kind in ('stripe', 'sandbox')),
  -- What refunds and disputes name.
  gateway_payment_id text check (length(gateway_payment_id) between 1 and 255),
  is_test boolean not null,
  received_at timestamptz not null,
  created_at timestamptz not null,
  created_by_user uuid,
  created_by_name text,
  unique (source, external_id),
  check ((source = 'gateway') = (gateway_id is not null)),
  check ((gateway_id is null) = (gateway_kind is null)),
  check (gateway_payment_id is null or gateway_id is not null),
  check ((invoice_id is null) = (expected_micros is null)),
  check (refunded_micros + charged_back_micros <= amount_micros)
);
create unique index payments_of_gateway on payments (gateway_id, gateway_payment_id) where gateway_payment_id is not null;
create index payments_by_company on payments (company_id, received_at, id);
create index payments_by_seller on payments (seller_id, received_at, id);
create index payments_by_document on payments (invoice_id) where invoice_id is not null;

create table payment_returns (
  transfer_id uuid primary key references transfers,
  payment_id uuid not null references payments,
  kind text not null check (kind in ('refund', 'chargeback')),
  -- Taken from the balance; below zero: a dispute was won, and the money came back.
  amount_micros amount_micros not null check (amount_micros <> 0),
  at timestamptz not null,
  check (kind = 'chargeback' or amount_micros > 0)
);
create index payment_returns_by_payment on payment_returns (payment_id);

create table payment_inbox (
  gateway_id uuid not null references payment_gateways,
  event_id text not null check (length(event_id) between 1 and 255),
  kind text not null check (length(kind) between 1 and 50),
  -- As it was understood.
  event jsonb not null check (jsonb_typeof(event) = 'object'),
  gateway_payment_id text,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  -- Why nothing could be done about it; null where all was done.
  set_aside text check (set_aside in ('unknown_checkout', 'currency_mismatch', 'amount_out_of_range', 'paid_differently')),
  primary key (gateway_id, event_id)
);
create index payment_inbox_by_payment on payment_inbox (gateway_id, gateway_payment_id) where gateway_payment_id is not null;
create index payment_inbox_set_aside on payment_inbox (gateway_id, received_at) where set_aside is not null;

create table statement_lines (
  id uuid primary key,
  statement_id uuid not null references bank_statements,
  seller_id uuid not null references companies,
  account text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  line_id text not null check (length(line_id) between 1 and 100),
  booked_on date not null,
  value_on date,
  amount_micros amount_micros not null,
  payer_name text,
  payer_account text,
  payer_tax_number text,
  reference text,
  purpose text not null,
  end_to_end_id text,
  is_reversal boolean not null,
  raw jsonb not null check (jsonb_typeof(raw) = 'object'),
  state text not null check (state in ('proposed', 'credited', 'ignored', 'not_ours')),
  proposal jsonb not null check (jsonb_typeof(proposal) = 'object'),
  payment_id uuid references payments,
  ignored_because text check (length(ignored_because) between 1 and 500),
  decided_at timestamptz,
  decided_by_user uuid,
  -- Null where the program decided, as the match was certain.
  decided_by_name text,
  unique (seller_id, account, currency, line_id),
  check ((state = 'credited') = (payment_id is not null)),
  check ((state = 'ignored') = (ignored_because is not null)),
  check ((state in ('credited', 'ignored')) = (decided_at is not null))
);
create index statement_lines_by_state on statement_lines (seller_id, state, booked_on, id);
create index statement_lines_by_day on statement_lines (seller_id, booked_on, id);

-- What staff said of a payment beside what its adjustment says; the payment comes to be when the adjustment is posted.
create table staff_payments (
  adjustment_id uuid primary key references adjustments,
  seller_id uuid not null references companies,
  invoice_id uuid references invoices,
  received_at timestamptz not null
);
`

import type { Client } from 'pg'

/* What the test of row-level security goes by. Not used by the program. */

export const own = '11111111-1111-4111-8111-111111111111'
export const foreign = '22222222-2222-4222-8222-222222222222'

/** Rows of two companies in every table. */
export async function seed(client: Client): Promise<void> {
  for (const [company, name] of [
    [own, 'own'],
    [foreign, 'foreign'],
  ] as const) {
    await client.query(
      `insert into companies (id, name, time_zone, currency) values ('${company}', '${name}', 'UTC', 'EUR');
       insert into identity.users (id, name, email) values ('${company}', '${name}', '${name}@example.com');
       insert into company_activity (company_id, last_event_at) values ('${company}', now());
       insert into former_parents (company_id, parent_id) values ('${company}', '${company}');
       insert into memberships (company_id, user_id, role) values ('${company}', '${company}', 'owner');
       insert into api_keys (company_id, name, prefix, hash, scopes)
         values ('${company}', '${name}', 'tb_', sha256('${name}'), '{metrics:read}');
       insert into connections (company_id, provider, name, secrets) values ('${company}', 'twilio', '${name}', 'sealed');
       insert into refused_requests (id, company_id, connection_id, received_at, reason, method, path, headers, body, body_bytes)
         select '${company}', company_id, id, now(), 'invalid_body', 'POST', '/', '{}', '', 0 from connections
         where company_id = '${company}';
       insert into refused_counts (company_id, connection_id, hour, refused)
         select company_id, id, now(), 1 from connections where company_id = '${company}';
       insert into personal_data_rules (company_id, persons_months, requests_months) values ('${company}', 12, 3);
       insert into erasures (id, company_id, person, person_masked, stand_in, asked_at)
         values ('${company}', '${company}', '${name}', '•••', 'erased-', now());
       insert into identity.sessions (user_id, token, expires_at, company_id)
         values ('${company}', '${name}', now(), '${company}');
       insert into identity.accounts (user_id, account_id, provider_id) values ('${company}', '${name}', 'credential');
       insert into identity.verifications (identifier, value, expires_at) values ('${name}', '${name}', now());
       insert into identity.sign_in_failures (key, failures, window_started_at) values ('${name}', 1, now());
       insert into invitations (id, company_id, email, role, language, token_hash, created_at, sent_at, expires_at)
         values ('${company}', '${company}', 'a@example.com', 'analyst', 'en', sha256('${name}'), now(), now(), now() + interval '1 day');
       insert into identity.password_resets (token_hash, user_id, created_at, expires_at)
         values (sha256('${name}'), '${company}', now(), now());
       insert into identity.second_factors (user_id, secret, created_at) values ('${company}', 'sealed', now());
       insert into identity.recovery_codes (user_id, code_hash) values ('${company}', sha256('${name}'));
       insert into identity.sign_in_challenges (token_hash, user_id, expires_at) values (sha256('${name}'), '${company}', now());
       insert into identity.letters (id, address, content, created_at, next_at)
         values ('${company}', 'a@example.com', 'sealed', now(), now());`,
    )
    await client.query(
      `insert into price_lists (id, seller_id, name, currency) values ('${company}', '${company}', '${name}', 'EUR');
       insert into price_list_versions (id, list_id, seller_id, number)
         values ('${company}', '${company}', '${company}', 1);
       insert into price_rates (version_id, channel, destination, unit, price_micros)
         values ('${company}', 'sms', 'any', 'message', 75000);
       update price_list_versions set state = 'published', published_at = now() where id = '${company}';
       insert into price_assignments (seller_id, company_id, list_id, version_id, currency, valid_from)
         values ('${company}', '${company}', '${company}', '${company}', 'EUR', now());
       insert into rerate_requests (seller_id, company_id, rate_from) values ('${company}', '${company}', now());
       insert into finished_rerates (seller_id, company_id, rate_from, created_at)
         values ('${company}', '${company}', now(), now());
       insert into audit_entries (id, company_id, actor_company_id, at, act, actor_kind)
         values ('${company}', '${company}', '${company}', now(), 'company.changed', 'user');
       insert into company_details (company_id, role, version, details, updated_at)
         values ('${company}', 'company', 1, '{}', now());
       insert into company_details_changes (company_id, role, version, changed_at, after)
         values ('${company}', 'company', 1, now(), '{}');`,
    )
    await seedLedger(client, company, name)
    await seedInvoicing(client, company, name)
    await seedPayments(client, company, name)
    await seedNotices(client, company, name)
    await seedReports(client, company, name)
    await seedImports(client, company, name)
    await seedChatSettings(client, company, name)
  }
}

async function seedLedger(client: Client, company: string, name: string): Promise<void> {
  await client.query(
    `begin;
     select post_transfer('${company}', '${company}', 'deposit', 'EUR', 1000000, '${name}', null, '${name}', sha256('${name}'),
       null, null, now());
     commit;
     insert into adjustments (id, company_id, entered_by_company, kind, currency, amount_micros, reason, state, idempotency_key,
         input_hash, created_at, transfer_id)
       values ('${company}', '${company}', '${company}', 'deposit', 'EUR', 1000000, '${name}', 'posted', '${name}',
         sha256('${name}'), now(), '${company}');
     select from authorize_batch(array['${company}']::uuid[], array['${company}']::uuid[], array[1], array['EUR'],
       array['{}']::jsonb[], array[1], array[1], array[null]::uuid[], array['${name}'], array['${name}'], array[sha256('${name}')],
       array[0], now());
     insert into setting_changes (id, company_id, act, at, credit_limit_before, credit_limit_after, blocked_before, blocked_after)
       values ('${company}', '${company}', 'applied', now(), 0, 1, false, false);
     insert into kept_answers (company_id, idempotency_key, input_hash, answer)
       values ('${company}', '${name}', sha256('${name}'), '{}');
     insert into proven_accounts (account_id, number, balance_micros, proven_at)
       select id, 1, balance_micros, now() from accounts where company_id = '${company}' and kind = 'balance';
     insert into usage_progress (shard, posted_through) values ('${name}', now());
     insert into usage_passes (id, shard, from_version, to_version, state, created_at)
       values ('${company}', '${name}', 0, 1, 'entered', now());
     select post_usage('${company}', now(), sha256('${name}'),
       '[{"transfer_id": "${company.replace(/./, 'a')}", "company_id": "${company}", "currency": "EUR", "amount_micros": 1, "charges": 1}]');`,
  )
}

async function seedInvoicing(client: Client, company: string, name: string): Promise<void> {
  const credited = company.replace(/./, 'c')
  await client.query(
    `insert into supplier_settings (supplier_id, supplier_role, standard_rate_basis_points) values ('${company}', 'company', 0);
     insert into invoices (id, company_id, supplier_id, supplier_role, kind, series, year, currency, net_micros, tax_micros,
         gross_micros, prepaid_micros, due_micros, document, issued_at, idempotency_key, input_hash)
       values ('${company}', '${company}', '${company}', 'company', 'pro_forma', 'PF', 2026, 'EUR', 1, 0, 1, 0, 1, '{}', now(),
         '${name}', sha256('${name}'));
     insert into invoices (id, company_id, supplier_id, supplier_role, kind, series, year, currency, net_micros, tax_micros,
         gross_micros, prepaid_micros, due_micros, exact_micros, period_from, period_to, time_zone, after_passes, through_passes,
         usage_lines, document, issued_at, idempotency_key, input_hash)
       values ('${credited}', '${company}', '${company}', 'company', 'invoice', 'INV', 2026, 'EUR', 1, 0, 1, 0, 1, 1,
         now() - interval '1 month', now(), 'UTC', '{}', '{}', '[]', '{"lines": [{"position": 1, "net": "0.000001"}]}', now(),
         'i${name}', sha256('${name}'));
     insert into invoices (id, company_id, supplier_id, supplier_role, kind, series, year, currency, net_micros, tax_micros,
         gross_micros, prepaid_micros, due_micros, corrects, document, issued_at, idempotency_key, input_hash)
       values ('${company.replace(/./, 'd')}', '${company}', '${company}', 'company', 'credit_note', 'CN', 2026, 'EUR', 1, 0, 1, 0, 1,
         '${credited}', '{}', now(), 'c${name}', sha256('${name}'));
     insert into credited_lines (credit_note_id, invoice_id, position, net_micros)
       values ('${company.replace(/./, 'd')}', '${credited}', 1, 1);
     insert into invoice_files (invoice_id, sha256, bytes, rendered_at) values ('${company}', sha256('${name}'), '${name}', now());
     insert into month_closes (company_id, kind, period_from, period_to, time_zone, state, after_passes, updated_at)
       values ('${company}', 'usage', now() - interval '1 month', now(), 'UTC', 'waiting', '{}', now());`,
  )
}

async function seedPayments(client: Client, company: string, name: string): Promise<void> {
  const returned = company.replace(/./, 'b')
  await client.query(
    `begin;
     insert into payment_gateways (id, seller_id, kind, mode, settings, is_ready, is_offered, updated_at)
       values ('${company}', '${company}', 'sandbox', 'test', '${name}', true, true, now());
     insert into payment_inbox (gateway_id, event_id, kind, event, occurred_at, received_at)
       values ('${company}', '${name}', 'payment_succeeded', '{}', now(), now());
     insert into checkouts (id, company_id, gateway_id, amount_micros, currency, state, created_at, idempotency_key, input_hash)
       values ('${company}', '${company}', '${company}', 1, 'EUR', 'open', now(), '${name}', sha256('${name}'));
     insert into payments (id, company_id, seller_id, source, external_id, input_hash, transfer_id, amount_micros, currency,
         gateway_id, gateway_kind, is_test, received_at, created_at)
       values ('${company}', '${company}', '${company}', 'gateway', '${name}', sha256('${name}'), '${company}', 1000000, 'EUR',
         '${company}', 'sandbox', true, now(), now());
     select post_transfer('${returned}', '${company}', 'chargeback', 'EUR', -1, '${name}', null, 'back:${name}', sha256('${name}'),
       null, null, now());
     insert into payment_returns (transfer_id, payment_id, kind, amount_micros, at)
       values ('${returned}', '${company}', 'chargeback', 1, now());
     insert into bank_statements (id, seller_id, sha256, format, account, currency, line_count, uploaded_at)
       values ('${company}', '${company}', sha256('${name}'), 'csv', '', 'EUR', 1, now());
     insert into statement_lines (id, statement_id, seller_id, account, currency, line_id, booked_on, amount_micros, purpose,
         is_reversal, raw, state, proposal)
       values ('${company}', '${company}', '${company}', '', 'EUR', '${name}', '2026-09-01', 1, '', false, '{}', 'proposed', '{}');
     insert into staff_payments (adjustment_id, seller_id, received_at) values ('${company}', '${company}', now());
     commit;`,
  )
}

async function seedNotices(client: Client, company: string, name: string): Promise<void> {
  await client.query(
    `insert into webhook_endpoints (id, company_id, url, types, secrets, created_at, updated_at)
       values ('${company}', '${company}', 'https://example.com', '{report.ready}', 'sealed', now(), now());
     insert into notice_settings (company_id, addresses, language, updated_at) values ('${company}', '[]', 'en', now());
     insert into notices (id, company_id, type, subject_id, occurred_at, data)
       values ('${company}', '${company}', 'report.ready', '${name}', now(), '{}');
     insert into deliveries (id, company_id, notice_id, kind, endpoint_id, next_at)
       values ('${company}', '${company}', '${company}', 'webhook', '${company}', now());
     insert into delivery_attempts (id, delivery_id, company_id, at, duration_ms, answer)
       values ('${company}', '${company}', '${company}', now(), 1, '${name}');
     insert into low_balances_told (company_id, told_at) values ('${company}', now());`,
  )
}

async function seedChatSettings(client: Client, company: string, name: string): Promise<void> {
  await client.query(
    `insert into chat_settings (company_id, revision, updated_at) values ('${company}', 1, now());
     insert into chat_calendars (id, company_id, name, created_at) values ('${company}', '${company}', '${name}', now());
     insert into chat_calendar_versions (calendar_id, company_id, valid_from, time_zone, weekdays, days)
       values ('${company}', '${company}', now(), 'UTC', '[[],[],[],[],[],[],[]]', '[]');
     insert into chat_groups (company_id, id, name) values ('${company}', '', '${name}');
     insert into chat_group_versions (company_id, group_id, valid_from, calendar_id) values ('${company}', '', now(), '${company}');
     insert into chat_operators (company_id, id, name) values ('${company}', '${name}', '${name}');
     insert into chat_group_members (company_id, group_id, operator_id, valid_from) values ('${company}', '', '${name}', now());
     insert into chat_channels (company_id, id, name, messenger) values ('${company}', '${name}', '${name}', 'web');
     insert into chat_refold_requests (company_id, fold_from, created_at) values ('${company}', now(), now());`,
  )
}

async function seedImports(client: Client, company: string, name: string): Promise<void> {
  await client.query(
    `insert into imports (id, company_id, kind, name, format, created_at)
       values ('${company}', '${company}', 'messages', '${name}', 'csv', now());
     insert into import_parts (import_id, company_id, number, body) values ('${company}', '${company}', 0, '');
     insert into import_refusals (import_id, company_id, first_row, body) values ('${company}', '${company}', 1, '');`,
  )
}

async function seedReports(client: Client, company: string, name: string): Promise<void> {
  await client.query(
    `insert into reports (id, company_id, name, service, type, scopes, format, language, filters, created_at, time_zone, job_id)
       values ('${company}', '${company}', '${name}', 'messages', 'message_detail', '{metrics:read}', 'csv', 'en', '{}', now(), 'UTC',
         '${company}');
     insert into report_schedules (id, company_id, name, service, type, scopes, format, language, filters, created_at, frequency,
         next_from, next_at)
       values ('${company}', '${company}', '${name}', 'messages', 'message_detail', '{metrics:read}', 'csv', 'en', '{}', now(), 'daily',
         now(), now() + interval '1 day');
     insert into report_file_removals (company_id, file_key) values ('${company}', '${name}');
     insert into report_deletions (company_id, deleted_at) values ('${company}', now());`,
  )
}

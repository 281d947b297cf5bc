import { Client, type QueryResult } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'

/**
 * Goes through every table that the catalogue names, so a table added later is tried too: it needs a policy, rows in
 * `seed`, and where it has no `company_id` an entry in `ownerOf`.
 */
const own = '11111111-1111-4111-8111-111111111111'
const foreign = '22222222-2222-4222-8222-222222222222'

/** SQL for the company of a row, for tables without `company_id`; null where no row belongs to a company. */
const ownerOf: Readonly<Record<string, string | null>> = {
  'public.companies': 'id',
  'public.usage_passes': null,
  'public.usage_progress': null,
  'public.proven_accounts': '(select company_id from accounts where id = t.account_id)',
  'public.plan_revisions': null,
  'public.former_parents': null,
  'public.supplier_settings': null,
  'public.number_counters': null,
  'public.invoice_files': '(select company_id from invoices where id = t.invoice_id)',
  'public.credited_lines': '(select company_id from invoices where id = t.invoice_id)',
  'public.payment_gateways': null,
  'public.payment_inbox': null,
  'public.payment_returns': '(select company_id from payments where id = t.payment_id)',
  'public.bank_statements': null,
  'public.statement_lines': null,
  'public.staff_payments': null,
  'identity.users': '(select company_id from memberships where user_id = t.id)',
  'identity.sessions': null,
  'identity.accounts': null,
  'identity.verifications': null,
  'identity.sign_in_failures': null,
  'migrations.done': null,
  'migrations.lock': null,
  'public.price_lists': 'seller_id',
  'public.price_list_versions': 'seller_id',
  'public.price_rates': '(select seller_id from price_list_versions v where v.id = t.version_id)',
}

async function seed(client: Client): Promise<void> {
  for (const [company, name] of [
    [own, 'own'],
    [foreign, 'foreign'],
  ] as const) {
    await client.query(
      `insert into companies (id, name, time_zone, currency) values ('${company}', '${name}', 'UTC', 'EUR');
       insert into identity.users (id, name, email) values ('${company}', '${name}', '${name}@example.com');
       insert into former_parents (company_id, parent_id) values ('${company}', '${company}');
       insert into memberships (company_id, user_id, role) values ('${company}', '${company}', 'owner');
       insert into api_keys (company_id, name, prefix, hash, scopes)
         values ('${company}', '${name}', 'tb_', sha256('${name}'), '{metrics:read}');
       insert into connections (company_id, provider, name, secrets) values ('${company}', 'twilio', '${name}', 'sealed');
       insert into identity.sessions (user_id, token, expires_at, company_id)
         values ('${company}', '${name}', now(), '${company}');
       insert into identity.accounts (user_id, account_id, provider_id) values ('${company}', '${name}', 'credential');
       insert into identity.verifications (identifier, value, expires_at) values ('${name}', '${name}', now());
       insert into identity.sign_in_failures (key, failures, window_started_at) values ('${name}', 1, now());`,
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
       insert into company_details (company_id, role, version, details, updated_at)
         values ('${company}', 'company', 1, '{}', now());
       insert into company_details_changes (company_id, role, version, changed_at, after)
         values ('${company}', 'company', 1, now(), '{}');`,
    )
    await seedLedger(client, company, name)
    await seedInvoicing(client, company, name)
    await seedPayments(client, company, name)
    await seedNotices(client, company, name)
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

interface Table {
  readonly name: string
  readonly kind: string
  readonly secured: boolean
  readonly policies: number
  readonly columns: readonly string[]
}

async function listTables(client: Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname || '.' || c.relname as name, c.relkind as kind, c.relrowsecurity as secured,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by name`)
  return rows
}

let records: Awaited<ReturnType<typeof openTestRecords>>
let client: Client
let tables: readonly Table[]

beforeAll(async () => {
  records = await openTestRecords()
  client = new Client(records.url)
  await client.connect()
  await seed(client)
  tables = await listTables(client)
})
afterAll(async () => {
  await client.end()
  await records.close()
})
beforeEach(async () => {
  await client.query('rollback; reset role')
})

function ownerExpression(table: Table): string | null {
  if (table.columns.includes('company_id') && !(table.name in ownerOf)) return 'company_id'
  const expression = ownerOf[table.name]
  if (expression === undefined)
    throw new Error(`Say in ownerOf which company a row of ${table.name} belongs to.`)
  return expression
}

async function countAsOwner(table: Table, company: string): Promise<number> {
  const expression = ownerExpression(table)
  if (expression === null) return 0
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from ${table.name} t where ${expression} = $1`,
    [company],
  )
  return rows[0]?.count ?? 0
}

/** Everything in the table that is not of our own company, as one text. */
async function foreignRows(table: Table): Promise<string> {
  const expression = ownerExpression(table)
  const { rows } = await client.query<{ all: string }>(
    `select coalesce(string_agg(t::text, E'\\n' order by t::text), '') as all from ${table.name} t
     where ${expression === null ? 'true' : `${expression} is distinct from '${own}'`}`,
  )
  return rows[0]?.all ?? ''
}

/** Runs a statement as our own company, then rolls back; checks in between that nothing foreign has changed. */
async function attempt(table: Table, statement: string, values: unknown[] = []): Promise<number | 'denied'> {
  const before = await foreignRows(table)
  await client.query('begin')
  await client.query(
    "select set_config('role', 'tallybook_app', true), set_config('tallybook.company_id', $1, true)",
    [own],
  )
  // A row that others point at is let go here, so that nothing but the policy keeps it.
  await client.query('set constraints all deferred; savepoint before_attempt')
  const outcome = await client.query(statement, values).then(
    (result: QueryResult) => result.rowCount ?? 0,
    async (error: unknown) => {
      await client.query('rollback to before_attempt')
      // 42501: no privilege, or refused by a policy. Anything else would hide what the policy does.
      if (error instanceof Error && 'code' in error && error.code === '42501') return 'denied' as const
      throw error
    },
  )
  await client.query('reset role')
  expect(await foreignRows(table), statement).toBe(before)
  await client.query('rollback')
  return outcome
}

test('the role of a company owns nothing and is bound by policies', async () => {
  const { rows } = await client.query(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcanlogin,
       (select count(*)::int from pg_class where relowner = r.oid) as owned
     from pg_roles r where rolname = 'tallybook_app'`,
  )
  expect(rows).toEqual([
    { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false, owned: 0 },
  ])
})

test('every table has row-level security and a policy, and there are rows of another company to look for', async () => {
  expect(tables.length).toBeGreaterThanOrEqual(10)
  for (const table of tables) {
    expect(table, 'a view would need security_invoker and a test of its own').toMatchObject({
      kind: 'r',
      secured: true,
    })
    expect(table.policies, table.name).toBeGreaterThan(0)
    if (ownerExpression(table) === null) expect(await foreignRows(table), table.name).not.toBe('')
    else
      for (const company of [own, foreign])
        expect(await countAsOwner(table, company), table.name).toBeGreaterThanOrEqual(1)
  }
})

test('no function lends the rights of its owner', async () => {
  const { rows } = await client.query(
    `select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`,
  )
  expect(rows).toEqual([])
})

describe('in the name of one company', () => {
  test('only its own rows are seen, in every table', async () => {
    for (const table of tables) {
      const seen = await attempt(table, `select from ${table.name}`)
      expect([await countAsOwner(table, own), 'denied'], table.name).toContain(seen)
    }
  })

  test('its own companies, members, keys and connections are seen', async () => {
    for (const name of [
      'public.companies',
      'public.memberships',
      'public.api_keys',
      'public.connections',
      'identity.users',
    ]) {
      const table = tables.find((candidate) => candidate.name === name)
      expect(table && (await attempt(table, `select from ${name}`)), name).toBe(1)
    }
  })

  test('no column of a row of another company is changed, in any table', async () => {
    for (const table of tables)
      for (const column of table.columns) {
        const changed = await attempt(table, `update ${table.name} set ${column} = ${column}`)
        expect([await countAsOwner(table, own), 'denied'], `${table.name}.${column}`).toContain(changed)
      }
  })

  test('no row is given to another company', async () => {
    for (const table of tables.filter((candidate) => candidate.columns.includes('company_id')))
      expect(await attempt(table, `update ${table.name} set company_id = '${foreign}'`), table.name).toBe(
        'denied',
      )
  })

  test('no row of another company is deleted, in any table', async () => {
    for (const table of tables) {
      const deleted = await attempt(table, `delete from ${table.name}`)
      expect([await countAsOwner(table, own), 'denied'], table.name).toContain(deleted)
      expect(await attempt(table, `truncate ${table.name} cascade`), table.name).toBe('denied')
    }
  })

  test('no row is added for another company, in any table', async () => {
    for (const table of tables) {
      const expression = ownerExpression(table)
      const { rows } = await client.query<{ row: unknown }>(
        `select to_jsonb(t) as row from ${table.name} t ${expression === null ? '' : `where ${expression} = '${foreign}'`} limit 1`,
      )
      const columns = table.columns.map((column) => `"${column}"`).join(', ')
      const statement = `insert into ${table.name} (${columns})
        select ${columns} from jsonb_populate_record(null::${table.name}, $1)`
      expect(await attempt(table, statement, [rows[0]?.row]), table.name).toBe('denied')
    }
  })
})

test('without a company nothing is seen at all', async () => {
  for (const table of tables) {
    await client.query('begin')
    await client.query("select set_config('role', 'tallybook_app', true)")
    const seen = await client.query(`select from ${table.name}`).then(
      (result) => result.rowCount,
      () => 0,
    )
    expect(seen, table.name).toBe(0)
    await client.query('rollback')
  }
})

describe('the door', () => {
  test('withCompany sees one company, and leaves nothing of it on the connection', async () => {
    const seen = await records.withCompany(own, (db) => db.selectFrom('companies').select('name').execute())
    expect(seen).toEqual([{ name: 'own' }])
    const all = await Promise.all(
      Array.from({ length: 8 }, () =>
        records.asSystem((db) => db.selectFrom('companies').select('name').orderBy('name').execute()),
      ),
    )
    for (const names of all) expect(names).toEqual([{ name: 'foreign' }, { name: 'own' }])
  })

  test('withCompany rolls back when its work fails', async () => {
    const failing = records.withCompany(own, async (db) => {
      await db.updateTable('companies').set({ name: 'changed' }).execute()
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    const seen = await records.withCompany(own, (db) => db.selectFrom('companies').select('name').execute())
    expect(seen).toEqual([{ name: 'own' }])
  })
})

import { Client, type QueryResult } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'
import { foreign, own, seed } from './row-level-security.fixture.ts'

/*
 * Goes through every table that the catalogue names, so a table added later is tried too: it needs a policy, rows in
 * `row-level-security.fixture.ts`, and where it has no `company_id` an entry in `ownerOf`.
 */

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
  'identity.password_resets': null,
  'identity.second_factors': null,
  'identity.recovery_codes': null,
  'identity.sign_in_challenges': null,
  'identity.letters': null,
  'migrations.done': null,
  'migrations.lock': null,
  'public.price_lists': 'seller_id',
  'public.price_list_versions': 'seller_id',
  'public.price_rates': '(select seller_id from price_list_versions v where v.id = t.version_id)',
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

test('a company below another one is as foreign to it as all others, and the other way round', async () => {
  const child = '33333333-3333-4333-8333-333333333333'
  for (const asking of [own, child]) {
    await client.query('begin')
    await client.query(
      `insert into companies (id, parent_id, name, time_zone, currency) values ('${child}', '${own}', 'child', 'UTC', 'EUR');
       insert into company_activity (company_id, last_event_at) values ('${child}', now());
       insert into connections (company_id, provider, name, secrets) values ('${child}', 'twilio', 'child', 'sealed');
       insert into api_keys (company_id, name, prefix, hash, scopes) values ('${child}', 'child', 'tb_', sha256('child'), '{metrics:read}');`,
    )
    await client.query(
      "select set_config('role', 'tallybook_app', true), set_config('tallybook.company_id', $1, true)",
      [asking],
    )
    expect((await client.query('select id from companies')).rows).toEqual([{ id: asking }])
    for (const table of ['accounts', 'connections', 'api_keys', 'company_activity']) {
      const { rows } = await client.query(`select distinct company_id from ${table}`)
      expect(rows, table).toEqual([{ company_id: asking }])
    }
    const changed = await client.query("update companies set name = 'taken' where id <> $1", [asking])
    expect(changed.rowCount).toBe(0)
    await client.query('rollback')
  }
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

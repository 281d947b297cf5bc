import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'
import { type Ledger, openLedger } from './index.ts'
import { euros, holdOf, makeCompany, type TestCompany, valueOf } from './world.fixture.ts'

const nowMs = Date.UTC(2026, 8, 1)
let records: Awaited<ReturnType<typeof openTestRecords>>
let ledger: Ledger
/** The owner of the tables, whom no policy binds. */
let client: Client
let own: TestCompany
beforeAll(async () => {
  records = await openTestRecords()
  ledger = openLedger({ records, clock: () => nowMs })
  client = new Client(records.url)
  await client.connect()
})
beforeEach(async () => {
  await client.query('rollback')
  own = await makeCompany(records)
  const deposit = { amount: euros('10'), reason: 'Bank transfer' }
  valueOf(await ledger.createAdjustment(own.key, 'deposit', deposit, 'start'))
})
afterAll(async () => {
  await client.end()
  await ledger.close()
  await records.close()
})

/** `done`, or the SQLSTATE with which the statements were refused. */
async function outcomeOf(...statements: string[]): Promise<string> {
  try {
    for (const statement of statements) await client.query(statement)
    return 'done'
  } catch (error) {
    await client.query('rollback')
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

const broken = 'TB001'
const account = (kind: string): string =>
  `(select id from accounts where company_id = '${own.id}' and kind = '${kind}')`
const anId = 'gen_random_uuid()'

function transferOf(id: string, kind = 'deposit'): string {
  return `insert into transfers (id, company_id, kind, currency, reason, idempotency_key, input_hash, created_at)
    values ('${id}', '${own.id}', '${kind}', 'EUR', 'x', '${id}', sha256('x'), now())`
}

function entriesOf(id: string, ...sides: (readonly [kind: string, amountMicros: number])[]): string {
  const rows = sides.map(([kind, amount]) => `('${id}', ${account(kind)}, '${own.id}', 'EUR', ${amount})`)
  return `insert into entries (transfer_id, account_id, company_id, currency, amount_micros) values ${rows.join(', ')}`
}

describe('what is in the ledger stays', () => {
  test.each(['transfers', 'entries', 'setting_changes'])(
    'no row of %s is changed or removed, by the owner either',
    async (table) => {
      expect(await outcomeOf(`update ${table} set company_id = company_id`)).toBe(broken)
      expect(await outcomeOf(`update ${table} set company_id = company_id where false`)).toBe(broken)
      expect(await outcomeOf(`delete from ${table}`)).toBe(broken)
      expect(await outcomeOf(`truncate ${table} cascade`)).toBe(broken)
    },
  )

  test.each(['accounts', 'authorizations', 'adjustments', 'usage_passes', 'usage_postings'])(
    'no row of %s is removed',
    async (table) => {
      expect(await outcomeOf(`delete from ${table}`)).toBe(broken)
      expect(await outcomeOf(`truncate ${table} cascade`)).toBe(broken)
    },
  )

  test('a balance, what is held and the settings are moved by nothing but entries, authorizations and the log of settings', async () => {
    for (const change of [
      'balance_micros = balance_micros + 1',
      'held_micros = 1',
      'entry_count = 7',
      "last_entry_at = 'infinity'",
      "currency = 'USD'",
      "kind = 'usage'",
      'blocked = true',
      'credit_limit_micros = 1',
      'approval_limit_micros = 1',
      'low_balance_threshold_micros = 1',
    ])
      expect(await outcomeOf(`update accounts set ${change} where id = ${account('balance')}`), change).toBe(
        broken,
      )
  })

  test('a company has its accounts from its beginning, at zero', async () => {
    const made = await makeCompany(records, { currency: 'CHF' })
    const { rows } = await client.query(
      'select kind, currency, balance_micros from accounts where company_id = $1 order by kind',
      [made.id],
    )
    expect(rows).toEqual(
      [
        'balance',
        'chargebacks',
        'corrections',
        'credits',
        'deposits',
        'refunds',
        'rounding',
        'tax',
        'usage',
      ].map((kind) => ({ kind, currency: 'CHF', balance_micros: '0' })),
    )
  })
})

describe('a transfer', () => {
  const id = '0198f000-0000-7000-8000-000000000001'

  test.each([
    [
      'whose entries do not sum to zero',
      [
        ['balance', 5],
        ['deposits', -4],
      ],
    ],
    ['with one entry', [['balance', 5]]],
  ] as const)('%s is refused', async (_name, sides) => {
    expect(await outcomeOf('begin', transferOf(id), entriesOf(id, ...sides), 'commit')).toBe(broken)
  })

  test('without entries is refused when it is committed', async () => {
    expect(await outcomeOf('begin', transferOf(id), 'commit')).toBe(broken)
  })

  test('gets no entries later that do not sum to zero', async () => {
    const posted = transferOf(id)
    expect(
      await outcomeOf(
        'begin',
        posted,
        entriesOf(id, ['balance', 5], ['deposits', -5]),
        entriesOf(id, ['usage', 1]),
      ),
    ).toBe(broken)
  })

  test('has entries in its own company and currency only', async () => {
    const other = await makeCompany(records)
    const foreign = `(select id from accounts where company_id = '${other.id}' and kind = 'deposits')`
    const rows = (currency: string, second: string) =>
      `insert into entries (transfer_id, account_id, company_id, currency, amount_micros)
        values ('${id}', ${account('balance')}, '${own.id}', '${currency}', 5), ('${id}', ${second}, '${own.id}', '${currency}', -5)`
    const foreignKey = '23503'
    expect(await outcomeOf('begin', transferOf(id), rows('EUR', foreign), 'commit')).toBe(foreignKey)
    expect(await outcomeOf('begin', transferOf(id), rows('USD', account('deposits')), 'commit')).toBe(
      foreignKey,
    )
  })

  test('moves the stored balance whatever its writer says that it will be', async () => {
    const entries = `insert into entries (transfer_id, account_id, company_id, currency, amount_micros, balance_after_micros, number, at)
      values ('${id}', ${account('balance')}, '${own.id}', 'EUR', 5, 999, 999, 'infinity'),
        ('${id}', ${account('deposits')}, '${own.id}', 'EUR', -5, 999, 999, 'infinity')`
    expect(await outcomeOf('begin', transferOf(id), entries, 'commit')).toBe('done')
    const { rows } = await client.query(
      `select balance_after_micros, number from entries where transfer_id = '${id}' and account_id = ${account('balance')}`,
    )
    expect(rows).toEqual([{ balance_after_micros: '10000005', number: '2' }])
    expect(await ledger.verifyBalances()).toEqual([])
  })

  test('of a refund does not pass the lower bound; of usage, deposit or correction it does', async () => {
    const take = (key: string, kind: string, pass = 'null', charges = 'null') => [
      'begin',
      `insert into transfers (id, company_id, kind, currency, reason, idempotency_key, input_hash, created_at, usage_pass_id, charges)
        values ('${key}', '${own.id}', '${kind}', 'EUR', 'x', '${key}', sha256('x'), now(), ${pass}, ${charges})`,
      entriesOf(key, ['balance', -11_000_000], [`${kind}s`.replace('usages', 'usage'), 11_000_000]),
      'set constraints all immediate',
      'rollback',
    ]
    const key = (last: number): string => `0198f000-0000-7000-8000-00000000010${last}`
    expect(await outcomeOf(...take(key(1), 'refund'))).toBe('TB402')
    const pass = key(9)
    await client.query(
      `insert into usage_passes (id, shard, from_version, to_version, state, created_at) values ('${pass}', 's', 0, 1, 'entered', now())`,
    )
    expect(await outcomeOf(...take(key(2), 'usage', `'${pass}'`, '1'))).toBe('done')
    expect(await outcomeOf(...take(key(3), 'correction'))).toBe('done')
  })
})

describe('a hold', () => {
  const insertHold = (amountMicros: number, company = '', state = 'held') =>
    `insert into authorizations (id, company_id, account_id, currency, state, amount_micros, quantity, idempotency_key, input_hash, created_at, expires_at)
      values (${anId}, '${company || own.id}', ${account('balance')}, 'EUR', '${state}', ${amountMicros}, 1, ${anId}, sha256('x'), now(), now())`

  test('beyond the balance is refused on any path', async () => {
    expect(await outcomeOf(insertHold(10_000_000))).toBe('done')
    expect(await outcomeOf(insertHold(1))).toBe('TB402')
    expect(valueOf(await ledger.balance(own.key))).toMatchObject({
      held: euros('10.00'),
      available: euros('0.00'),
    })
  })

  test('is of the company whose balance it holds', async () => {
    const other = await makeCompany(records)
    expect(await outcomeOf(insertHold(1, other.id))).toBe(broken)
  })

  test('ends once, and nothing else of it changes', async () => {
    const held = valueOf(await ledger.authorize(holdOf(own.id)))
    const change = (what: string) => outcomeOf(`update authorizations set ${what} where id = '${held.id}'`)
    expect(await change('amount_micros = 0')).toBe(broken)
    expect(await change("idempotency_key = 'other'")).toBe(broken)
    expect(await change("state = 'released', ended_at = now()")).toBe('done')
    expect(await change("state = 'held', ended_at = null")).toBe(broken)
    expect(await ledger.verifyBalances()).toEqual([])
  })
})

describe('in the name of a company', () => {
  const tables = [
    'accounts',
    'transfers',
    'entries',
    'authorizations',
    'adjustments',
    'usage_postings',
    'usage_passes',
  ]

  test('its own rows are seen and no others, and nothing is posted', async () => {
    const other = await makeCompany(records)
    valueOf(await ledger.createAdjustment(other.key, 'deposit', { amount: euros('1'), reason: 'x' }, 'start'))
    await client.query('begin')
    await client.query(
      "select set_config('role', 'tallybook_app', true), set_config('tallybook.company_id', $1, true)",
      [own.id],
    )
    const { rows } = await client.query(
      `select (select count(*)::int from accounts) as accounts, (select count(*)::int from transfers) as transfers,
        (select count(*)::int from entries) as entries, (select count(*)::int from adjustments) as adjustments`,
    )
    expect(rows).toEqual([{ accounts: 9, transfers: 1, entries: 2, adjustments: 1 }])
    await client.query('savepoint s')
    const denied = async (statement: string): Promise<string> => {
      const outcome = await client.query(statement).then(
        () => 'done',
        (error: { code?: string }) => error.code ?? '',
      )
      await client.query('rollback to s')
      return outcome
    }
    for (const table of tables)
      expect(await denied(`insert into ${table} default values`), table).toBe('42501')
    expect(
      await denied(
        `select post_transfer(${anId}, '${own.id}', 'deposit', 'EUR', 1, 'x', null, 'x', sha256('x'), null, null, now())`,
      ),
    ).toBe('42501')
    expect(await denied(`select lock_balances(array['${own.id}']::uuid[])`)).toBe('42501')
    await client.query('rollback')
  })
})

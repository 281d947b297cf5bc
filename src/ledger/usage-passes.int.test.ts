import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'
import { type Ledger, openLedger, usageNotPosted } from './index.ts'
import { euros, holdOf, makeCompany, type TestCompany, valueOf } from './world.fixture.ts'

let nowMs = Date.UTC(2026, 8, 1)
let records: Awaited<ReturnType<typeof openTestRecords>>
let ledger: Ledger
beforeAll(async () => {
  records = await openTestRecords()
  ledger = openLedger({ records, clock: () => nowMs })
})
afterAll(async () => {
  await ledger.close()
  await records.close()
})

let shards = 0

/** The charges of a new pass are in the facts; to be posted. */
async function enteredPass(): Promise<{ readonly shard: string; readonly passId: string }> {
  const shard = `shard-${(shards += 1)}`
  const pass = await ledger.openUsagePass({ shard, toVersion: 10n })
  if (!pass) throw new Error('no pass was opened')
  await ledger.markUsageEntered(pass)
  return { shard, passId: pass.passId }
}

const usageOf = (company: TestCompany, amountMicros: bigint, charges = 1) => ({
  payerId: company.id,
  currency: 'EUR',
  amountMicros,
  charges,
})

async function balanceOf(company: TestCompany): Promise<string> {
  return valueOf(await ledger.balance(company.key)).balance.amount
}

describe('passes of a shard', () => {
  test('follow one another without gaps, and one is worked on at a time', async () => {
    const shard = 'in-turn'
    expect(await ledger.lastPostedVersion(shard)).toBe(0n)
    const first = await ledger.openUsagePass({ shard, toVersion: 1_756_684_800_000_000n })
    expect(first).toMatchObject({ fromVersion: 0n, toVersion: 1_756_684_800_000_000n, state: 'open' })
    const again = await ledger.openUsagePass({ shard, toVersion: 1_756_684_900_000_000n })
    expect(again).toEqual({ ...first, attempt: 2 })
    const passId = first?.passId ?? ''
    // Whoever took it up first was cut off, and goes on: the charges that it entered may not be all.
    await expect(ledger.markUsageEntered({ passId, attempt: 1 })).rejects.toThrow('another server')
    await ledger.markUsageEntered({ passId, attempt: 2 })
    expect(await ledger.openUsagePass({ shard, toVersion: 1_756_684_900_000_000n })).toEqual({
      ...first,
      state: 'entered',
      attempt: 3,
    })
    await ledger.postUsage({ passId, totals: [] })
    expect(await ledger.lastPostedVersion(shard)).toBe(1_756_684_800_000_000n)
    expect(await ledger.openUsagePass({ shard, toVersion: 1_756_684_800_000_000n })).toBeNull()
    expect(await ledger.openUsagePass({ shard, toVersion: 1_756_684_900_000_000n })).toMatchObject({
      fromVersion: 1_756_684_800_000_000n,
      toVersion: 1_756_684_900_000_000n,
    })
  })

  test('say how far balances have come: as far as the shard that is furthest behind', async () => {
    const company = await makeCompany(records)
    const asOf = async () => valueOf(await ledger.balance(company.key)).as_of
    expect(await asOf()).toBe('2026-09-01T00:00:00.000Z')
    await ledger.noteUsagePosted('ahead', new Date(nowMs - 1_000))
    await ledger.noteUsagePosted('behind', new Date(nowMs - 60_000))
    expect(await asOf()).toBe('2026-08-31T23:59:00.000Z')
    await ledger.noteUsagePosted('behind', new Date(nowMs + 60_000))
    expect(await asOf()).toBe('2026-08-31T23:59:59.000Z')
  })

  test('opened by several servers at once are one', async () => {
    const passes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        ledger.openUsagePass({ shard: 'race', toVersion: BigInt(index + 1) }),
      ),
    )
    expect(new Set(passes.map((pass) => pass?.passId)).size).toBe(1)
  })
})

describe('posting', () => {
  test('lowers balances by what was charged, also below the limit, and raises them by what became less', async () => {
    const [spent, less, nothing] = [
      await makeCompany(records),
      await makeCompany(records),
      await makeCompany(records),
    ]
    const { passId } = await enteredPass()
    const totals = [usageOf(spent, 2_500_001n, 12), usageOf(less, -40n, 2), usageOf(nothing, 0n, 3)]
    expect(await ledger.postUsage({ passId, totals })).toEqual({ setAside: [] })
    expect([await balanceOf(spent), await balanceOf(less), await balanceOf(nothing)]).toEqual([
      '-2.500001',
      '0.00004',
      '0.00',
    ])
    const period = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', limit: 5 }
    expect(valueOf(await ledger.transactions(spent.key, period)).transactions).toMatchObject([
      { kind: 'usage', amount: euros('-2.500001'), charges: 12, by: null },
    ])
    expect(valueOf(await ledger.transactions(nothing.key, period)).count).toBe(0)
    const { rows } = await query(
      `select charges, transfer_id from usage_postings where company_id = '${nothing.id}'`,
    )
    expect(rows).toEqual([{ charges: 3, transfer_id: null }])
  })

  test('again changes nothing; with other totals it throws', async () => {
    const company = await makeCompany(records)
    const { passId } = await enteredPass()
    const totals = [usageOf(company, 1_000_000n)]
    await ledger.postUsage({ passId, totals })
    nowMs += 1_000
    await ledger.postUsage({ passId, totals })
    await expect(ledger.postUsage({ passId, totals: [usageOf(company, 2n)] })).rejects.toThrow('other totals')
    expect(await balanceOf(company)).toBe('-1.00')
  })

  test('by two servers at once posts once', async () => {
    const companies = await Promise.all(Array.from({ length: 20 }, () => makeCompany(records)))
    const { passId } = await enteredPass()
    const totals = companies.map((company) => usageOf(company, 1_000_000n))
    await Promise.all(Array.from({ length: 4 }, () => ledger.postUsage({ passId, totals })))
    for (const company of companies) expect(await balanceOf(company)).toBe('-1.00')
  })

  test('before the charges are in the facts throws', async () => {
    const pass = await ledger.openUsagePass({ shard: 'early', toVersion: 1n })
    const company = await makeCompany(records)
    const passId = pass?.passId ?? ''
    await expect(ledger.postUsage({ passId, totals: [usageOf(company, 1n)] })).rejects.toThrow('not entered')
    await expect(ledger.postUsage({ passId, totals: [] })).rejects.toThrow('before its charges')
    await expect(ledger.postUsage({ passId: randomUUID(), totals: [] })).rejects.toThrow()
  })

  test('of a payer named twice or by no id throws', async () => {
    const company = await makeCompany(records)
    const { passId } = await enteredPass()
    await expect(
      ledger.postUsage({ passId, totals: [usageOf(company, 1n), usageOf(company, 2n)] }),
    ).rejects.toThrow('twice')
    await expect(
      ledger.postUsage({ passId, totals: [{ ...usageOf(company, 1n), payerId: 'x' }] }),
    ).rejects.toThrow()
  })

  test('what cannot be posted is set aside by name, and the others are posted', async () => {
    const [dollars, large, good] = [
      await makeCompany(records, { currency: 'USD' }),
      await makeCompany(records),
      await makeCompany(records),
    ]
    const { passId, shard } = await enteredPass()
    const nobody = randomUUID()
    const totals = [
      usageOf(dollars, 5n),
      usageOf(large, 10n ** 18n + 1n),
      usageOf(good, 1_000_000n),
      { ...usageOf(good, 7n), payerId: nobody },
    ]
    const { setAside } = await ledger.postUsage({ passId, totals })
    expect(new Map(setAside.map(({ companyId, reason }) => [companyId, reason]))).toEqual(
      new Map([
        [dollars.id, 'currency_mismatch'],
        [large.id, 'amount_out_of_range'],
        [nobody, 'unknown_company'],
      ]),
    )
    expect(await ledger.postUsage({ passId, totals })).toEqual({ setAside })
    expect([await balanceOf(dollars), await balanceOf(large), await balanceOf(good)]).toEqual([
      '0.00',
      '0.00',
      '-1.00',
    ])
    expect(await ledger.lastPostedVersion(shard)).toBe(10n)
  })

  test('what was set aside is posted once its cause is gone, and once only', async () => {
    const large = await makeCompany(records)
    const { passId } = await enteredPass()
    const id = randomUUID()
    const charged = { currency: 'EUR', amountMicros: 1_000_000n, charges: 2 }
    const totals = [{ ...charged, payerId: id }, usageOf(large, 10n ** 18n + 1n)]
    await ledger.postUsage({ passId, totals })
    const ofThese = async () =>
      (await ledger.postSetAside())
        .filter((each) => each.passId === passId)
        .map(({ companyId, reason }) => [companyId, reason])
    const tooLarge = [large.id, 'amount_out_of_range']
    expect(await ofThese()).toEqual(expect.arrayContaining([[id, 'unknown_company'], tooLarge]))
    // As after a copy of the records came back that had the company.
    await query(
      `insert into companies (id, name, time_zone, currency) values ('${id}', 'Back again', 'UTC', 'EUR')`,
    )
    const [first, second] = await Promise.all([ofThese(), ofThese()])
    expect([first, second]).toEqual([[tooLarge], [tooLarge]])
    // The pass repeated finds its posting.
    await ledger.postUsage({ passId, totals })
    const { rows } = await query(
      `select balance_micros::text, entry_count::text from accounts where company_id = '${id}' and kind in ('balance', 'usage')
        order by kind`,
    )
    expect(rows).toEqual([
      { balance_micros: '-1000000', entry_count: '1' },
      { balance_micros: '1000000', entry_count: '1' },
    ])
    expect(await ledger.verifyBalances({ isFull: true })).toEqual([])
  })

  test('what was set aside and taken back by a later pass waits for nothing', async () => {
    const company = await makeCompany(records)
    for (const amountMicros of [5n, -5n]) {
      const { passId } = await enteredPass()
      await ledger.postUsage({ passId, totals: [{ ...usageOf(company, amountMicros), currency: 'USD' }] })
    }
    const waiting = await ledger.usageSetAside()
    expect(waiting.filter(({ companyId }) => companyId === company.id)).toEqual([])
  })

  test('what was set aside is told to who sells to the company, in sum, and to nobody else', async () => {
    const [seller, stranger] = [await makeCompany(records), await makeCompany(records)]
    const buyer = await makeCompany(records, { parentId: seller.id })
    for (const amountMicros of [5_000_000n, -2_000_000n, 1_000_000n]) {
      const { passId } = await enteredPass()
      await ledger.postUsage({ passId, totals: [{ ...usageOf(buyer, amountMicros), currency: 'USD' }] })
    }
    expect(await usageNotPosted(records.system, seller.id)).toMatchObject([
      {
        company_id: buyer.id,
        company_name: 'Meridian',
        amount: { amount: '4.00', currency: 'USD' },
        reason: 'currency_mismatch',
      },
    ])
    for (const { id } of [stranger, buyer]) expect(await usageNotPosted(records.system, id)).toEqual([])
  })

  test('nothing else of a posting ever changes', async () => {
    const company = await makeCompany(records)
    const { passId } = await enteredPass()
    await ledger.postUsage({ passId, totals: [usageOf(company, 1n)] })
    const where = `where pass_id = '${passId}'`
    await expect(query(`update usage_postings set charges = 9 ${where}`)).rejects.toThrow('stays as it is')
    await expect(query(`delete from usage_postings ${where}`)).rejects.toThrow('only adds')
  })

  test('of more companies than one transaction takes posts each', async () => {
    const rows = await records.asSystem((db) =>
      db
        .insertInto('companies')
        .values(Array.from({ length: 1_203 }, () => ({ name: 'Many', time_zone: 'UTC', currency: 'EUR' })))
        .returning('id')
        .execute(),
    )
    const { passId } = await enteredPass()
    const totals = rows.map(({ id }, index) => ({
      payerId: id,
      currency: 'EUR',
      amountMicros: BigInt(index + 1),
      charges: 1,
    }))
    await ledger.postUsage({ passId, totals })
    const { rows: sums } = await query(
      `select count(*)::int as count, sum(balance_micros)::text as sum from accounts
        where kind = 'balance' and company_id in (select id from companies where name = 'Many')`,
    )
    expect(sums).toEqual([{ count: 1_203, sum: String(-(1_203 * 1_204) / 2) }])
  })
})

describe('verifyBalances', () => {
  test('finds nothing in a sound ledger, and names each place where a sum is off', async () => {
    const company = await makeCompany(records)
    valueOf(await ledger.createAdjustment(company.key, 'deposit', { amount: euros('9'), reason: 'x' }, 'in'))
    valueOf(
      await ledger.createAdjustment(company.key, 'deposit', { amount: euros('1'), reason: 'x' }, 'in-2'),
    )
    valueOf(await ledger.authorize(holdOf(company.id)))
    expect(await ledger.verifyBalances()).toEqual([])
    const account = `(select id from accounts where company_id = '${company.id}' and kind = 'balance')`
    const spoiled = async (statement: string, isFull = false) => {
      await query(`set session_replication_role = replica; ${statement}`)
      const drifts = await ledger.verifyBalances({ isFull })
      return drifts.map(({ kind, companyId, storedMicros, expectedMicros }) => {
        expect(companyId).toBe(company.id)
        return `${kind} ${storedMicros}/${expectedMicros}`
      })
    }
    expect(
      await spoiled(`update accounts set balance_micros = balance_micros + 1 where id = ${account}`),
    ).toEqual(['balance 10000001/10000000'])
    expect(
      await spoiled(
        `update accounts set balance_micros = balance_micros - 1, held_micros = 3 where id = ${account}`,
      ),
    ).toEqual(['held 3/1000000'])
    await query(
      `set session_replication_role = replica; update accounts set held_micros = 1000000 where id = ${account}`,
    )
    const changed = `update entries set amount_micros = 2 where account_id = ${account} and number = 2`
    // It was proven before: only a full verification reads it again.
    expect(await spoiled(changed)).toEqual([])
    expect(await spoiled(changed, true)).toEqual([
      'balance 10000000/9000002',
      'chain 10000000/9000002',
      'transfer -999998/0',
    ])
  })
})

async function query(statement: string) {
  const client = new Client(records.url)
  await client.connect()
  try {
    const result = await client.query(statement)
    return [result].flat().at(-1) ?? { rows: [] }
  } finally {
    await client.end()
  }
}

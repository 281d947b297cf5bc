import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fault, type FaultyRecords, openFaultyRecords } from '../../test/support/faulty-records.ts'
import { openTestRecords } from '../../test/support/postgres.ts'
import { type Ledger, openLedger } from './index.ts'
import { euros, holdOf, makeCompany, makePerson, type TestCompany, valueOf } from './world.fixture.ts'

let nowMs = Date.UTC(2026, 8, 1)
/** Goes on, so that what is entered later sorts later. */
const clock = (): number => (nowMs += 1)
let records: Awaited<ReturnType<typeof openTestRecords>>
let faulty: FaultyRecords
/** Over the connection that breaks. */
let ledger: Ledger
let sound: Ledger
beforeAll(async () => {
  records = await openTestRecords()
  faulty = openFaultyRecords(records.url)
  ledger = openLedger({ records: faulty.records, clock, maxCompaniesAtOnce: 2 })
  sound = openLedger({ records, clock })
})
afterAll(async () => {
  await ledger.close()
  await sound.close()
  await faulty.close()
  await records.close()
})

const period = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', limit: 50 }

/** Everything that a company can see of its money, without ids. */
async function stateOf(company: TestCompany): Promise<object> {
  const { balance, held } = valueOf(await sound.balance(company.key))
  const { transactions } = valueOf(await sound.transactions(company.key, period))
  const adjustments = valueOf(await sound.listAdjustments(company.key, { limit: 50 }))
  return {
    balance,
    held,
    transactions: transactions.map(({ kind, amount, charges, by }) => ({ kind, amount, charges, by })),
    adjustments: adjustments.map(({ kind, amount, state }) => ({ kind, amount, state })),
  }
}

interface Story {
  /** What is there before; made over a sound connection. */
  readonly prepare: (company: TestCompany) => Promise<(ledger: Ledger) => Promise<unknown>>
}

const fresh = async (prepare: Story['prepare']) => {
  const company = await makeCompany(records)
  return { company, act: await prepare(company) }
}

/**
 * Does it once undisturbed; then, for every statement of it and both sides of the break, in a new company: broken there, done
 * again, and compared with the undisturbed one.
 */
async function sameAfterEveryBreak(prepare: Story['prepare']): Promise<number> {
  const undisturbed = await fresh(prepare)
  faulty.plan({ statement: null, when: 'before' })
  await undisturbed.act(ledger)
  const statements = faulty.statements()
  const expected = await stateOf(undisturbed.company)
  for (let statement = 1; statement <= statements; statement += 1)
    for (const when of ['before', 'after'] as const satisfies readonly Fault['when'][]) {
      const { company, act } = await fresh(prepare)
      faulty.plan({ statement, when })
      await expect(act(ledger), `${when} statement ${statement}`).rejects.toThrow('connection')
      faulty.plan({ statement: null, when: 'before' })
      await act(ledger)
      expect(await stateOf(company), `${when} statement ${statement}`).toEqual(expected)
    }
  expect(await sound.verifyBalances()).toEqual([])
  return statements
}

const paid = (amount: string) => ({ amount: euros(amount), reason: 'Bank transfer' })

describe('broken at any statement and done again, the end is the same', () => {
  test('for a deposit', async () => {
    const statements = await sameAfterEveryBreak(
      async (company) => (own) =>
        own.createAdjustment(company.key, 'deposit', paid('10'), 'deposit').then(valueOf),
    )
    expect(statements).toBeGreaterThan(5)
  })

  test('for a refund that is covered once', async () => {
    await sameAfterEveryBreak(async (company) => {
      valueOf(await sound.createAdjustment(company.key, 'deposit', paid('10'), 'in'))
      return (own) => own.createAdjustment(company.key, 'refund', paid('10'), 'out').then(valueOf)
    })
  })

  test('for the word of a second person', async () => {
    await sameAfterEveryBreak(async (company) => {
      const [anna, boris] = [
        await makePerson(records, company, 'Anna'),
        await makePerson(records, company, 'Boris'),
      ]
      valueOf(await sound.patchSettings(company.key, { approval_limit: euros('0') }))
      const { id } = valueOf(await sound.createAdjustment(anna, 'deposit', paid('10'), 'in'))
      return (own) => own.decideAdjustment(boris, id, 'approve').then(valueOf)
    })
  })

  test('for a batch of authorizations, of which the balance covers some', async () => {
    await sameAfterEveryBreak(async (company) => {
      valueOf(await sound.createAdjustment(company.key, 'deposit', paid('3'), 'in'))
      const requests = Array.from({ length: 5 }, () => holdOf(company.id))
      return (own) => Promise.all(requests.map((request) => own.authorize(request)))
    })
  })

  test('for confirming and releasing', async () => {
    await sameAfterEveryBreak(async (company) => {
      valueOf(await sound.createAdjustment(company.key, 'deposit', paid('3'), 'in'))
      const [sent, unsent] = [
        valueOf(await sound.authorize(holdOf(company.id))),
        valueOf(await sound.authorize(holdOf(company.id))),
      ]
      return async (own) => {
        valueOf(await own.confirmAuthorization(company.key, sent.id))
        valueOf(await own.releaseAuthorization(company.key, unsent.id))
      }
    })
  })

  test('for a pass of usage over several transactions, from its opening on', async () => {
    let shards = 0
    await sameAfterEveryBreak(async (company) => {
      const shard = `shard-${(shards += 1)}`
      const rows = await records.asSystem((db) =>
        db
          .insertInto('companies')
          .values(Array.from({ length: 4 }, () => ({ name: 'Other', time_zone: 'UTC', currency: 'EUR' })))
          .returning('id')
          .execute(),
      )
      const totals = [company.id, ...rows.map(({ id }) => id)].map((payerId) => ({
        payerId,
        currency: 'EUR',
        amountMicros: 1_250_000n,
        charges: 5,
      }))
      return async (own) => {
        const pass = await own.openUsagePass({ shard, toVersion: 7n })
        if (!pass) return
        await own.markUsageEntered(pass)
        await own.postUsage({ passId: pass.passId, totals })
      }
    })
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openLedger } from '../ledger/index.ts'
import { euros, makeCompany, type TestCompany, valueOf } from '../ledger/world.fixture.ts'
import type { Notices } from './index.ts'
import { type NoticesWorld, openNoticesWorld } from './world.fixture.ts'

let world: NoticesWorld
let notices: Notices
let company: TestCompany
beforeAll(async () => {
  world = await openNoticesWorld()
  notices = world.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  company = await makeCompany(world.records)
  await setThreshold('10')
  await move('100')
  await notices.tellLowBalances()
})

const ledger = () => openLedger({ records: world.records, clock: () => world.nowMs })
let keys = 0

async function move(amount: string): Promise<void> {
  keys += 1
  const body = { amount: euros(amount), reason: 'Moved by the test' }
  valueOf(await ledger().createAdjustment(company.key, 'correction', body, `key-${keys}`))
}

async function setThreshold(amount: string | null): Promise<void> {
  valueOf(
    await ledger().patchSettings(company.key, {
      low_balance_threshold: amount === null ? null : euros(amount),
    }),
  )
}

async function told(): Promise<readonly unknown[]> {
  const rows = await world.records.system
    .selectFrom('notices')
    .select('data')
    .where('company_id', '=', company.id)
    .where('type', '=', 'balance.low')
    .orderBy('id')
    .execute()
  return rows.map(({ data }) => data)
}

describe('a balance that comes down to its threshold', () => {
  test('is told once, however often it is looked at and by however many processes', async () => {
    expect(await told()).toEqual([])
    await move('-90')
    await Promise.all([notices.tellLowBalances(), world.open().tellLowBalances(), notices.tellLowBalances()])
    await move('-5')
    await notices.tellLowBalances()
    await world.open().tellLowBalances()
    expect(await told()).toEqual([{ balance: euros('10.00'), threshold: euros('10.00') }])
  })

  test('is told again only after it was above', async () => {
    await move('-95')
    await notices.tellLowBalances()
    await move('4')
    await notices.tellLowBalances()
    expect(await told()).toHaveLength(1)
    await move('2')
    await notices.tellLowBalances()
    expect(await told()).toHaveLength(1)
    await move('-50')
    await notices.tellLowBalances()
    expect(await told()).toHaveLength(2)
  })

  test('is told of a threshold that is set above it, and forgotten with one that is taken away', async () => {
    await setThreshold('200')
    await notices.tellLowBalances()
    await setThreshold(null)
    await notices.tellLowBalances()
    await setThreshold('200')
    await notices.tellLowBalances()
    expect(await told()).toHaveLength(2)
  })

  test('is not told of where it was only between two looks', async () => {
    await move('-95')
    await move('95')
    await notices.tellLowBalances()
    expect(await told()).toEqual([])
  })
})

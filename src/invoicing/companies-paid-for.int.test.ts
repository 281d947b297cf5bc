import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BilledHouse, openBilledHouse, sms } from '../../test/support/billed-house.ts'
import type { InvoiceDetail } from '../contract/index.ts'
import { valueOf } from '../rating/price-world.fixture.ts'
import { companiesPaidFor, idsPaidFor } from './companies-paid-for.ts'

let house: BilledHouse
let resellerId: string
let shopId: string
let branchId: string
beforeAll(async () => {
  house = await openBilledHouse('2027-06-01T00:00:00Z')
  resellerId = await house.addBuyer({ name: 'Reseller', timeZone: 'UTC' })
  shopId = await addBelow('Shop', resellerId)
  branchId = await addBelow('Branch', shopId)
  await house.putPrices(resellerId, [sms('any', '0.10')], '2027-06-01T00:00:00Z')
})
afterAll(() => house.stop())

async function addBelow(name: string, parentId: string): Promise<string> {
  const { id } = await house.records.system
    .insertInto('companies')
    .values({ name, time_zone: 'UTC', currency: 'EUR', parent_id: parentId })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function invoicesOfReseller(): Promise<readonly InvoiceDetail[]> {
  const rows = await house.records.system
    .selectFrom('invoices')
    .select('id')
    .where('company_id', '=', resellerId)
    .orderBy('issued_at')
    .execute()
  return await Promise.all(
    rows.map(async ({ id }) => valueOf(await house.invoicing.readDocument(house.seller, id))),
  )
}

test('who paid for a company that was moved keeps its charges, and is given back what others pay now', async () => {
  await house.send(branchId, [{ at: '2027-06-15T00:00:00Z', count: 7 }])
  await house.send(resellerId, [{ at: '2027-06-15T00:00:00Z', count: 3 }])
  house.setNow('2027-07-02T00:00:00Z')
  await house.close()
  await house.records.system
    .updateTable('companies')
    .set({ parent_id: house.seller.companyId })
    .where('id', '=', shopId)
    .execute()
  await house.send(resellerId, [{ at: '2027-07-15T00:00:00Z', count: 20 }])
  house.setNow('2027-08-02T00:00:00Z')
  await house.close()
  const [june, july, ...others] = await invoicesOfReseller()
  expect(others).toEqual([])
  const charges = valueOf(
    await house.invoicing.listCharges(house.seller, june?.id ?? '', { limit: 100, cursor: undefined }),
  )
  expect(charges).toMatchObject({ count: 10, total: { amount: '1.00' } })
  expect(charges.charges.filter(({ company }) => company.name === 'Shop')).toHaveLength(7)
  expect(july?.document.lines.map(({ quantity, detail }) => [quantity, detail])).toEqual([
    ['20', null],
    ['-7', 'Messages of June 2027, charged later'],
  ])
  expect(await house.invoicing.verifyInvoices({ isFull: true })).toEqual([])
})

test('a company is named under the one that it depends on now, where it depended on several', async () => {
  const otherId = await addBelow('Other shop', resellerId)
  await house.records.system
    .updateTable('companies')
    .set({ parent_id: otherId })
    .where('id', '=', branchId)
    .execute()
  const { system } = house.records
  expect(new Set(await idsPaidFor(system, [resellerId]))).toEqual(
    new Set([resellerId, shopId, branchId, otherId]),
  )
  const named = await companiesPaidFor(system, resellerId)
  expect([...named].map(([id, { name }]) => [id, name]).toSorted()).toEqual(
    [
      [resellerId, 'Reseller'],
      [shopId, 'Shop'],
      [branchId, 'Other shop'],
      [otherId, 'Other shop'],
    ].toSorted(),
  )
  expect((await companiesPaidFor(system, shopId)).get(branchId)?.name).toBe('Branch')
})

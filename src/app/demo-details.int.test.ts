import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTestCompany, openTestCompanies, type TestCompanies } from '../../test/support/companies.ts'
import type { Principal } from '../companies/index.ts'
import { missingDetails } from '../companies/index.ts'
import { openDemoDetails } from './demo-details.ts'

let world: TestCompanies
let owner: Principal
beforeAll(async () => {
  world = await openTestCompanies()
  owner = await makeTestCompany(world.companies)
})
afterAll(() => world.close())

async function detailsOf(role: 'company' | 'provider') {
  const found = await world.companies.details(owner, { role })
  if (!found.ok) throw new Error(found.failure.detail)
  return found.value
}

test('the details of the demo are right, enough for an invoice, and entered once', async () => {
  await openDemoDetails(world, owner)
  const before = [await detailsOf('company'), await detailsOf('provider')]
  await openDemoDetails(world, owner)
  const [buyer, supplier] = [await detailsOf('company'), await detailsOf('provider')]
  expect([buyer, supplier]).toEqual(before)
  expect(missingDetails(buyer, { as: 'buyer', otherCountry: 'NL' })).toEqual([])
  expect(missingDetails(supplier, { as: 'supplier', otherCountry: 'DE' })).toEqual([])
})

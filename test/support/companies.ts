import { type Companies, openCompanies, type Principal } from '../../src/companies/index.ts'
import type { Clock } from '../../src/core/index.ts'
import { openTestRecords } from './postgres.ts'

export const ownerPassword = 'correct horse battery'

export interface TestCompanies {
  readonly companies: Companies
  readonly records: Awaited<ReturnType<typeof openTestRecords>>
  close(): Promise<void>
}

/** Companies on a fresh database of the test file's own, empty. */
export async function openTestCompanies(
  options: { clock?: Clock; publicUrl?: string } = {},
): Promise<TestCompanies> {
  const records = await openTestRecords()
  const companies = openCompanies({
    records,
    clock: options.clock ?? (() => Date.UTC(2026, 8, 1)),
    secretKey: 'a key for tests that guards nothing at all',
    publicUrl: options.publicUrl ?? 'http://127.0.0.1:4870',
  })
  return {
    companies,
    records,
    async close() {
      await companies.close()
      await records.close()
    },
  }
}

/** Makes the first company without the page and returns its owner, signed in with every scope by its key. */
export async function makeTestCompany(
  companies: Companies,
  apiKey = 'tb_a-key-for-tests-0001',
): Promise<Principal> {
  const made = await companies.initialise({
    company: 'Meridian Travel',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    ownerEmail: 'Owner@Example.com',
    ownerPassword,
    apiKey,
  })
  if (!made.ok) throw new Error(made.failure.detail)
  const owner = await companies.authenticate({ authorization: `Bearer ${apiKey}` })
  if (!owner.ok) throw new Error(owner.failure.detail)
  return owner.value
}

/** A further company with one user of a role, made past the door, as there is no page for it yet. */
export async function addTestCompany(
  records: TestCompanies['records'],
  company: { name: string; userId?: string; role?: string },
): Promise<string> {
  return await records.asSystem(async (db) => {
    const { id } = await db
      .insertInto('companies')
      .values({ name: company.name, time_zone: 'Asia/Kathmandu', currency: 'EUR' })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (company.userId !== undefined)
      await db
        .insertInto('memberships')
        .values({ company_id: id, user_id: company.userId, role: company.role ?? 'analyst' })
        .execute()
    return id
  })
}

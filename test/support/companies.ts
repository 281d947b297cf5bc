import { type Companies, type Letter, openCompanies, type Principal } from '../../src/companies/index.ts'
import type { Role } from '../../src/contract/index.ts'
import type { Clock } from '../../src/core/index.ts'
import { sql } from '../../src/records/index.ts'
import { openTestRecords } from './postgres.ts'

export const ownerPassword = 'correct horse battery'

export interface TestCompanies {
  readonly companies: Companies
  readonly records: Awaited<ReturnType<typeof openTestRecords>>
  /** E-mails to one person, in the order in which they were written. */
  readonly letters: readonly Letter[]
  close(): Promise<void>
}

/** Companies on a fresh database of the test file's own, empty. */
export async function openTestCompanies(
  options: { clock?: Clock; publicUrl?: string; sendsMail?: boolean } = {},
): Promise<TestCompanies> {
  const records = await openTestRecords()
  const letters: Letter[] = []
  const companies = openCompanies({
    records,
    clock: options.clock ?? (() => Date.UTC(2026, 8, 1)),
    secretKey: 'a key for tests that guards nothing at all',
    publicUrl: options.publicUrl ?? 'http://127.0.0.1:4870',
    letters: {
      sendsMail: options.sendsMail ?? false,
      write: async (_db, letter) => {
        letters.push(letter)
      },
    },
  })
  return {
    companies,
    records,
    letters,
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

/** A further user of a company who signs in with `ownerPassword`; the first company's owner has to be there. Returns its id. */
export async function addTestUser(
  records: TestCompanies['records'],
  user: { email: string; companyId: string; role: Role },
): Promise<string> {
  return await records.asSystem(async (db) => {
    const { id } = await db
      .insertInto('identity.users')
      .values({ name: user.email, email: user.email })
      .returning('id')
      .executeTakeFirstOrThrow()
    await sql`insert into identity.accounts (user_id, account_id, provider_id, password)
      select ${id}::uuid, ${id}, 'credential', a.password from identity.accounts a order by a.created_at limit 1`.execute(
      db,
    )
    await db
      .insertInto('memberships')
      .values({ company_id: user.companyId, user_id: id, role: user.role })
      .execute()
    return id
  })
}

/** A company below another one, made past the door. */
export async function addCompanyBelow(
  records: TestCompanies['records'],
  company: { name: string; parentId: string; isReseller?: boolean },
): Promise<string> {
  const { id } = await records.system
    .insertInto('companies')
    .values({
      name: company.name,
      parent_id: company.parentId,
      is_reseller: company.isReseller ?? false,
      time_zone: 'Europe/Berlin',
      currency: 'EUR',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The cookie of a person who signs in with a password alone, as a browser would send it back. */
export async function cookieOf(
  companies: Companies,
  credentials: { email: string; password: string },
  address = '203.0.113.1',
): Promise<string> {
  const signedIn = await companies.signIn(credentials, { address })
  if (!signedIn.ok) throw new Error(signedIn.failure.detail)
  if (!signedIn.value.done) throw new Error('a second factor is asked for')
  return cookiesIn(signedIn.value.open.setCookie)
}

/** What a browser sends back of `Set-Cookie` values. */
export function cookiesIn(setCookie: readonly string[]): string {
  return setCookie.map((value) => value.split(';')[0] ?? '').join('; ')
}

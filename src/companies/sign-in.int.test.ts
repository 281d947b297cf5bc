import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addTestCompany,
  cookiesIn,
  makeTestCompany,
  openTestCompanies,
  ownerPassword,
  type TestCompanies,
} from '../../test/support/companies.ts'
import { scopes } from '../contract/index.ts'
import { sql } from '../records/index.ts'
import { attemptLimits, countAttempt, windowMs } from './sign-in-limit.ts'

const email = 'owner@example.com'
let nowMs = Date.UTC(2026, 8, 1, 10)
let own: TestCompanies
beforeAll(async () => {
  own = await openTestCompanies({ clock: () => nowMs })
  await makeTestCompany(own.companies)
})
afterAll(() => own.close())

/** The `Set-Cookie` values of a sign-in. */
async function openedBy(step: ReturnType<TestCompanies['companies']['signIn']>): Promise<readonly string[]> {
  const signedIn = await step
  if (!signedIn.ok) throw new Error(signedIn.failure.detail)
  if (!signedIn.value.done) throw new Error('a second factor is asked for')
  return signedIn.value.open.setCookie
}

async function signIn(address = '203.0.113.1'): Promise<{ cookie: string; setCookie: readonly string[] }> {
  const setCookie = await openedBy(own.companies.signIn({ email, password: ownerPassword }, { address }))
  return { cookie: cookiesIn(setCookie), setCookie }
}

describe('a session', () => {
  test('is opened by e-mail, in any case, and password, and names user, company and role', async () => {
    const signedIn = await own.companies.signIn(
      { email: 'OWNER@example.COM', password: ownerPassword },
      { address: '203.0.113.1', userAgent: 'a browser' },
    )
    expect(signedIn).toMatchObject({
      ok: true,
      value: {
        done: true,
        open: {
          session: {
            user: { email },
            company: { name: 'Meridian Travel', time_zone: 'Europe/Berlin' },
            role: 'owner',
            two_factor: { is_on: false, is_due: false },
          },
        },
      },
    })
  })

  test('that has expired is forgotten at the next sign-in, the others stay', async () => {
    const { cookie: expired } = await signIn()
    await sql`update identity.sessions set expires_at = now() - interval '1 second'`.execute(
      own.records.system,
    )
    const { cookie } = await signIn()
    const { rows } = await sql<{ kept: string }>`select count(*) as kept from identity.sessions`.execute(
      own.records.system,
    )
    expect(Number(rows[0]?.kept)).toBe(1)
    expect((await own.companies.session(cookie)).ok).toBe(true)
    expect((await own.companies.session(expired)).ok).toBe(false)
  })

  test('travels in a cookie that scripts cannot read and other sites cannot send', async () => {
    const { setCookie } = await signIn()
    expect(setCookie).toHaveLength(2)
    expect(setCookie[0]).toMatch(/^tallybook\.session_token=/)
    expect(setCookie[1]).toMatch(/^tallybook\.device=/)
    for (const cookie of setCookie) {
      expect(cookie).toMatch(/HttpOnly/i)
      expect(cookie).toMatch(/SameSite=Lax/i)
      expect(cookie).not.toMatch(/Secure/i)
    }
  })

  test('is found again by its cookie, and authenticates with the scopes of the role', async () => {
    const { cookie } = await signIn()
    expect(await own.companies.session(cookie)).toMatchObject({
      ok: true,
      value: { session: { role: 'owner' } },
    })
    expect(await own.companies.authenticate({ cookie })).toMatchObject({
      ok: true,
      value: {
        kind: 'user',
        role: 'owner',
        scopes: [...scopes],
      },
    })
  })

  test('ends with signing out: the cookie is taken away and worthless', async () => {
    const { cookie } = await signIn()
    const { setCookie } = await own.companies.signOut(cookie, { address: '203.0.113.1' })
    expect(setCookie.join()).toMatch(/Max-Age=0/i)
    expect(await own.companies.session(cookie)).toMatchObject({
      ok: false,
      failure: { code: 'unauthorized' },
    })
    expect(await own.companies.authenticate({ cookie })).toMatchObject({
      ok: false,
      failure: { code: 'unauthorized' },
    })
  })

  test('is not opened by a cookie that was changed or made up', async () => {
    const cookie = (await signIn()).cookie.split('; ', 1)[0] ?? ''
    for (const wrong of ['', 'tallybook.session_token=abc.def', `${cookie}x`, cookie.replace('=', '=x')])
      expect(await own.companies.session(wrong)).toMatchObject({
        ok: false,
        failure: { code: 'unauthorized' },
      })
  })

  test('signing out without a session is harmless', async () => {
    await expect(own.companies.signOut('', { address: '203.0.113.1' })).resolves.toBeDefined()
  })
})

describe('a session looks at', () => {
  test('another company of the user after a change, with the role there, and never at a company of others', async () => {
    const { cookie } = await signIn()
    const before = await own.companies.authenticate({ cookie })
    if (!before.ok || before.value.userId === undefined) throw new Error('not signed in')
    const other = await addTestCompany(own.records, {
      name: 'Other',
      userId: before.value.userId,
      role: 'analyst',
    })
    const foreign = await addTestCompany(own.records, { name: 'Foreign' })

    expect(await own.companies.changeCompany(cookie, foreign)).toMatchObject({
      ok: false,
      failure: { code: 'not_found' },
    })
    expect(await own.companies.changeCompany(cookie, 'nonsense')).toMatchObject({
      ok: false,
      failure: { code: 'not_found' },
    })
    const changed = await own.companies.changeCompany(cookie, other)
    expect(changed).toMatchObject({
      ok: true,
      value: { session: { company: { id: other }, role: 'analyst' } },
    })
    expect(await own.companies.authenticate({ cookie })).toMatchObject({
      ok: true,
      value: { companyId: other, scopes: ['metrics:read'] },
    })

    await own.records.asSystem((db) => db.deleteFrom('memberships').where('company_id', '=', other).execute())
    expect(await own.companies.authenticate({ cookie })).toMatchObject({
      ok: true,
      value: { companyId: before.value.companyId },
    })
  })
})

describe('guessing', () => {
  test('tells nothing about who has an account', async () => {
    const wrongPassword = await own.companies.signIn(
      { email, password: 'wrong' },
      { address: '203.0.113.20' },
    )
    const unknownUser = await own.companies.signIn(
      { email: 'nobody@example.com', password: 'wrong' },
      { address: '203.0.113.20' },
    )
    expect(wrongPassword).toMatchObject({ ok: false, failure: { code: 'invalid_credentials' } })
    expect(unknownUser).toEqual(wrongPassword)
  })

  test('is stopped after ten failures, even at once, with the right password too, until the window is over', async () => {
    const client = { address: '203.0.113.30' }
    const attempts = await Promise.all(
      Array.from({ length: attemptLimits.pair + 5 }, () =>
        own.companies.signIn({ email, password: 'wrong' }, client),
      ),
    )
    const codes = attempts.map((attempt) => (attempt.ok ? 'in' : attempt.failure.code))
    expect(codes.filter((code) => code === 'invalid_credentials')).toHaveLength(attemptLimits.pair)
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(5)
    expect(await own.companies.signIn({ email, password: ownerPassword }, client)).toMatchObject({
      ok: false,
      failure: { code: 'too_many_attempts' },
    })
    // Its owner, elsewhere, is not locked out.
    await signIn('203.0.113.31')
    nowMs += windowMs
    await signIn(client.address)
  })

  test('at one address beyond its limit does not count against the account: its owner gets in elsewhere', async () => {
    nowMs += windowMs
    // Counted, refused by the pair: one address could otherwise use up what the account has for all of them.
    for (let attempt = 0; attempt < attemptLimits.account + 1; attempt += 1)
      await countAttempt(own.records, () => nowMs, email, { address: '203.0.113.50' })
    await signIn('203.0.113.51')
  })

  test('from many addresses shuts an account for strangers, never for the browser its owner has signed in from', async () => {
    nowMs += windowMs
    const { cookie } = await signIn('203.0.113.55')
    for (let machine = 0; machine < attemptLimits.account / attemptLimits.pair; machine += 1)
      for (let attempt = 0; attempt < attemptLimits.pair; attempt += 1)
        await countAttempt(own.records, () => nowMs, email, { address: `198.51.100.${machine}` })
    const stranger = { address: '203.0.113.56' }
    const credentials = { email, password: ownerPassword }
    expect(await own.companies.signIn(credentials, stranger)).toMatchObject({
      failure: { code: 'too_many_attempts' },
    })
    expect(await own.companies.signIn(credentials, { ...stranger, cookie })).toMatchObject({ ok: true })
    const forged = cookie.replace(/(tallybook\.device=[^.]+\.).*/, '$1forged')
    expect(await own.companies.signIn(credentials, { ...stranger, cookie: forged })).toMatchObject({
      ok: false,
    })
    // A browser that was stolen guesses no better than any other.
    for (let attempt = 0; attempt < attemptLimits.device; attempt += 1)
      await own.companies.signIn({ email, password: 'wrong' }, { ...stranger, cookie })
    expect(await own.companies.signIn(credentials, { ...stranger, cookie })).toMatchObject({
      failure: { code: 'too_many_attempts' },
    })
    nowMs += windowMs
  })

  test('at an address that tried too many accounts does not count against a further one', async () => {
    nowMs += windowMs
    const client = { address: '203.0.113.60' }
    for (let account = 0; account < attemptLimits.address; account += 1)
      await countAttempt(own.records, () => nowMs, `guess-${account}@example.com`, client)
    for (const _ of ['refused', 'refused again'])
      expect(await countAttempt(own.records, () => nowMs, email, client)).toMatchObject({ ok: false })
    const { rows } = await sql`select from identity.sign_in_failures where failures = 2`.execute(
      own.records.system,
    )
    // The pair's; the account would be another one.
    expect(rows).toHaveLength(1)
  })

  test('does not add up over successes', async () => {
    for (let round = 0; round < attemptLimits.pair + 2; round += 1) await signIn('203.0.113.40')
  })
})

test('behind https the cookie is Secure', async () => {
  const secure = await openTestCompanies({ publicUrl: 'https://tallybook.example.com' })
  try {
    await makeTestCompany(secure.companies)
    const setCookie = await openedBy(
      secure.companies.signIn({ email, password: ownerPassword }, { address: '203.0.113.1' }),
    )
    expect(setCookie[0]).toMatch(/^__Secure-tallybook\.session_token=.*Secure/i)
    expect(setCookie[1]).toMatch(/^__Secure-tallybook\.device=.*Secure/i)
  } finally {
    await secure.close()
  }
})

test('a database that fails is told as it is, not as a wrong password nor as a session that is over', async () => {
  const failing = await openTestCompanies()
  await makeTestCompany(failing.companies)
  const credentials = { email, password: ownerPassword }
  const before = await openedBy(failing.companies.signIn(credentials, { address: '203.0.113.1' }))
  const client = new Client(failing.records.url)
  await client.connect()
  await client.query('drop table identity.sessions').finally(() => client.end())
  const undefinedTable = { code: '42P01' }
  const signingIn = failing.companies.signIn(credentials, { address: '203.0.113.1' })
  await expect(signingIn).rejects.toMatchObject(undefinedTable)
  const session = failing.companies.session(cookiesIn(before))
  await expect(session).rejects.toMatchObject(undefinedTable)
  await failing.close()
})

test('passwords are kept as argon2id with 19 MiB and two passes, and nothing else', async () => {
  const client = new Client(own.records.url)
  await client.connect()
  const { rows } = await client
    .query<{ password: string }>('select password from identity.accounts')
    .finally(() => client.end())
  expect(rows.map((row) => row.password)).toEqual([
    expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
  ])
})
